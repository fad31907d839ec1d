/** What sentences about a key are made from; its text is not among it. */
export type KeyFacts = {
  vendor: string;
  /** As commands name it. */
  provider: string;
  keySetting: string;
  keyName?: string;
  model: string;
  status: number;
  message: string;
};

export type KeySentences = {
  refused: string;
  disabled: string;
  forbidden: string;
  noCredit: string;
  modelForbidden: string;
  noModel: string;
  limited: string;
  tooLargeForLimit: string;
};

/** Sentences about a key with a name are for a team that has an admin; without one, for who set it in the environment. */
export function keySentences(facts: KeyFacts): KeySentences {
  return facts.keyName === undefined ? ofSetting(facts) : ofNamed(facts, facts.keyName);
}

function ofNamed({ vendor, provider, model, status, message }: KeyFacts, keyName: string): KeySentences {
  const name = `key "${keyName}"`;
  const key = vendor.startsWith('The ') ? `The ${name} of ${the(vendor)}` : `The ${vendor} ${name}`;
  const inPanel = `in the panel (or: npm run keys -- add ${provider} "${keyName}" --replace)`;
  const another = `in the panel (or: npm run keys -- add ${provider})`;
  const replace = `An admin can replace it ${inPanel}.`;
  return {
    refused: `${key} was refused (${status}). ${replace}`,
    disabled: `${key} belongs to an account that has been disabled (${status}). ${replace}`,
    forbidden: `${key} may not be used here (${status}${because(message)}). ${replace}`,
    noCredit: `${key} has no credit left (${status}). An admin can add credit, raise the spending limit, or replace it ${inPanel}.`,
    modelForbidden: `${key} may not use the model "${model}" (${status}). An admin can allow it there, or give another key or model ${another}.`,
    noModel: `${vendor} has no model "${model}", or the ${name} may not use it (${status}). An admin can give another key or model ${another}.`,
    limited: `${key} is at its limit of requests or tokens a minute (${status}). It is tried again by itself.`,
    tooLargeForLimit: `This request is larger than the tokens a minute of the ${name} (${status}${because(message)}). Use a key with a higher limit, or a shorter discussion.`,
  };
}

function ofSetting({ vendor, keySetting, model, status, message }: KeyFacts): KeySentences {
  return {
    refused: `${vendor} refused the key (${status}). Set a valid ${keySetting} and start again.`,
    disabled: `${vendor} has disabled the account of this key (${status}). Set another ${keySetting} and start again.`,
    forbidden: `${vendor} refused the key (${status}${because(message)}). Set a ${keySetting} that may be used here.`,
    noCredit: `${vendor} has no credit left for this key (${status}). Add credit or raise the spending limit, then resume.`,
    modelForbidden: `${vendor} does not let this key use the model "${model}" (${status}). Choose another model, or another ${keySetting}.`,
    noModel: `${vendor} has no model "${model}", or the key may not use it. Choose another model.`,
    limited: `${vendor} is limiting requests (${status}).`,
    tooLargeForLimit: `This request is larger than the tokens a minute that ${vendor} gives to this key (${status}${because(message)}). Use a key with a higher limit, or a shorter discussion.`,
  };
}

const the = (vendor: string): string => vendor.replace(/^The /, 'the ');

/** The vendor's own words, where there are any. */
const because = (message: string): string => (message.trim() === '' ? '' : `: ${message.trim().replace(/\.$/, '')}`);

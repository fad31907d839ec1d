/**
 * What a person is shown, in words that every chat platform can show in its own way. Plain strings are data: a platform
 * escapes them, so that nothing in them is markup, a mention or a link.
 */
export type Inline =
  | string
  | { bold: string }
  | { italic: string }
  | { code: string }
  | { link: string; url: string }
  /** Id of a role or user group, shown by its name; nobody is told of it. */
  | { role: string };
export type Line = Inline | readonly Inline[];

/** How a view looks: `step` is a phase or the moderator, `good` an end, `warning` something to be done, `bad` a refusal. */
export type Tone = 'plain' | 'step' | 'good' | 'warning' | 'bad';

export type View = {
  tone?: Tone;
  title?: string;
  lines?: readonly Line[];
  /** Side by side where there is room. */
  fields?: readonly { name: string; value: Line }[];
  faces?: readonly FaceLine[];
  image?: Picture;
  /** Rows of at most five. */
  buttons?: readonly (readonly Button[])[];
  select?: Select;
  files?: readonly Attachment[];
};

/** Somebody with a face. `avatar` names it (`faceOf` a persona); undefined for the app itself. */
export type Face = { name: string; avatar?: string };
export type FaceLine = Face & { line: Line };
/** PNG, with what it shows in words. */
export type Picture = { png: Buffer; name: string; alt: string };
export type Attachment = { name: string; type: string; data: Buffer };

export type Button =
  | { label: string; action: ActionRef; style?: 'primary' | 'danger'; disabled?: boolean }
  | { label: string; url: string };
export type Select = {
  action: ActionRef;
  placeholder: string;
  least: number;
  most: number;
  choices: readonly { label: string; value: string; hint?: string; chosen?: boolean }[];
};

/** What a control stands for: the name of an action, and the discussion (or other id) that it is about. At most 90 characters together. */
export type ActionRef = { name: string; about: string; argument?: string };

/** What is asked of a person in a dialog of its own. */
export type Form = { title: string; action: ActionRef; submit: string; fields: readonly Field[] };
export type Field = {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  required: boolean;
} & ({ kind: 'text'; long: boolean; most: number } | { kind: 'choice'; choices: readonly { label: string; value: string }[] });

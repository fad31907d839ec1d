import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type Client,
  ComponentType,
  InteractionResponseType,
  InteractionType,
} from 'discord.js';
import { UserError } from '../../../engine/errors.ts';
import type { Logger } from '../../../engine/log.ts';
import { apology } from '../../apology.ts';
import type { Act, People, Person, Place } from '../../platform.ts';
import type { ActionRef, Form, View } from '../../view.ts';
import { type Answers, openAnswers } from './answers.ts';
import { actionOf } from './custom-id.ts';
import { cut } from './cut.ts';
import { givenMessage, givenTo, typedOptions } from './given.ts';
import type { FaceUrl } from './message.ts';
import { modalOf } from './modal.ts';
import { personOf, placeOf } from './people-of.ts';
import type { Wire } from './wire.ts';

export type Desk = { wire: Wire; people: People; faceUrl: FaceUrl; remembered: () => Client; log: Logger };

/** What somebody did: acknowledged first, then done, then answered. Whoever cannot acknowledge it leaves it to who could. */
export async function handleInteraction(desk: Desk, data: APIInteraction): Promise<void> {
  const answers = openAnswers(desk, data);
  const by = personOf(data);
  const place = placeOf(data, desk.remembered());
  if (!by || !place) return outside(answers, data);
  switch (data.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return suggest(desk, answers, data, by, place);
    case InteractionType.ApplicationCommand:
      return command(desk, answers, data, by, place);
    case InteractionType.MessageComponent:
      return press(desk, answers, data, by, place);
    case InteractionType.ModalSubmit:
      return submit(desk, answers, data, by, place);
  }
}

const outside = async (answers: Answers, data: APIInteraction): Promise<void> => {
  if (data.type !== InteractionType.ApplicationCommand || !(await answers.think())) return;
  await answers.fill({ tone: 'bad', lines: ['Focus groups take place in servers. Use the command in one of its channels.'] });
};

async function suggest(
  { people, log }: Desk,
  answers: Answers,
  data: APIApplicationCommandAutocompleteInteraction,
  by: Person,
  place: Place,
): Promise<void> {
  const { name, options } = typedOptions(data.data as Parameters<typeof typedOptions>[0]);
  const focused = options.find((option) => 'focused' in option && option.focused);
  const found = focused
    ? await people.suggest(name, focused.name, String(focused.value), by, place).catch((error: unknown) => {
        log.warn({ err: error }, 'nothing could be suggested');
        return [];
      })
    : [];
  const choices = found.slice(0, 25).filter(({ value }) => value.length <= 100);
  await answers.first({
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices: choices.map(({ label, value }) => ({ name: cut(label, 100), value })) },
  });
}

async function command(desk: Desk, answers: Answers, data: APIApplicationCommandInteraction, by: Person, place: Place) {
  if (!(await answers.think())) return;
  await answers.fill(await viewOf(desk, () => commandView(desk, data, by, place)));
}

async function commandView({ people }: Desk, data: APIApplicationCommandInteraction, by: Person, place: Place): Promise<View> {
  if (isOnMessage(data)) return people.command(data.data.name, givenMessage(data.data), by, place, data.id);
  if (!isTyped(data)) throw new UserError('This command is not one of ours any more. Reload Discord and try again.');
  const { name, options } = typedOptions(data.data);
  const spec = people.commands.find((one) => one.name === name && !one.onMessage);
  return people.command(name, await givenTo(spec, options, data.data.resolved?.attachments), by, place, data.id);
}

const isOnMessage = (data: APIApplicationCommandInteraction): data is APIMessageApplicationCommandInteraction =>
  data.data.type === ApplicationCommandType.Message;
const isTyped = (data: APIApplicationCommandInteraction): data is APIChatInputApplicationCommandInteraction =>
  data.data.type === ApplicationCommandType.ChatInput && data.data.options?.[0]?.type === ApplicationCommandOptionType.Subcommand;

/** A dialog must be the first answer, so it is decided without a wait; all else is acknowledged and then done. */
async function press(desk: Desk, answers: Answers, data: APIMessageComponentInteraction, by: Person, place: Place) {
  const action = actionOf(data.data.custom_id);
  const form = action && formOf(desk, action);
  if (form) {
    await answers.first({ type: InteractionResponseType.Modal, data: modalOf(form) });
    return;
  }
  if (!(await answers.accept())) return;
  const chosen = data.data.component_type === ComponentType.StringSelect ? data.data.values : undefined;
  await act(desk, answers, action && { ...action, ...(chosen && { chosen }), origin: data.id }, by, place);
}

function formOf({ people, log }: Desk, { name, about, argument }: ActionRef): Form | undefined {
  try {
    return people.formFor(name, about, argument);
  } catch (error) {
    // Told by the action itself, which is asked next.
    log.error({ err: error }, 'a dialog could not be made');
    return undefined;
  }
}

async function submit(desk: Desk, answers: Answers, data: APIModalSubmitInteraction, by: Person, place: Place) {
  const accepted = data.message ? await answers.accept() : await answers.think();
  if (!accepted) return;
  const action = actionOf(data.data.custom_id);
  await act(desk, answers, action && { ...action, fields: fieldsOf(data), origin: data.id }, by, place);
}

function fieldsOf({ data }: APIModalSubmitInteraction): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const row of data.components) {
    const inputs = 'component' in row ? [row.component] : 'components' in row ? row.components : [];
    for (const input of inputs) {
      if ('value' in input && typeof input.value === 'string') fields[input.custom_id] = input.value;
      else if ('values' in input && input.values[0] !== undefined) fields[input.custom_id] = input.values[0];
    }
  }
  return fields;
}

async function act(desk: Desk, answers: Answers, what: Act | undefined, by: Person, place: Place): Promise<void> {
  try {
    if (!what) throw new UserError('This control belongs to an older version. Use /focus status to go on.');
    const { instead, answer } = await desk.people.act(what, by, place);
    if (instead) await answers.replace(instead);
    if (answer) await answers.add(answer);
  } catch (error) {
    await answers.add(apology(error, desk.log));
  }
}

/** What is shown, whatever happens. */
const viewOf = (desk: Desk, work: () => Promise<View>): Promise<View> =>
  work().catch((error: unknown) => apology(error, desk.log));

import { createServer, type Server } from 'node:http';
import { portOf, standInGateway } from './stand-in-gateway.ts';
import { standInRest, store } from './stand-in-rest.ts';
import {
  APPLICATION,
  CHANNEL,
  GUILD,
  newWorld,
  readChannel,
  type SeenInteraction,
  type SeenMessage,
  type World,
} from './stand-in-world.ts';

/**
 * A small Discord on loopback, in memory, with its people: enough for a real discord.js to hold a focus group in tests and
 * to be looked at. What matters is checked of every message (`world.faults`).
 */
export type StandIn = {
  url: string;
  world: World;
  gateway: ReturnType<typeof standInGateway>;
  /** `/focus <name>`; resolves with what was answered. */
  command(name: string, options?: Record<string, string | number>, person?: string, channel?: string): Promise<Outcome>;
  commandOnMessage(name: string, message: string, person?: string): Promise<Outcome>;
  suggestions(command: string, option: string, typed: string): Promise<{ name: string; value: string }[]>;
  /** Presses the button with this label. */
  press(message: string, label: string, person?: string): Promise<Outcome>;
  submit(form: Outcome, fields: Record<string, string>, person?: string): Promise<Outcome>;
  say(channel: string, person: string, text: string, replyTo?: string): string;
  botSays(channel: string, text: string): string;
  /** Delivers the same interaction once more. */
  redeliver(outcome: Outcome): void;
  read(channel: string, person?: string): string[];
  close(): Promise<void>;
};
export type Outcome = { interaction: SeenInteraction; message?: SeenMessage; added: SeenMessage[]; payload: object };

const ANSWER_MS = 60_000;
const NAMES = ['alice', 'bob', 'carol'];

export async function openStandIn(): Promise<StandIn> {
  const world = newWorld();
  const server: Server = createServer(standInRest(world, () => `ws://127.0.0.1:${portOf(server)}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway = standInGateway(server, world);

  const deliver = async (person: string, channel: string, given: object, about?: string): Promise<Outcome> => {
    const id = world.nextId();
    const interaction: SeenInteraction = { id, token: `token-${id}`, person, at: Date.now(), filled: false, messages: [] };
    if (about) interaction.original = about;
    world.interactions.set(interaction.token, interaction);
    const where = { channel_id: channel, channel: world.channels.get(channel), guild_id: GUILD, application_id: APPLICATION };
    const rest = {
      entitlements: [],
      app_permissions: '8',
      authorizing_integration_owners: { 0: GUILD },
      context: 0,
      locale: 'en-US',
    };
    const payload = { id, token: interaction.token, version: 1, ...where, ...rest, member: memberOf(person), ...given };
    world.announce('INTERACTION_CREATE', payload);
    await until(() => isAnswered(interaction), `${person} waits for an answer to ${JSON.stringify(given).slice(0, 120)}`);
    const message = interaction.original ? world.messages.get(interaction.original) : undefined;
    const added = interaction.messages.flatMap((one) => world.messages.get(one) ?? []);
    return { interaction, ...(message && { message: structuredClone(message) }), added, payload };
  };
  const commandNamed = (name: string) => world.commands.find((one) => one.name === name) ?? missing(`command ${name}`);

  return {
    url: `http://127.0.0.1:${portOf(server)}/api`,
    world,
    gateway,
    command(name, options = {}, person = 'alice', channel = CHANNEL) {
      const given = Object.entries(options).map(([option, value]) => ({
        name: option,
        type: typeof value === 'number' ? 4 : 3,
        value,
      }));
      const sub = { name, type: 1, options: given };
      return deliver(person, channel, { type: 2, data: { id: '1', name: commandNamed('focus').name, type: 1, options: [sub] } });
    },
    commandOnMessage(name, message, person = 'alice') {
      const target = world.messages.get(message) ?? missing(`message ${message}`);
      const data = {
        id: '2',
        name: commandNamed(name).name,
        type: 3,
        target_id: message,
        resolved: { messages: { [message]: target } },
      };
      return deliver(person, target.channel_id, { type: 2, data });
    },
    async suggestions(command, option, typed) {
      const options = [{ name: command, type: 1, options: [{ name: option, type: 3, value: typed, focused: true }] }];
      const { interaction } = await deliver('alice', CHANNEL, { type: 4, data: { id: '1', name: 'focus', type: 1, options } });
      return interaction.choices ?? [];
    },
    press(message, label, person = 'alice') {
      const target = world.messages.get(message) ?? missing(`message ${message}`);
      const controls = target.components.flatMap((row) => row.components);
      const control = controls.find((one) => 'label' in one && one.label === label) ?? missing(`control ${label}`);
      const custom_id = 'custom_id' in control ? control.custom_id : missing('something to press');
      return deliver(person, target.channel_id, { type: 3, message: target, data: { custom_id, component_type: 2 } }, target.id);
    },
    submit({ interaction, payload }, fields, person = 'alice') {
      const components = Object.entries(fields).map(([custom_id, value]) => ({
        type: 18,
        component: { type: 4, custom_id, value },
      }));
      const message = 'message' in payload ? { message: payload.message } : {};
      const channel = 'channel_id' in payload ? String(payload.channel_id) : CHANNEL;
      const data = { custom_id: interaction.modal?.custom_id, components };
      return deliver(person, channel, { type: 5, ...message, data }, interaction.original);
    },
    say(channel, person, text, replyTo) {
      const author = { ...memberOf(person).user, bot: false };
      const referenced_message = replyTo ? world.messages.get(replyTo) : undefined;
      const reply = replyTo && referenced_message && { type: 19, message_reference: { message_id: replyTo }, referenced_message };
      const member = { roles: [], nick: null };
      return store(world, channel, { author, ...reply, ...{ member } }, { content: text }).id;
    },
    botSays(channel, text) {
      const author = { id: '7', username: 'otherbot', global_name: 'Other', bot: true, discriminator: '0000', avatar: null };
      return store(world, channel, { author }, { content: text }).id;
    },
    redeliver: ({ payload }) => world.announce('INTERACTION_CREATE', payload),
    read: (channel, person) => readChannel(world, channel, person),
    async close() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A deferral is no answer yet, but for a control: there nothing more has to come. */
const isAnswered = ({ answered, filled, messages }: SeenInteraction): boolean =>
  answered !== undefined && (![5, 6].includes(answered) || filled || messages.length > 0);

const memberOf = (name: string) => ({
  user: { id: String(100 + NAMES.indexOf(name)), username: name, global_name: name, discriminator: '0000', avatar: null },
  nick: null,
  roles: [],
  permissions: name === 'carol' ? '32' : '0',
});

const missing = (what: string): never => {
  throw new Error(`there is no ${what} here`);
};

/** Waits until it holds. */
export async function until(holds: () => boolean | undefined, what: string, ms = ANSWER_MS): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

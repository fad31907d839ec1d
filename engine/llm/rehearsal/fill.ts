import { z } from 'zod';
import { cutAtSentence } from '../../text.ts';
import type { Persona } from '../../types.ts';
import type { Scene } from '../provider.ts';
import { type Dice, dice } from './dice.ts';
import { type Entry, entriesFor } from './entries.ts';
import { overview } from './summary.ts';
import { cleanTopic } from './topic.ts';

type Schema = z.core.JSONSchema._JSONSchema;
type Node = Exclude<Schema, boolean>;

/** What a place in the answer may speak of. */
type Place = { name: string; entry?: Entry; persona?: Persona; index: number };

const QUOTED = /^(?:quotes?|citation|evidence|turns?)$/i;
const PERSON = /^(?:persona|personaname|name|speaker|who|participant|by|author)$/i;

/** An answer to any schema: from what was said where it asks for quotes, claims or people, plain words elsewhere. */
export function fillSchema(type: z.ZodType, scene: Scene, section: string): unknown {
  const root = z.toJSONSchema(type, { unrepresentable: 'any', io: 'input' }) as Node;
  const filler = new Filler(root, scene, section);
  return filler.fill(root, { name: section, index: 0 });
}

class Filler {
  private readonly root: Node;
  private readonly scene: Scene;
  private readonly entries: readonly Entry[];
  private readonly dice: Dice;

  constructor(root: Node, scene: Scene, section: string) {
    this.root = root;
    this.scene = scene;
    this.entries = entriesFor(section, scene.transcript);
    this.dice = dice(scene.transcript.seed, scene.step.key, scene.problem ?? '', 'fill');
  }

  fill(schema: Schema | undefined, place: Place): unknown {
    const node = this.resolved(schema);
    if (node.const !== undefined) return node.const;
    if (node.enum && node.enum.length > 0) return this.dice.pick(node.enum);
    if (node.default !== undefined) return node.default;
    const choices = node.anyOf ?? node.oneOf;
    if (choices) return this.fill(this.chosen(choices, place), place);
    switch (Array.isArray(node.type) ? node.type[0] : node.type) {
      case 'object':
        return this.object(node, place);
      case 'array':
        return this.array(node, place);
      case 'string':
        return this.string(node, place);
      case 'integer':
      case 'number':
        return this.number(node, place);
      case 'boolean':
        return this.dice.hits(0.6);
      case 'null':
        return null;
      default:
        return node.allOf ? this.fill({ ...Object.assign({}, ...node.allOf), allOf: undefined }, place) : null;
    }
  }

  private resolved(schema: Schema | undefined): Node {
    if (schema === undefined || typeof schema === 'boolean') return {};
    if (schema.$ref === undefined) return schema;
    if (schema.$ref === '#') return this.root;
    const definition = this.root.$defs?.[schema.$ref.split('/').at(-1) ?? ''];
    return this.resolved(definition);
  }

  /** Null only where there is nothing to say. */
  private chosen(choices: readonly Schema[], place: Place): Schema | undefined {
    const solid = choices.filter((choice) => this.resolved(choice).type !== 'null');
    const empty = QUOTED.test(place.name) && place.entry === undefined;
    return (empty ? choices.find((choice) => this.resolved(choice).type === 'null') : undefined) ?? solid[0] ?? choices[0];
  }

  private object(node: Node, place: Place): Record<string, unknown> {
    const properties = Object.entries(node.properties ?? {});
    const quotes = properties.some(([name]) => QUOTED.test(name));
    const entry = place.entry ?? (quotes ? this.entries[place.index % Math.max(1, this.entries.length)] : undefined);
    const inner = { ...place, ...(entry && { entry }) };
    return Object.fromEntries(properties.map(([name, schema]) => [name, this.fill(schema, { ...inner, name })]));
  }

  private array(node: Node, place: Place): unknown[] {
    const least = node.minItems ?? 0;
    const most = node.maxItems ?? 12;
    if (node.prefixItems) return node.prefixItems.map((item, index) => this.fill(item, { ...place, index }));
    const item = this.resolved(Array.isArray(node.items) ? node.items[0] : node.items);
    const names = Object.keys(item.properties ?? {});
    const item_ = (index: number, more: Partial<Place> = {}) => this.fill(item, { ...place, index, ...more });
    const count = (wanted: number) => Math.max(least, Math.min(most, wanted));
    const { personas } = this.scene.transcript;

    const direct = names.some((name) => /^(?:quote|turn)$/i.test(name));
    if (!direct && names.some((name) => PERSON.test(name) || /^persona_?id$/i.test(name)) && personas.length > 0)
      return personas.slice(0, Math.max(1, most)).map((persona, i) => item_(i, { persona, ...this.first(persona) }));
    if (names.some((name) => QUOTED.test(name))) {
      const entries = place.entry ? [place.entry] : place.persona ? this.of(place.persona) : this.entries;
      return Array.from({ length: count(entries.length) }, (_, i) =>
        item_(i, entries.length > 0 ? { entry: entries[i % entries.length] } : {}),
      );
    }
    if (this.entries.length === 0 && least === 0) return [];
    if (/^(?:integer|number)$/.test(String(item.type)) && place.entry) return [place.entry.turn.n];
    const wanted = place.entry ? 1 : Math.min(2 + Math.floor(this.dice.roll() * 3), Math.max(1, this.entries.length));
    return Array.from({ length: count(wanted) }, (_, i) => {
      const entry = place.entry ?? this.entries[i % Math.max(1, this.entries.length)];
      return item_(i, entry ? { entry } : {});
    });
  }

  private of(persona: Persona): Entry[] {
    return this.entries.filter(({ turn }) => turn.speaker.id === persona.id);
  }

  private first(persona: Persona): { entry?: Entry } {
    const [entry] = this.of(persona);
    return entry ? { entry } : {};
  }

  private string(node: Node, place: Place): string {
    const text = this.words(place);
    const most = node.maxLength;
    if (most === undefined || text.length <= most) return text;
    const cut = cutAtSentence(text, Math.max(1, Math.floor(most / 8)));
    return cut.length <= most ? cut : text.slice(0, most);
  }

  private words({ name, entry, persona, index }: Place): string {
    const { transcript, step } = this.scene;
    const who = persona ?? (step.kind === 'decide' ? step.by : undefined);
    if (/quote|citation|verbatim/i.test(name)) return entry?.quote ?? '';
    if (/^(?:persona|speaker)_?id$|^id$/i.test(name)) return persona?.id ?? entry?.turn.speaker.id ?? `item-${index + 1}`;
    if (PERSON.test(name)) return persona?.name ?? entry?.turn.speaker.name ?? who?.name ?? transcript.moderator.name;
    if (/^(?:title|heading|label|topic|proposition)$/i.test(name)) return cleanTopic(transcript.brief.topic) || 'Discussion';
    if (entry) return entry.text;
    if (/summary|overview|statement/i.test(name) || this.entries.length === 0) return overview(transcript);
    return this.entries[index % this.entries.length]?.text ?? overview(transcript);
  }

  private number(node: Node, { name, entry }: Place): number {
    if (/^(?:turn|turns|n|turnNumber|message)$/i.test(name) && entry) return entry.turn.n;
    const low = bound(node.minimum, node.exclusiveMinimum, 1) ?? 0;
    const high = bound(node.maximum, node.exclusiveMaximum, -1) ?? low + 10;
    const value = low + this.dice.roll() * (high - low);
    return node.type === 'integer' ? Math.min(high, Math.max(low, Math.round(value))) : value;
  }
}

/** Zod writes the safe integers as bounds of every integer. */
function bound(plain: number | undefined, exclusive: unknown, step: number): number | undefined {
  const value = plain ?? (typeof exclusive === 'number' ? exclusive + step : undefined);
  return value === undefined || Math.abs(value) > 1e15 ? undefined : value;
}

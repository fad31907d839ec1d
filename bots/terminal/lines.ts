import { styleText } from 'node:util';
import { Fold, POSITIONS, priceText, progressOf } from '../../engine/engine.ts';
import type { Discussion, DiscussionEvent, EventOf, Turn } from '../../engine/types.ts';
import { type Claimed, glance } from '../glance.ts';
import { type CouncilLine, councilLines } from './council-lines.ts';
import { safe } from './safe.ts';
import type { Summary } from './screen.ts';

type Colour = Parameters<typeof styleText>[0];
const VOICES: Colour[] = [
  'cyan',
  'yellow',
  'green',
  'magenta',
  'blue',
  'redBright',
  'cyanBright',
  'yellowBright',
  'greenBright',
  'magentaBright',
];
const MARGIN = '   ';

/** A discussion as lines of text. */
export class Lines {
  private readonly colour: boolean;
  private readonly width: number | undefined;
  private readonly fold = new Fold('');
  private phase = '';
  progress = '';

  constructor(options: { colour: boolean; width: number | undefined }) {
    this.colour = options.colour;
    this.width = options.width;
  }

  private paint(colour: Colour, text: string): string {
    return this.colour ? styleText(colour, text, { validateStream: false }) : text;
  }

  dim(text: string): string {
    return this.paint('dim', safe(text));
  }

  /** As it stands, within the width. */
  plain(text: string): string {
    return this.wrapped(text, '').join('\n');
  }

  status({ status, reason, speed, held }: Discussion): string[] {
    if (status === 'failed') return [this.paint('red', `── It stopped: ${safe(reason ?? 'see the log')} ──`)];
    if (held) return [this.paint('yellow', `── ${safe(reason ?? 'It waits, and goes on by itself.')} ──`)];
    if (status === 'paused') return [this.dim(`── paused (speed ${speed} ×) ──`)];
    return [];
  }

  working({ status, reportStatus, held }: Discussion): string {
    if (held) return 'waiting';
    if (status === 'paused') return 'paused';
    if (reportStatus === 'generating') return 'writing the report';
    return this.progress;
  }

  event(event: DiscussionEvent): string[] {
    this.fold.add([event]);
    const { transcript } = this.fold;
    const { done, total, phase, round, rounds } = progressOf(transcript);
    const filled = total > 0 ? Math.round((done / total) * 10) : 0;
    this.progress = `${'█'.repeat(filled)}${'░'.repeat(10 - filled)} ${phase ?? ''}${round ? ` ${round}/${rounds}` : ''}`.trim();
    if (transcript.services.length > 0) {
      const own = councilLines(event, transcript);
      if (own.length > 0) return own.flatMap((line) => this.council(line));
    }
    switch (event.type) {
      case 'opened':
        return ['', this.paint('bold', safe(event.brief.topic)), this.dim(this.head(event)), ''];
      case 'cast':
        return [...this.cast(event), ''];
      case 'said':
      case 'asked':
        return this.turn(transcript.turns.at(-1) as Turn);
      case 'decided':
        return this.decision(event);
      case 'section':
        this.progress = 'writing the report';
        return [this.dim(`  ✓ report: ${safe(event.title)}`)];
      case 'chose':
        return [];
      case 'failed':
        return [this.dim(`  ✗ ${event.key}: ${event.reason}`)];
      case 'control':
        if (event.action === 'warn') return [this.paint('yellow', `  ! ${safe(event.reason ?? '')}`), ''];
        return event.action === 'speed' ? [this.dim(`── speed ${event.speed} × ──`)] : [];
      case 'ended':
        return ['', this.paint('bold', `── The discussion has ended (${event.reason}); the report is being written ──`)];
    }
  }

  private council({ text, indent, as }: CouncilLine): string[] {
    const lines = text === '' ? [''] : this.wrapped(text, ' '.repeat(indent));
    if (as === 'plain') return lines;
    const colour = typeof as === 'object' ? (['bold', this.voice(as.voice)] as Colour) : as === 'bad' ? 'red' : as;
    return lines.map((line) => this.paint(colour, line));
  }

  private head({ brief, format }: EventOf<'opened'>): string {
    const options = Object.entries(brief.options).map(([name, value]) => `${name} ${String(value)}`);
    const quality = brief.quality && `quality ${brief.quality}`;
    const voice = [brief.provider, brief.model, quality].filter(Boolean).join(' ');
    const who = brief.provider === 'rehearsal' ? 'REHEARSAL: no model is asked' : voice;
    return safe([format, ...options, who].join(' · '));
  }

  private cast({ personas, reason }: EventOf<'cast'>): string[] {
    const { sides } = (this.fold.transcript.plan ?? {}) as { sides?: readonly string[] };
    const rows = personas.map((persona, i) => {
      const name = this.paint(['bold', this.voice(persona.id)] as Colour, safe(persona.name));
      return `  ${this.paint(this.voice(persona.id), '●')} ${name}, ${persona.age}, ${safe(persona.profession)}${sides?.[i] ? ` — ${safe(sides[i])}` : ''}`;
    });
    return [...rows, ...this.wrapped(reason, '  ').map((line) => this.dim(line))];
  }

  private turn(turn: Turn): string[] {
    const out: string[] = [];
    if (turn.phase && turn.phase !== this.phase) {
      this.phase = turn.phase;
      out.push('', this.paint('bold', `── ${turn.phase.charAt(0).toUpperCase()}${turn.phase.slice(1)} ${'─'.repeat(30)}`), '');
    }
    const answered = turn.replyTo === undefined ? undefined : this.fold.transcript.turns[turn.replyTo - 1];
    const to = answered ? this.dim(` → ${answered.speaker.name} [${answered.n}]`) : '';
    const number = this.dim(`[${turn.n}]`);
    const name = safe(turn.speaker.name);
    if (turn.kind === 'moderator') {
      out.push(`${number} ${this.paint(['bold', 'white'] as Colour, name)}${to}`);
      out.push(...this.wrapped(turn.text, MARGIN).map((line) => this.paint('italic', line)), '');
    } else if (turn.kind === 'person') {
      out.push(
        `${number} ${this.paint(['bold', 'inverse'] as Colour, ` ${name} asks `)}`,
        ...this.wrapped(turn.text, MARGIN),
        '',
      );
    } else {
      out.push(
        `${number} ${this.paint(['bold', this.voice(turn.speaker.id)] as Colour, name)}${to}`,
        ...this.wrapped(turn.text, MARGIN),
        '',
      );
    }
    return out;
  }

  private decision({ key, data }: EventOf<'decided'>): string[] {
    const { personas } = this.fold.transcript;
    const value = data as { proposition?: string; position?: number; statement?: string; signs?: boolean };
    if (value.proposition)
      return [...this.wrapped(`The proposition for the ballots: ${value.proposition}`, '  ').map((line) => this.dim(line)), ''];
    if (value.statement) return [this.paint('bold', '  The statement:'), ...this.wrapped(value.statement, MARGIN), ''];
    const who = personas.find((persona) => key.endsWith(`/${persona.id}`))?.name ?? '';
    if (value.position !== undefined) return [this.dim(`  ▪ ${who} voted in private: ${POSITIONS[value.position + 2] ?? ''}`)];
    if (value.signs !== undefined) return [this.dim(`  ▪ ${who} ${value.signs ? 'signs' : 'does not sign'}`)];
    return [];
  }

  end({ turns, cost, report, files }: Summary): string {
    const spent = priceText(cost);
    const tokens = `${digits(cost.input + cost.cached)} tokens in (${digits(cost.cached)} cached), ${digits(cost.output)} out`;
    const size = this.isRehearsal() ? 'no model was asked' : `${digits(cost.calls)} calls, ${tokens}, ${spent}`;
    return [
      '',
      ...(report ? this.short(report) : []),
      this.paint('bold', `${turns} turns, ${size}.`),
      ...files.map((file) => `Written: ${safe(file)}`),
    ].join('\n');
  }

  private isRehearsal(): boolean {
    const { brief, services } = this.fold.transcript;
    return [...services, ...(services.length > 0 ? [] : [brief])].every(({ provider }) => provider === 'rehearsal');
  }

  private short(report: NonNullable<Summary['report']>): string[] {
    const { label, proposition, ballots, outcome, claims } = glance(report);
    const listed = (lines: string[]) => lines.flatMap((line) => this.hanging('  • ', line));
    return [
      this.paint('bold', '── In short ──'),
      ...this.wrapped(label, '').map((line) => this.dim(line)),
      ...(proposition ? ['', ...this.wrapped(`Voted on in private, before and after: ${proposition}`, '')] : []),
      ...listed(ballots),
      ...outcome.flatMap((line) => this.wrapped(line, '')),
      ...(claims.length > 0 ? ['', 'What was said:', ...listed(claims.map(claimLine))] : []),
      '',
    ];
  }

  /** The first line begins with a mark, the others under its text. */
  private hanging(mark: string, text: string): string[] {
    const margin = ' '.repeat(mark.length);
    return this.wrapped(text, margin).map((line, i) => (i === 0 ? mark + line.slice(margin.length) : line));
  }

  private voice(id: string): Colour {
    const { personas, services } = this.fold.transcript;
    const at = [...personas, ...services].findIndex((one) => one.id === id);
    return VOICES[Math.max(0, at) % VOICES.length] as Colour;
  }

  private wrapped(text: string, margin: string): string[] {
    const { width } = this;
    return safe(text)
      .split('\n')
      .flatMap((paragraph) => (width ? wrap(paragraph, width - margin.length) : [paragraph]))
      .map((line) => `${margin}${line}`);
  }
}

const digits = (n: number): string => n.toLocaleString('en-US');

const claimLine = ({ text, sources }: Claimed): string =>
  `${text} ${sources.map(({ turn, speaker }) => `[${turn}] ${speaker}`).join(', ')}`;

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

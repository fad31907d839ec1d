import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../llm/provider.ts';
import { scriptedProvider } from '../../llm/scripted.ts';
import { formats } from '../index.ts';
import { room } from './council.fixture.ts';
import { councilOf, liveOf } from './fold.ts';

/** Everything that a request holds, as a vendor would get it. */
const sent = ({ system, shared, own }: ModelRequest): string => [system, ...shared, own].join('\n');

/** A council of three whose calls of this kind wait until they are let go. */
function held(kind: (request: ModelRequest) => boolean) {
  const requests: ModelRequest[] = [];
  const aborted: string[] = [];
  let letGo = () => {};
  let hold: Promise<void> | undefined = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const council = room(4, ({ provider }) => {
    const scripted = scriptedProvider(
      async (request) => {
        requests.push(request);
        if (hold && kind(request)) await hold;
        const { schema } = request;
        const letters = request.shared.flatMap((block) => /^Answer ([A-Z]):/.exec(block)?.slice(1) ?? []);
        if (schema?.name === 'ranking') return { data: { ranking: letters } };
        if (schema?.name === 'synthesis')
          return {
            data: {
              agreements: [{ text: 'Both say so.', answers: letters.slice(0, 2) }],
              contradictions: [],
              onlyOne: [],
              blindSpots: [],
              minority: [],
            },
          };
        if (schema) return { data: { summary: `Short of ${provider}.`, reasoning: 'So.' } };
        return `Marked-${request.key}-end of ${provider}.`;
      },
      { name: provider },
    );
    return {
      ...scripted,
      generate(request, signal) {
        signal.addEventListener('abort', () => aborted.push(request.key), { once: true });
        return scripted.generate(request, signal);
      },
    };
  });
  return {
    ...council,
    requests,
    aborted,
    release: () => {
      hold = undefined;
      letGo();
    },
  };
}

const markOf = (text: string): string => text.slice(0, text.indexOf('-end') + 4);

async function until(test: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!test()) {
    if (Date.now() > end) throw new Error('It never came');
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

describe('an answer that is deleted while calls are in flight', () => {
  it.each(['ranking', 'answer_summary', 'synthesis'])(
    'is in no request made after that, and breaks off a %s that holds it',
    async (name) => {
      const { engine, start, choose, ask, rested, transcriptOf, requests, aborted, release } = held(
        ({ schema }) => schema?.name === name,
      );
      const worker = await engine.work({ concurrency: 4 });
      const id = await start('Which database?');
      if (name === 'synthesis') {
        await rested(id);
        await choose(id, { kind: 'synthesis' });
      }
      await until(() => requests.some(({ schema }) => schema?.name === name));
      const answers = liveOf(councilOf(await transcriptOf(id)).questions[0]?.asked ?? []);
      const [gone, kept] = answers;
      const before = requests.length;
      const flying = requests.filter(
        (request) => request.schema?.name === name && sent(request).includes(markOf(gone?.text ?? '')),
      );
      expect(flying.length).toBeGreaterThan(0);
      await choose(id, { kind: 'delete', turns: [gone?.n ?? 0] });
      await until(() => flying.every(({ key }) => aborted.includes(key)));
      release();
      await choose(id, { kind: 'select', turns: [kept?.n ?? 0] });
      await ask(id, 'And then?');
      const transcript = await rested(id);
      const later = requests.slice(before).map(sent).join('\n');
      expect(later).not.toContain(markOf(gone?.text ?? ''));
      expect(later).toContain(markOf(kept?.text ?? ''));
      expect(later).not.toContain('Short of p1.');
      const [first] = councilOf(transcript).questions;
      expect(first?.ranking?.order.map(({ answer }) => answer)).not.toContain('s1');
      expect(JSON.stringify(first?.synthesis ?? {})).not.toContain('q1/answer/1/s1');
      expect((await engine.get(id))?.status).toBe('running');
      await worker.close();
    },
  );
});

describe('the loop', () => {
  it('knows no format by its name', () => {
    const engine = fileURLToPath(new URL('../../', import.meta.url));
    const names = formats.map(({ name }) => name);
    for (const folder of ['discussion', 'store', 'queue', 'llm']) {
      for (const file of readdirSync(join(engine, folder), { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts') || /test|fixture|contract|rehearsal|bench/.test(file)) continue;
        const text = readFileSync(join(engine, folder, file), 'utf8');
        const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, path = '']) => path);
        for (const name of names) {
          expect(
            imports.filter((path) => path.includes(`formats/${name}/`)),
            `${folder}/${file}`,
          ).toEqual([]);
          const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
          if (name !== 'focus-group') expect(code.includes(`'${name}'`), `${folder}/${file} names ${name}`).toBe(false);
        }
      }
    }
  });
});

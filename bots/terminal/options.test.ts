import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'simfocus-options-'));
const binary = join(folder, 'binary');
writeFileSync(binary, Buffer.from([0, 159, 146, 150, 0]));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line of a chat', () => {
  it.each([
    [['--colour', 'red'], /^Unknown option '--colour'\. Run npm run chat -- --help to see what there is\.$/],
    [['--context', '/does/not/exist'], /does not exist/],
    [['--context', binary], /is not a text file/],
    [['--context', folder], /is a folder/],
    [['--ask', 'Why?', '--ask', ' '], /^--ask: The question is empty/],
    [['--ask', 'x'.repeat(8_001)], /has 8001 characters, and 8000 are the most/],
    [['--name', ''], /^The name is empty/],
    [['--personas', 'walter simmons'], /is one name, and a focus group needs at least two/],
    [['--pace', 'slow'], /^"slow" is not a pace\. Choose fast or natural\.$/],
    [['--quality', 'cheap'], /^"cheap" is not a quality\. Choose economy, balanced, best\.$/],
    [['--quality', ''], /is not a quality/],
    [['--budget', 'NaN'], /^"NaN" is not a number for --budget\.$/],
    [['--budget', 'Infinity'], /is not a number for --budget/],
    [['--budget', '$5'], /is not a number for --budget/],
    [['--speed', 'fast'], /is not a number for --speed/],
  ])('%j is refused in one plain sentence', (args, told) => {
    expect(() => readOptions(['A topic', ...args])).toThrow(
      expect.objectContaining({ name: 'UserError', message: expect.stringMatching(told) }),
    );
  });

  it('names who speaks and what it may cost', () => {
    const read = readOptions(['A', 'topic', '--provider', 'openai', '--quality', 'best', '--budget', '0.5', '--estimate']);
    expect(read).toMatchObject({ topic: 'A topic', provider: 'openai', quality: 'best', budget: 0.5, estimate: true });
    expect(readOptions(['A topic'])).not.toHaveProperty('quality');
    expect(readOptions(['A topic', '--budget=-1']).budget).toBe(-1);
  });
});

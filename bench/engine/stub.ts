import { createServer } from 'node:http';

/** A model server that answers OpenAI's chat completions at once: its own process, so that it costs the measured one nothing. */
const WORDS = Number(process.argv[2] ?? 120);
const LEXICON =
  'weighs evidence before moves voice name cost risk test change mind disagree timing demand uncertain delay price counted room bus fare city driver rider budget morning street shop council money winter school plan trial month year people need want think line stop route'.split(
    ' ',
  );

let state = 7;
const next = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const sentence = (n: number): string => `${Array.from({ length: n }, () => LEXICON[next(LEXICON.length)]).join(' ')}.`;
const turn = (): string => Array.from({ length: WORDS / 12 }, () => sentence(12)).join(' ');

const completion = (content: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      id: 'c',
      object: 'chat.completion',
      created: 1,
      model: 'stub',
      choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' }],
      usage: { prompt_tokens: 100, completion_tokens: WORDS, total_tokens: 100 + WORDS },
    }),
  );
const decided: Record<string, Buffer> = {
  frame: completion('{"proposition":"The bus should be free."}'),
  summary: completion('{"summary":"They talked.","names":[],"numbers":[],"commitments":[],"openQuestions":[]}'),
  ballot: completion('{"position":1,"reason":"It helps.","turn":null}'),
};
const nothing = completion('{"claims":[]}');

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const at = body.indexOf('"json_schema":{"name":"');
    const name = at < 0 ? undefined : body.toString('latin1', at + 23, body.indexOf('"', at + 23));
    const reply = name === undefined ? completion(turn()) : (decided[name] ?? nothing);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': reply.length });
    response.end(reply);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 4_096, () => {
  const address = server.address();
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1` });
});
process.on('disconnect', () => process.exit());

import type pg from 'pg';

export type FloorRun = { wallMs: number; turns: number };

const INSERT = `with u as (update floor_discussion set turn = $2::int + 1 where id = $1 and turn = $2::int returning 1)
  insert into floor_message select $1, $2, $3, $4 from u`;

/**
 * The least that anything durable does: one HTTP call and one prepared commit a turn, the transcript sent along.
 * The same HTTP client (fetch) and the same pool as the engine.
 */
export async function floor(input: {
  url: string;
  pool: pg.Pool;
  discussions: number;
  turns: number;
  personas: string[];
  head: string;
}): Promise<FloorRun> {
  const { url, pool, discussions, turns, personas, head } = input;
  await pool.query(`create table if not exists floor_discussion (id text primary key, turn int not null);
    create table if not exists floor_message (discussion text, turn int, name text, body text, primary key (discussion, turn))`);
  const run = `${process.pid}-${Date.now()}`;
  const begun = performance.now();
  const one = async (n: number) => {
    const id = `${run}-${n}`;
    await pool.query({ name: 'floor-open', text: 'insert into floor_discussion values ($1, 0)', values: [id] });
    let told = '';
    for (let turn = 0; turn < turns; turn++) {
      const name = personas[turn % personas.length] ?? '';
      const parts = `{"type":"text","text":${JSON.stringify(head)}}${told},{"type":"text","text":${JSON.stringify(`You are ${name}.`)}}`;
      const response = await fetch(`${url}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
        body: `{"model":"stub","messages":[{"role":"system","content":"Speak."},{"role":"user","content":[${parts}]}]}`,
      });
      const reply = (await response.json()) as { choices: { message: { content: string } }[] };
      const text = reply.choices[0]?.message.content ?? '';
      await pool.query({ name: 'floor-append', text: INSERT, values: [id, turn, name, text] });
      told += `,{"type":"text","text":${JSON.stringify(`[${turn + 1}] ${name}: ${text}`)}}`;
    }
  };
  await Promise.all(Array.from({ length: discussions }, (_, n) => one(n)));
  return { wallMs: performance.now() - begun, turns: discussions * turns };
}

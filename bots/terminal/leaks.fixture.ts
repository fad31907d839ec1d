import pg from 'pg';

/** Every row of every table, as text; what is bytes there is hex here. */
export async function dump(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ text: string }>(`select row_to_json(t)::text as text from ${name} t`);
    texts.push(...rows.map((row) => `${name} ${row.text}`));
  }
  await client.end();
  return texts.join('\n');
}

/** The ways in which a secret may stand in a text; the beginning of each is enough. */
export const formsOf = (secret: string): string[] => [
  secret,
  ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(secret).toString(form).slice(0, 40)),
];

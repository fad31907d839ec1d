/** Runs a statement, prepared under its name. Throws as `translated` says. */
export type Query = <Row extends object>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

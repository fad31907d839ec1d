import type { z } from 'zod';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Member } from '../accounts/members.ts';
import type { Role } from '../accounts/roles.ts';

export type ColumnType = 'string' | 'textarea' | 'number' | 'boolean' | 'datetime' | 'list';
export type Column = {
  name: string;
  type: ColumnType;
  /** What it is called on the pages. */
  label: string;
  /** One of these. */
  values?: readonly string[];
  /** Made by the server: shown, never written. */
  fixed?: true;
};

export type Row = Record<string, unknown>;

/** The part of a Prisma model's methods that a resource uses. */
export type Delegate = {
  count(args: { where: Row; take: number; orderBy: Row }): Promise<number>;
  findMany(args: { where: Row; select: Row; take?: number; skip?: number; orderBy?: Row | Row[] }): Promise<Row[]>;
  findFirst(args: { where: Row; select: Row }): Promise<Row | null>;
  create(args: { data: Row; select: Row }): Promise<Row>;
  update(args: { where: Row; data: Row; select: Row }): Promise<Row>;
};
/** The client or a transaction of it. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | '$use'>;

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
export const uuidKey = (id: string): string | undefined => (UUID.test(id) ? id : undefined);

/** A table as the panel shows it: columns that are not named here do not leave the database. */
export type Table = {
  /** Name in addresses, such as `personas`. */
  id: string;
  label: string;
  /** One of them, for the audit. */
  thing: string;
  columns: readonly Column[];
  /** The columns of the list. */
  listed: readonly string[];
  /** What the list is in order of. */
  sort: { by: string; direction: 'asc' | 'desc' };
  /** Who may do what; what is not named nobody may. */
  roles: { list: Role; show?: Role; new?: Role; edit?: Role; remove?: Role };
  /** The page's own components for the form and one record, beside the general ones. */
  components?: { form?: string; show?: string; list?: string };
  delegate(prisma: Tx): Delegate;
  /** An id as the column has it; undefined for what can be none. */
  key(id: string): unknown;
  /** What of the team's rows this member may see; beside the team itself, which is always asked for. */
  visible?(member: Member): Row;
  /** What a person may write, checked. */
  input?: z.ZodType<Row>;
  /** What the server adds to a new row. */
  made?(member: Member, input: Row): Row;
  /** What people call what a row names by an id; shown as `which`. */
  named?(prisma: PrismaClient, team: string, rows: readonly Row[]): Promise<Map<Row, string>>;
  /** Before a row is written: whatever takes a look into the database. Throws UserError. */
  check?(prisma: PrismaClient, member: Member, input: Row, id?: string): Promise<void>;
  /** Instead of deleting. */
  remove?(prisma: PrismaClient, member: Member, row: Row): Promise<void>;
};

import {
  type ActionContext,
  BaseDatabase,
  BaseRecord,
  BaseResource,
  type Filter,
  flat,
  type ParamsType,
  ValidationError,
} from 'adminjs';
import { UserError } from '../../engine/errors.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { audit } from '../accounts/audit.ts';
import type { Member } from '../accounts/members.ts';
import { plain } from '../http/plain.ts';
import { plainIssue } from './plain-issue.ts';
import { PrismaProperty } from './prisma-property.ts';
import type { Column, Delegate, Row, Table } from './table.ts';
import { whereOf } from './where.ts';

export type PrismaSource = { table: Table; prisma: PrismaClient };

const MOST_ROWS = 200;
/** A list is counted and filtered as far as this; what lies beyond is found by narrower filters. */
const MOST_LISTED = 10_000;
/** And leafed through as far as this: what is leafed over is read too. */
const MOST_LEAFED = 5_000;

/** A table of ours for AdminJS. Every query carries the team of whoever asks; without somebody who asks there is no query. */
export class PrismaResource extends BaseResource {
  readonly table: Table;
  private readonly prisma: PrismaClient;
  private readonly props: PrismaProperty[];
  private readonly select: Row;

  constructor(source: PrismaSource) {
    super(source);
    this.table = source.table;
    this.prisma = source.prisma;
    this.props = this.table.columns.map((column, i) => new PrismaProperty(column, i));
    this.select = Object.fromEntries(this.table.columns.map(({ name }) => [name, true]));
  }

  static override isAdapterFor(source: unknown): boolean {
    return typeof source === 'object' && source !== null && 'table' in source && 'prisma' in source;
  }
  override databaseName(): string {
    return 'simfocus';
  }
  override databaseType(): string {
    return 'postgres';
  }
  override id(): string {
    return this.table.id;
  }
  override properties(): PrismaProperty[] {
    return this.props;
  }
  override property(path: string): PrismaProperty | null {
    return this.props.find((prop) => path === prop.path() || path.startsWith(`${prop.path()}.`)) ?? null;
  }

  /** One more than the most where there are more. */
  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    const { by, direction } = this.table.sort;
    const where = await this.where(memberOf(context), filter);
    return this.rows.count({ where, orderBy: { [by]: direction }, take: MOST_LISTED + 1 });
  }

  override async find(filter: Filter, options: FindOptions, context?: ActionContext): Promise<BaseRecord[]> {
    // In the table's own order, which an index has.
    const { by, direction } = this.table.sort;
    const rows = await this.rows.findMany({
      where: await this.where(memberOf(context), filter),
      select: this.select,
      take: Math.min(MOST_ROWS, Math.max(1, options.limit ?? MOST_ROWS)),
      skip: Math.min(MOST_LEAFED, Math.max(0, options.offset ?? 0)),
      orderBy: [{ [by]: direction }, { id: 'asc' }],
    });
    return this.records(memberOf(context), rows);
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord> {
    const member = memberOf(context);
    const [record] = await this.records(member, [await this.own(member, id)]);
    if (!record) throw new Error('A row without a record');
    return record;
  }

  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    return Promise.all(ids.map((id) => this.findOne(String(id), context)));
  }

  override build(params: Row): BaseRecord {
    return new BaseRecord(params, this);
  }

  override async create(params: Row, context?: ActionContext): Promise<ParamsType> {
    const member = memberOf(context);
    const input = this.checked(params);
    await this.table.check?.(this.prisma, member, input);
    const data = { ...input, ...this.table.made?.(member, input), team: member.team };
    const row = await this.prisma.$transaction(async (tx) => {
      const made = await this.table.delegate(tx).create({ data, select: this.select });
      await audit(tx, member, { action: 'created', thing: this.table.thing, thingId: String(made['id']), after: made });
      return made;
    });
    return this.params(row);
  }

  override async update(id: string, params: Row, context?: ActionContext): Promise<ParamsType> {
    const member = memberOf(context);
    const before = await this.own(member, id);
    const input = this.checked(params);
    await this.table.check?.(this.prisma, member, input, id);
    const row = await this.prisma.$transaction(async (tx) => {
      const after = await this.table
        .delegate(tx)
        .update({ where: { id: this.table.key(id), ...this.mine(member) }, data: input, select: this.select });
      await audit(tx, member, { action: 'changed', thing: this.table.thing, thingId: id, before, after });
      return after;
    });
    return this.params(row);
  }

  override async delete(id: string, context?: ActionContext): Promise<void> {
    const member = memberOf(context);
    const row = await this.own(member, id);
    if (!this.table.remove) throw new UserError('This cannot be deleted.', 'AUTHORIZATION_FAILED');
    await this.table.remove(this.prisma, member, row);
  }

  private get rows(): Delegate {
    return this.table.delegate(this.prisma);
  }

  private mine(member: Member): { AND: Row[] } {
    return { AND: [{ team: member.team }, this.table.visible?.(member) ?? {}] };
  }

  private async where(member: Member, filter: Filter | undefined): Promise<Row> {
    const asked = whereOf(this.table.columns, filtersOf(filter));
    const { AND } = this.mine(member);
    return { ...asked, AND: [...AND, await this.near(AND, asked)] };
  }

  /** What is told by its time is filtered among the newest: no index could answer for what stands anywhere in a word. */
  private async near(mine: Row[], asked: Row): Promise<Row> {
    const { by } = this.table.sort;
    const isTime = this.table.columns.some(({ name, type }) => name === by && type === 'datetime');
    const { [by]: time, ...others } = asked;
    if (!isTime || Object.keys(others).length === 0) return {};
    const [last] = await this.rows.findMany({
      where: { AND: mine, ...(time !== undefined && { [by]: time }) },
      select: { [by]: true },
      orderBy: { [by]: 'desc' },
      skip: MOST_LISTED - 1,
      take: 1,
    });
    return last ? { [by]: { gte: last[by] } } : {};
  }

  private async own(member: Member, id: string): Promise<Row> {
    const key = this.table.key(id);
    const row =
      key === undefined ? null : await this.rows.findFirst({ where: { id: key, ...this.mine(member) }, select: this.select });
    if (row) return row;
    throw new UserError(`There is no such ${this.table.thing}.`, 'RESOURCE_NOT_FOUND');
  }

  private checked(params: Row): Row {
    const nested: Row = flat.unflatten({ ...params });
    const written = this.table.columns
      .filter(({ fixed }) => !fixed)
      .map(({ name }) => [name, Object.hasOwn(nested, name) ? nested[name] : undefined]);
    const parsed = this.table.input?.safeParse(plain(Object.fromEntries(written)), { error: plainIssue });
    if (!parsed) throw new UserError('This cannot be written.', 'AUTHORIZATION_FAILED');
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map((issue) => [
      String(issue.path[0] ?? 'id'),
      { message: issue.message, type: 'invalid' },
    ]);
    throw new ValidationError(Object.fromEntries(problems.reverse()), {
      message: 'Some of it cannot be used; it is said beside each field.',
    });
  }

  private async records({ team }: Member, rows: readonly Row[]): Promise<BaseRecord[]> {
    const names = await this.table.named?.(this.prisma, team, rows);
    return rows.map((row) => new BaseRecord({ ...this.params(row), ...(names && { which: names.get(row) }) }, this));
  }

  private params(row: Row): ParamsType {
    return Object.fromEntries(this.table.columns.map((column) => [column.name, shown(column, row[column.name])]));
  }
}

/** Tables are named one by one: no database is ever searched for them. */
export class NoDatabase extends BaseDatabase {
  static override isAdapterFor(): boolean {
    return false;
  }
}

type FindOptions = Parameters<BaseResource['find']>[1];

/** Set by the panel for each request; a call without it is a bug, and gets nothing. */
function memberOf(context: ActionContext | undefined): Member {
  const member = context?.currentAdmin?.['member'] as Member | undefined;
  if (member) return member;
  throw new Error('A query without a member');
}

const shown = ({ type }: Column, value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  return type === 'textarea' && typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : value;
};

const filtersOf = (filter: Filter | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filter?.filters ?? {}).map(([name, { value }]) => [name, value]));

import { BaseProperty, type PropertyType } from 'adminjs';
import type { Column, ColumnType } from './table.ts';

const TYPES: Record<ColumnType, PropertyType> = {
  string: 'string',
  textarea: 'textarea',
  number: 'number',
  boolean: 'boolean',
  datetime: 'datetime',
  list: 'string',
};

/** A column as AdminJS sees it. */
export class PrismaProperty extends BaseProperty {
  readonly column: Column;
  constructor(column: Column, position: number) {
    super({
      path: column.name,
      type: TYPES[column.type],
      isId: column.name === 'id',
      position,
      isSortable: false,
    });
    this.column = column;
  }
  override isEditable(): boolean {
    return !this.column.fixed;
  }
  override isArray(): boolean {
    return this.column.type === 'list';
  }
  override availableValues(): string[] | null {
    return this.column.values ? [...this.column.values] : null;
  }
}

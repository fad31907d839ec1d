/** A row as AdminJS sends it: lists and objects flattened into `name.0`. */
export type RecordJson = {
  id: string;
  title?: string;
  params: Record<string, unknown>;
  errors?: Record<string, { message: string }>;
};
export type Property = {
  name: string;
  /** As the table says it. */
  custom: { label: string; page: string; adds: boolean; opens: 'show' | 'edit' };
  type: string;
  isId: boolean;
  availableValues?: { value: string; label: string }[] | null;
};
export type Resource = { id: string; name: string; listProperties: Property[]; actions: { name: string }[] };
export type ListAnswer = { records: RecordJson[]; meta: { total: number; perPage: number; page: number } };

/** A list from its flattened form. */
export const listOf = (params: Record<string, unknown>, name: string): string[] =>
  Object.keys(params)
    .filter((key) => key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)))
    .sort((a, b) => Number(a.slice(name.length + 1)) - Number(b.slice(name.length + 1)))
    .map((key) => String(params[key]));

export const textOf = (params: Record<string, unknown>, name: string): string => String(params[name] ?? '');

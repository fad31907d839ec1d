const DEEPEST = 6;

/**
 * Takes the secret out of an error in place: out of its message, its stack and all that it carries, down the chain of
 * causes. Whoever had the secret in hand may throw whatever a library gave it.
 */
export function scrub(error: unknown, secret: string): unknown {
  if (secret === '') return error;
  if (typeof error === 'string') return error.replaceAll(secret, '[key]');
  clean(error, secret, new Set(), 0);
  return error;
}

function clean(value: unknown, secret: string, seen: Set<object>, depth: number): void {
  if (typeof value !== 'object' || value === null || seen.has(value) || depth > DEEPEST) return;
  seen.add(value);
  // Own properties that do not show (message, stack, cause) count too.
  for (const name of Reflect.ownKeys(value)) {
    const property = Reflect.getOwnPropertyDescriptor(value, name);
    const own: unknown = property && 'value' in property ? property.value : name === 'stack' ? read(value, name) : undefined;
    if (typeof own === 'string' && own.includes(secret)) overwrite(value, name, own.replaceAll(secret, '[key]'));
    else clean(own, secret, seen, depth + 1);
  }
}

const read = (value: object, name: PropertyKey): unknown => Reflect.get(value, name);

function overwrite(value: object, name: PropertyKey, text: string): void {
  if (!Reflect.set(value, name, text)) Reflect.defineProperty(value, name, { value: text, configurable: true, writable: true });
}

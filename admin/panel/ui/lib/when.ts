const MINUTE = 60_000;

/** A moment as people say it; the whole of it stands in the element's title. */
export function when(at: string | Date | null | undefined): string {
  if (!at) return 'never';
  const date = new Date(at);
  const ago = Date.now() - date.getTime();
  if (ago < MINUTE) return 'just now';
  if (ago < 60 * MINUTE) return `${Math.floor(ago / MINUTE)} min ago`;
  if (ago < 24 * 60 * MINUTE) return `${Math.floor(ago / (60 * MINUTE))} h ago`;
  return date.toLocaleDateString(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
}

export const whole = (at: string | Date): string => new Date(at).toLocaleString();

export const money = (dollars: number): string => `$${dollars.toFixed(dollars >= 1 || dollars === 0 ? 2 : 4)}`;

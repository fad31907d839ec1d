/**
 * How long the vendor asks to wait: `retry-after-ms`, `retry-after` in seconds or as an HTTP date, else the moment at which
 * a limit that is used up is filled again (OpenAI: a duration such as `1m2.5s`; Anthropic: a time). Undefined: not said.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const after = headers.get('retry-after')?.trim();
  if (after) {
    const at = /^\d+(\.\d+)?$/.test(after) ? now + Number(after) * 1000 : Date.parse(after);
    if (Number.isFinite(at)) return Math.max(0, at - now);
  }
  const waits = [...usedUp(headers)].flatMap((reset) => waitUntil(reset, now) ?? []);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

function* usedUp(headers: Headers): Generator<string> {
  for (const kind of ['requests', 'tokens', 'input-tokens', 'output-tokens']) {
    for (const [left, reset] of [
      [`x-ratelimit-remaining-${kind}`, `x-ratelimit-reset-${kind}`],
      [`anthropic-ratelimit-${kind}-remaining`, `anthropic-ratelimit-${kind}-reset`],
    ] as const) {
      const value = headers.get(reset);
      if (headers.get(left)?.trim() === '0' && value) yield value.trim();
    }
  }
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function waitUntil(reset: string, now: number): number | undefined {
  if (/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(reset)) {
    return [...reset.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
      (sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ''] ?? 0),
      0,
    );
  }
  const at = Date.parse(reset);
  return Number.isFinite(at) ? Math.max(0, at - now) : undefined;
}

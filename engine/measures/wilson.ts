/** Two-sided 95 %. */
const Z = 1.959963984540054;

/** Where the share that `k` of `n` come from may lie, by Wilson: sensible also for few and for none. Null without any. */
export function wilson(k: number, n: number): [low: number, high: number] | null {
  if (n === 0) return null;
  const p = k / n;
  const centre = p + Z ** 2 / (2 * n);
  const reach = Z * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2));
  const whole = 1 + Z ** 2 / n;
  return [Math.max(0, (centre - reach) / whole), Math.min(1, (centre + reach) / whole)];
}

/**
 * How many of each size, so that all together have about `total`: every size occurs, small ones more often the smaller the mean.
 * Shares fall or grow geometrically with the size; the factor is found by halving.
 */
export function mixOf(sizes: readonly number[], count: number, total: number): number[] {
  const most = Math.max(...sizes);
  const shares = (slope: number) => {
    const weights = sizes.map((size) => Math.exp((slope * size) / most) + 0.002);
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => weight / sum);
  };
  const meanOf = (slope: number) => shares(slope).reduce((sum, share, i) => sum + share * (sizes[i] ?? 0), 0);
  let [low, high] = [-60, 60];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (meanOf(middle) < total / count) low = middle;
    else high = middle;
  }
  return shares(low);
}

/** −Σ p ln p ÷ ln `categories`, from 0 (all in one) to 1 (all alike); null with nothing counted or fewer than two categories. */
export function normalisedEntropy(counts: Iterable<number>, categories: number): number | null {
  const found = [...counts].filter((count) => count > 0);
  const total = found.reduce((sum, count) => sum + count, 0);
  if (total === 0 || categories < 2) return null;
  let entropy = 0;
  for (const count of found) entropy += (count / total) * Math.log(total / count);
  return entropy / Math.log(categories);
}

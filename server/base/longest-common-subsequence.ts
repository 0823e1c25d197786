/** Length of the longest sequence that both have in the same order, not necessarily side by side; 0 where one is empty. */
export function longestCommonSubsequence(one: readonly string[], other: readonly string[]): number {
  let above = new Uint32Array(other.length + 1);
  for (const item of one) {
    const row = new Uint32Array(other.length + 1);
    for (const [index, candidate] of other.entries()) {
      row[index + 1] =
        item === candidate ? (above[index] ?? 0) + 1 : Math.max(above[index + 1] ?? 0, row[index] ?? 0);
    }
    above = row;
  }
  return above[other.length] ?? 0;
}

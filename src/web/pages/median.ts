/** Of numbers, the one in the middle; undefined of none. */
export function medianOf(numbers: readonly number[]): number | undefined {
  const ordered = numbers.toSorted((one, other) => one - other)
  const middle = Math.floor(ordered.length / 2)
  const [low, high] = [ordered[ordered.length % 2 === 1 ? middle : middle - 1], ordered[middle]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/** Words longer than this are not compared: the cost grows with the square of the length. */
const COMPARED_LENGTH_MAX = 64

/** The known word nearest to what was written, if one is near enough to be meant. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (written.length > COMPARED_LENGTH_MAX) return undefined
  const lower = written.toLowerCase()
  // A third of the letters wrong is still a slip; more is another word.
  let best = { word: undefined as string | undefined, distance: Math.floor(written.length / 3) + 1 }
  for (const word of known) {
    const distance = editDistance(lower, word.toLowerCase(), best.distance)
    if (distance < best.distance) best = { word, distance }
  }
  return best.word
}

/** Letters to add, remove, change or swap with their neighbour; at least `enough` when it is not less than that. */
function editDistance(from: string, to: string, enough: number): number {
  if (Math.abs(from.length - to.length) >= enough) return enough
  let beforeLast: readonly number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + changed,
      )
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1)
      current.push(least)
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? enough
}

/**
 * Chance for rehearsals and tests: the same seed gives the same numbers for ever, on every machine. Whole numbers only,
 * since what floating point does in between differs by platform and tempts one into probabilities nobody can read.
 */
export type Chance = {
  /** A whole number from 0 up to, not including, `below`, which is at least 1 and at most 2^32. */
  below(below: number): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** True `part` times in `whole`. */
  of(part: number, whole: number): boolean
  /** One of these, which must not be none. */
  one<T>(from: readonly T[]): T
  /** One of these by weight: `{often: 9, seldom: 1}`. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K
}

/** xorshift32 after a splitmix32 step, so that neighbouring seeds have nothing in common. `seed` is a whole number. */
export function seeded(seed: number): Chance {
  let state = scrambled(seed) || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  const chance: Chance = {
    below(below) {
      if (!Number.isInteger(below) || below < 1) throw new Error(`${below} is no number of choices`)
      // Numbers past the last whole multiple would make the small ones likelier.
      const end = 2 ** 32 - (2 ** 32 % below)
      let drawn = next()
      while (drawn >= end) drawn = next()
      return drawn % below
    },
    between: (least, most) => least + chance.below(most - least + 1),
    of: (part, whole) => chance.below(whole) < part,
    one: from => from[chance.below(from.length)] as (typeof from)[number],
    weighed(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let left = chance.below(entries.reduce((sum, [, weight]) => sum + weight, 0))
      for (const [name, weight] of entries) {
        if (left < weight) return name
        left -= weight
      }
      throw new Error('unreachable: the weights add up')
    },
  }
  return chance
}

function scrambled(seed: number): number {
  let mixed = (seed + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

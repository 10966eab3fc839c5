const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'

/** Numbers in words that plans use: up to ninety-nine, and the hundred. */
const VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS.split(' ').map((word, index) => [word, index] as const),
  ...TENS.split(' ').map((word, index) => [word, (index + 2) * 10] as const),
  ...TENS.split(' ').flatMap((ten, index) =>
    UNITS.split(' ')
      .slice(1, 10)
      .map((unit, one) => [`${ten}-${unit}`, (index + 2) * 10 + one + 1] as const),
  ),
  ['hundred', 100],
])

const WORD = [...VALUES.keys()]
  .toSorted((one, other) => other.length - one.length)
  .map(word => word.replace('-', '[- ]'))
  .join('|')

/** A whole number in digits or in words, as a part of an expression; `a` and `an` are no numbers here. */
export const NUMBER = `(?:\\d{1,5}|${WORD})`

/** What `NUMBER` matched, as a number. */
export function numberOf(text: string): number {
  const lower = text.toLowerCase().replace(' ', '-')
  return VALUES.get(lower) ?? Number(text)
}

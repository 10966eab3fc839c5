/**
 * A slow and simple reading of figures, written apart from the one that it checks: which figures a text holds, and which spans
 * of a plan it states.
 */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** Words that are a span by themselves. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/hourly/i, '1 hour'],
  [/daily/i, '1 day'],
  [/weekly/i, '1 week'],
  [/fortnightly/i, '2 weeks'],
  [/monthly/i, '1 month'],
  [/quarterly/i, '1 quarter'],
  [/semi-?annual|half-?yearly/i, '6 months'],
  [/annual|yearly/i, '1 year'],
  [/biennial/i, '2 years'],
]

const UNITS: Readonly<Record<string, RegExp>> = {
  second: /^\W*s(ec(ond)?s?)?\b/i,
  minute: /^\W*m(in(ute)?s?)?\b/i,
  hour: /^\W*h(ou)?(rs?)?\b/i,
  day: /^\W*d(ays?)?\b/i,
  week: /^\W*w(ee)?k?s?\b/i,
  month: /^\W*months?\b/i,
  quarter: /^\W*quarters?\b/i,
  year: /^\W*y(ea)?rs?\b/i,
}

/** Every whole number in a text, in digits or words, with what stands behind it. */
function numbers(text: string): readonly { readonly value: number; readonly behind: string }[] {
  const found = [...text.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({
    value: Number(digits),
    behind: text.slice(index + digits.length),
  }))
  const spelled = Array.from({ length: 99 }, (_, index) => index + 1).flatMap(value => {
    const ten = TENS[Math.floor(value / 10)] ?? ''
    const one = ONES[value % 10] ?? ''
    const word = value < 20 ? (ONES[value] ?? '') : value % 10 === 0 ? ten : `${ten}[- ]${one}`
    return [...text.matchAll(new RegExp(`\\b${word}\\b`, 'gi'))].map(match => ({
      value,
      behind: text.slice(match.index + match[0].length),
    }))
  })
  const articles = [...text.matchAll(/\b(?:an?|every|each|per|once)\b/gi)].map(match => ({
    value: 1,
    behind: text.slice(match.index + match[0].length),
  }))
  return [...found, ...spelled, ...articles]
}

/** Whether a text states a span of the plan language, such as `5 working days`. */
export function states(text: string, span: string): boolean {
  if (WORDS.some(([word, meaning]) => word.test(text) && meaning === span)) return true
  const parts = [...span.matchAll(/(\d+) (working )?([a-z]+?)s?(?= \d|$)/g)]
  return (
    parts.length > 0 &&
    parts.every(([, count, working, unit = '']) =>
      numbers(text).some(({ value, behind }) => {
        if (value !== Number(count)) return false
        // Between a number and its unit: the number again, the end of a range, a kind of day.
        const rest = behind
          .replace(/^\s*\(\s*\w+\s*\)/, '')
          .replace(/^\s*(?:-|–|—|to|and|or)\s*(?:\d+|[a-z]+)/i, '$&')
        const kind =
          /^[\s-]*(?:calendar|consecutive|clock|business|working|work|(?:a|an|per|every|each)\s)?[\s-]*/i.exec(
            rest,
          )?.[0] ?? ''
        const isWorking = /business|work/i.test(kind)
        if ((working !== undefined) !== isWorking && working !== undefined) return false
        const unitHere = UNITS[unit]
        return (
          unitHere !== undefined &&
          (unitHere.test(rest.slice(kind.length)) || isRange(rest, unitHere))
        )
      }),
    )
  )
}

/** Of `2-4 hours` the unit of the first number stands behind the second. */
function isRange(rest: string, unit: RegExp): boolean {
  const [between] = /^\s*(?:\w+\s*)?(?:-|–|—|to|and|or)\s*[\w-]+/i.exec(rest) ?? []
  return between !== undefined && unit.test(rest.slice(between.length))
}

/** Digits of a text that stand for a figure. */
export function figuresIn(text: string): readonly string[] {
  return text.match(/\d+/g) ?? []
}

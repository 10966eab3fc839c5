import { parse } from 'yaml'

import { figuresIn, states } from './figures.ts'

type Entry = Readonly<Record<string, unknown>>

/** An element of a drafted plan, with the words of the clauses that it cites. */
type Claim = { readonly where: string; readonly entry: Entry; readonly cited: string }

/** Keys whose value is a span. */
const SPANS = new Set(['within', 'aim', 'every', 'limit', 'keep', 'per'])
/** Keys whose value is a name that the plan itself declares, or a word of the language. */
const NAMES = new Set(
  (
    'id cite by to from met until stage severity type fact kind calendar holders members needs labels same template ' +
    'attend reached do before each'
  ).split(' '),
)
const PROSE = new Set(['plan', 'title', 'version', 'document', 'clauses', 'calendars', 'zone'])

/** Every figure of a drafted plan that is in none of the sentences that its element cites. */
export function inventedFigures(yaml: string): readonly string[] {
  return claimsOf(yaml).flatMap(({ where, entry, cited }) =>
    invented(entry, cited).map(figure => `${where}: ${figure}, cited: ${cited.slice(0, 300)}`),
  )
}

function claimsOf(yaml: string): readonly Claim[] {
  const plan = parse(yaml) as Readonly<Record<string, unknown>>
  const clauses = (plan['clauses'] ?? {}) as Readonly<Record<string, string>>
  const cited = (entry: Entry) => {
    const cite = entry['cite'] as string | readonly string[] | undefined
    return [cite ?? []]
      .flat()
      .map(id => clauses[id] ?? '')
      .join('\n')
  }
  const claim = (where: string, entry: Entry): Claim => ({ where, entry, cited: cited(entry) })
  return Object.entries(plan).flatMap(([section, value]) => {
    if (PROSE.has(section)) return []
    if (Array.isArray(value))
      return (value as readonly Entry[]).map(entry =>
        claim(`${section} ${String(entry['id'])}`, entry),
      )
    return Object.entries(value as Readonly<Record<string, Entry>>).flatMap(([id, entry]) => {
      const steps = entry['steps'] as readonly Entry[] | undefined
      return steps === undefined
        ? [claim(`${section} ${id}`, entry)]
        : steps.map(step => claim(`${section} ${id} ${String(step['id'])}`, step))
    })
  })
}

function invented(value: unknown, cited: string, key = ''): readonly string[] {
  if (NAMES.has(key)) return []
  if (typeof value === 'string') {
    if (SPANS.has(key)) return states(cited, value) ? [] : [value]
    return figuresIn(value).filter(figure => !figuresIn(cited).includes(figure))
  }
  if (typeof value === 'number')
    return states(cited, `${value} times`) || isStated(cited, value) ? [] : [String(value)]
  if (Array.isArray(value)) return value.flatMap(one => invented(one, cited, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, one]) =>
    invented(one, cited, SPANS.has(key) && !SPANS.has(inner) ? key : inner),
  )
}

const TIMES = [
  '',
  'once',
  'twice',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

function isStated(text: string, value: number): boolean {
  return (
    figuresIn(text).includes(String(value)) ||
    new RegExp(`\\b${TIMES[value] ?? 'no such word'}\\b`, 'i').test(text)
  )
}

/** Clauses of a drafted plan that nothing cites. */
export function clausesLost(yaml: string): readonly string[] {
  const plan = parse(yaml) as Readonly<Record<string, unknown>>
  const cited = new Set(JSON.stringify({ ...plan, clauses: undefined }).match(/C\d+\.\d+/g))
  return Object.keys((plan['clauses'] ?? {}) as object).filter(id => !cited.has(id))
}

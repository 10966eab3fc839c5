import { isZone } from '#/core/calendar/is-zone.ts'
import { readYaml } from '#/core/plan/yaml.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import type { Answer } from '#/core/plan/plan.ts'
import { dateOf, parseDate } from '#/core/date.ts'
import type { Due, Unread, Vector, When } from '#/core/selftest/vector.ts'
import { parseInstant } from '#/core/time.ts'

/** More than anybody writes, and no more than one run is worth. */
export const VECTORS_MAX = 20_000

export type ReadVectors = {
  readonly vectors: readonly Vector[]
  readonly unread: readonly Unread[]
}

/** Times are text to the reader: an editor may have left them without quotes. */
const TEXT_UNDER: readonly string[] = []

/**
 * Reads date vectors from YAML, JSON, or JSON line by line: a list, or one under the key `vectors`. Never throws; what cannot be
 * read is told with its line. Their format is in docs/selftest-clocks.md.
 */
export function readVectors(text: string): ReadVectors {
  const yaml = readYaml(asOneDocument(text), TEXT_UNDER)
  if ('mistakes' in yaml)
    return {
      vectors: [],
      unread: yaml.mistakes.map(mistake => unread(mistake.line, '', formatMistake(mistake))),
    }
  const { value, placeOf } = yaml.source
  const under = isMapping(value) && Array.isArray(value['vectors']) ? ['vectors'] : []
  const list: unknown = under.length > 0 && isMapping(value) ? value['vectors'] : value
  if (!Array.isArray(list))
    return { vectors: [], unread: [unread(1, '', 'The file is no list of vectors.')] }
  if (list.length > VECTORS_MAX)
    return { vectors: [], unread: [unread(1, '', `There are more than ${VECTORS_MAX} vectors.`)] }
  const read = list.map((entry, index) => readVector(entry, placeOf([...under, index]).line))
  return {
    vectors: read.flatMap(one => ('regime' in one ? [one] : [])),
    unread: read.flatMap(one => ('problem' in one ? [one] : [])),
  }
}

/** JSON, one object on each line, as a list. */
function asOneDocument(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const isLines = lines.length > 1 && lines.every(line => /^\s*\{.*\}\s*$/.test(line))
  return isLines ? text.replaceAll(/^(?=\s*\{)/gm, '- ') : text
}

function unread(line: number, name: string, problem: string): Unread {
  return { line, name, problem }
}

/** Keys that say something about the vector to people, and nothing to the engine. */
const REMARKS: ReadonlySet<string> = new Set([
  'note',
  'notes',
  'why',
  'comment',
  'source',
  'law',
  'cite',
])
const KEYS: ReadonlySet<string> = new Set([
  'regime',
  'report',
  'entity',
  'moments',
  'facts',
  'due',
  'name',
  'id',
  'title',
])

function readVector(entry: unknown, line: number): Vector | Unread {
  if (!isMapping(entry)) return unread(line, '', 'A vector is a mapping of keys to values.')
  const { regime, report, entity = {}, moments = {}, facts = {} } = entry
  const name = nameOf(entry)
  const fail = (problem: string): Unread => unread(line, name, problem)
  const foreign = Object.keys(entry).find(key => !KEYS.has(key) && !REMARKS.has(key))
  if (foreign !== undefined)
    return { ...fail(`It has no key ${JSON.stringify(foreign)}.`), known: [...KEYS, ...REMARKS] }
  if (typeof regime !== 'string') return fail('It does not say of which `regime` it is.')
  if (report !== undefined && typeof report !== 'string' && typeof report !== 'number')
    return fail('`report` is a name.')
  const about = readEntity(entity)
  if (about === undefined) return fail('`entity` is a mapping, such as {kind: bank, calendar: DE}.')
  if (!isMapping(moments)) return fail('`moments` is a mapping from names to times.')
  if (!isMapping(facts)) return fail('`facts` is a mapping from names to answers.')
  const times = readTimes(moments)
  if (typeof times === 'string') return fail(times)
  if (!('due' in entry)) return fail('It does not say when it is `due`.')
  const due = readDue(entry['due'])
  if (typeof due === 'string') return fail(due)
  return {
    line,
    name,
    regime,
    report: report === undefined ? undefined : String(report),
    entity: about,
    moments: times,
    facts: new Map(Object.entries(facts).map(([fact, answer]) => [fact, asAnswer(answer)])),
    due,
  }
}

function nameOf(entry: Mapping): string {
  const given = entry['name'] ?? entry['id'] ?? entry['title']
  return typeof given === 'string' || typeof given === 'number' ? String(given) : ''
}

/** A word alone is the kind. What is empty says nothing. */
function readEntity(entity: unknown): ReadonlyMap<string, Answer> | undefined {
  if (typeof entity === 'string') return new Map([['kind', entity]])
  if (!isMapping(entity)) return undefined
  const said = Object.entries(entity).filter(([, value]) => value !== null && value !== undefined)
  if (said.some(([, value]) => typeof value === 'object')) return undefined
  return new Map(said.map(([key, value]) => [key, asAnswer(value)]))
}

function asAnswer(answer: unknown): Answer {
  if (answer === true) return 'yes'
  if (answer === false) return 'no'
  return typeof answer === 'number' ? answer : textOf(answer)
}

function readTimes(moments: Mapping): ReadonlyMap<string, When> | string {
  const times = new Map<string, When>()
  for (const [name, text] of Object.entries(moments)) {
    if (text === null || text === undefined) continue
    const when = readWhen(text)
    if (when === undefined)
      return `The time of \`${name}\` cannot be read: ${JSON.stringify(text)}. Write 2026-03-02T10:00+01:00, or a date, of the years 1900 to 2999.`
    times.set(name, when)
  }
  return times
}

/** Of laws of our time, and of no year whose limits could lie beyond what an instant can be. */
const WHEN =
  /^((?:19|2\d)\d{2}-\d{2}-\d{2})(?:[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([Zz]|UTC|[+-]\d{2}(?::?\d{2})?)?\s*(?:\[([\w+\-/]+)\])?)?$/

export function readWhen(text: unknown): When | undefined {
  const written = textOf(text).trim()
  const [, date, hour, minute = '00', second = '00', fraction, offset, zone] =
    WHEN.exec(written) ?? []
  const day = date === undefined ? undefined : parseDate(date)
  if (date === undefined || day === undefined) return undefined
  if (hour === undefined) return { text: written, date }
  const clock = `${minute}:${second}${millisecondsOf(fraction)}`
  // The end of a day is the beginning of the next.
  const isEnd = hour === '24' && clock === '00:00'
  const read: When = {
    text: written,
    date: isEnd ? dateOf(day + 1) : date,
    time: isEnd ? '00:00:00' : `${hour.padStart(2, '0')}:${clock}`,
    ...(offset !== undefined && { offset: offsetOf(offset) }),
    ...(zone !== undefined && { zone }),
  }
  return isTime(read) ? read : undefined
}

function isTime({ date, time, offset = 'Z', zone = 'UTC' }: When): boolean {
  return parseInstant(`${date}T${time}${offset}`) !== undefined && isZone(zone)
}

/** Less than a millisecond is nobody's limit. */
function millisecondsOf(fraction = ''): string {
  const digits = fraction.slice(0, 3).padEnd(3, '0')
  return digits === '000' ? '' : `.${digits}`
}

/** `+01`, `+0100` and `+01:00` are one; `Z` stays, since it says nothing of where somebody is. */
function offsetOf(text: string): string {
  if (/^(z|utc)$/i.test(text)) return 'Z'
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? []
  return `${sign}${hours}:${minutes}`
}

const NONE = /^(none|null|no|never|n\/a|not[- ]applicable|unmeasured|no[- ]deadline)$/i
const ARMED = /^(armed|unknown|cannot[- ]tell([- ]yet)?|pending|not[- ]yet([- ]known)?)$/i

function readDue(due: unknown): readonly Due[] | string {
  if (due === null) return [{ kind: 'none' }]
  const several = Array.isArray(due) ? (due as readonly unknown[]) : [due]
  const read: Due[] = []
  for (const one of several) {
    const text = textOf(one).trim()
    const when = readWhen(text)
    if (when !== undefined) read.push({ kind: 'when', when })
    else if (NONE.test(text)) read.push({ kind: 'none' })
    else if (ARMED.test(text)) read.push({ kind: 'armed' })
    else
      return `\`due\` cannot be read: ${JSON.stringify(one)}. Write a time, a date, none or armed.`
  }
  return read.length === 0 ? '`due` is an empty list.' : read
}

/** Whatever is no text as JSON: a number reads the same, and to a mapping nothing answers. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

type Mapping = Readonly<Record<string, unknown>>

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

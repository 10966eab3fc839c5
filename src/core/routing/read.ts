import { isZone } from '#/core/calendar/is-zone.ts'
import { compileCondition } from '#/core/intake/match/condition.ts'
import type { Condition, Slip } from '#/core/intake/match/condition.ts'
import { compilePath, rootOf } from '#/core/intake/match/path.ts'
import type { FieldPath } from '#/core/intake/match/path.ts'
import { located } from '#/core/intake/match/read.ts'
import type { ConditionSource } from '#/core/intake/match/source.ts'
import { nextChange, onDuty } from '#/core/oncall/layer.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Mistake, Path } from '#/core/plan/mistake.ts'
import { readShape } from '#/core/plan/source/read.ts'
import { nearest } from '#/core/plan/suggest.ts'
import { readYaml } from '#/core/plan/yaml.ts'
import { EMPTY_BOOK } from '#/core/routing/book.ts'
import type {
  Book,
  Flapping,
  Inhibition,
  Maintenance,
  Rule,
  Template,
} from '#/core/routing/book.ts'
import { BOOK_FORM } from '#/core/routing/source.ts'
import type {
  BookSource,
  InhibitionSource,
  MaintenanceSource,
  RuleSource,
} from '#/core/routing/source.ts'
import { ROOTS } from '#/core/routing/subject.ts'
import { parseInstant, parseSpan, toMs } from '#/core/time.ts'

type Reading = { readonly say: (slip: Slip) => void; readonly roots: Set<string> }

/** Reads a routing book: the whole of it, or every mistake with its place. An empty text is a book without rules. */
export function readBook(
  text: string,
): { readonly book: Book } | { readonly mistakes: readonly Mistake[] } {
  const yaml = readYaml(text, [])
  if ('mistakes' in yaml) return yaml
  if (yaml.source.value === null) return { book: EMPTY_BOOK }
  const { source, places, mistakes } = readShape(yaml.source, BOOK_FORM)
  const slips: Slip[] = []
  const book = compile(source, { say: slip => slips.push(slip), roots: new Set() })
  const all = [...mistakes, ...slips.map(located(places))]
  return all.length === 0 ? { book } : { mistakes: all.toSorted(byPlace) }
}

function byPlace(one: Mistake, other: Mistake): number {
  return one.line - other.line || one.column - other.column
}

function compile(source: BookSource, reading: Reading): Book {
  for (const [name, condition] of Object.entries(source.conditions ?? {}))
    compileWhen(reading, condition, ['conditions', name])
  uniqueIds(reading, 'inhibit', source.inhibit)
  uniqueIds(reading, 'maintenance', source.maintenance)
  const rules = compileRules(reading, source.rules ?? [], ['rules'], new Set())
  return {
    rules,
    inhibit: (source.inhibit ?? []).map((one, index) =>
      compileInhibition(reading, one, ['inhibit', index]),
    ),
    maintenance: (source.maintenance ?? []).map((one, index) =>
      compileMaintenance(reading, one, ['maintenance', index]),
    ),
    flapping: source.flapping && compileFlapping(reading, source.flapping),
    readsPayload: reading.roots.has('payload'),
  }
}

function uniqueIds(
  { say }: Reading,
  section: string,
  of: readonly { readonly id: string }[] = [],
): void {
  const seen = new Set<string>()
  for (const [index, { id }] of of.entries()) {
    if (seen.has(id)) say(twice([section, index, 'id'], id))
    seen.add(id)
  }
}

function twice(path: Path, id: string): Slip {
  const message = `The id ${quote(id)} is there twice.`
  return { path, code: 'name-twice', message, mend: 'Give one of the two another id.' }
}

function compileWhen({ say, roots }: Reading, source: ConditionSource, path: Path): Condition {
  const condition = compileCondition(source, { path, say, roots: ROOTS })
  noteRoots(condition, roots)
  return condition
}

function noteRoots({ fields, parts }: Condition, roots: Set<string>): void {
  for (const field of fields) roots.add(rootOf(field) ?? '')
  for (const part of parts) noteRoots(part, roots)
}

function compileRules(
  reading: Reading,
  sources: readonly RuleSource[],
  path: Path,
  seen: Set<string>,
): readonly Rule[] {
  return sources.map((source, index) => {
    const here = [...path, index]
    if (seen.has(source.id)) reading.say(twice([...here, 'id'], source.id))
    seen.add(source.id)
    const unreached = sources[index - 1]
    if (unreached !== undefined && decidesAll(unreached))
      reading.say(neverReached(here, unreached.id))
    return compileRule(reading, source, here, seen)
  })
}

function decidesAll({ when, continue: goesOn }: RuleSource): boolean {
  return when === undefined && (goesOn === undefined || goesOn === false || goesOn === 'no')
}

function neverReached(path: Path, before: string): Slip {
  const message = `No signal ever comes here: the rule ${quote(before)} above decides about all.`
  const mend = `Give ${quote(before)} a \`when\` or \`continue: true\`, or put it last.`
  return { path, code: 'contradiction', message, mend }
}

function compileRule(reading: Reading, source: RuleSource, path: Path, seen: Set<string>): Rule {
  const { group, title } = source
  const flag = source.continue
  return {
    id: source.id,
    about: source.about,
    cite: listOf(source.cite),
    when: source.when && compileWhen(reading, source.when, [...path, 'when']),
    goesOn: flag === true || flag === 'yes',
    does: source.do,
    plan: source.plan,
    type: source.type,
    severity: source.severity,
    urgency: source.urgency?.toLowerCase(),
    systems: listOf(source.systems),
    onCall: source['on-call'],
    group: group && {
      by: compilePaths(reading, group.by, [...path, 'group', 'by']),
      withinMs: spanMs(reading, group.within ?? '30m', [...path, 'group', 'within']),
    },
    title: title === undefined ? undefined : compileTemplate(reading, title, [...path, 'title']),
    rules: compileRules(reading, source.rules ?? [], [...path, 'rules'], seen),
  }
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return given === undefined ? [] : typeof given === 'string' ? [given] : given
}

function compilePaths(
  reading: Reading,
  given: string | readonly string[],
  path: Path,
): readonly FieldPath[] {
  return listOf(given).flatMap((text, index) => {
    const at = typeof given === 'string' ? path : [...path, index]
    return compileField(reading, text, at, 'value-wrong') ?? []
  })
}

function compileField(
  { say, roots }: Reading,
  text: string,
  path: Path,
  code: 'value-wrong' | 'placeholder-unknown',
): FieldPath | undefined {
  const field = compilePath(text)
  if ('malformed' in field) {
    const message = `The path ${quote(text)} cannot be read: ${field.malformed}.`
    say({
      path,
      code,
      message,
      mend: 'Write names with dots between them, such as labels.service.',
    })
    return undefined
  }
  const first = rootOf(field) ?? text
  roots.add(first)
  if ((ROOTS as readonly string[]).includes(first)) return field
  const meant = nearest(first, ROOTS)
  const mend =
    meant === undefined ? `Begin with one of: ${ROOTS.join(', ')}.` : `Write \`${meant}\`.`
  say({ path, code, message: `A signal has no field ${quote(first)}.`, mend })
  return undefined
}

function compileTemplate(reading: Reading, text: string, path: Path): Template {
  return text.split(/\{\{([^{}]*)\}\}/).flatMap((part, index): Template => {
    // Every other part stood between braces.
    if (index % 2 === 0) return part === '' ? [] : [part]
    const field = compileField(reading, part.trim(), path, 'placeholder-unknown')
    return field === undefined ? [] : [field]
  })
}

const SPAN_MAX_MS = 31 * 24 * 3_600_000

function spanMs({ say }: Reading, text: string, path: Path): number {
  const span = parseSpan(text)
  const ms =
    span?.unit === 'elapsed' ? span.ms : span?.unit === 'days' ? span.count * 24 * 3_600_000 : 0
  if (ms > 0 && ms <= SPAN_MAX_MS) return ms
  const message = `${quote(text)} is no span of up to 31 days.`
  say({ path, code: 'value-wrong', message, mend: 'Write minutes, hours or days: 30m, 2h, 7d.' })
  return 1
}

function compileInhibition(reading: Reading, source: InhibitionSource, path: Path): Inhibition {
  return {
    id: source.id,
    about: source.about,
    while: compileWhen(reading, source.while, [...path, 'while']),
    quiet: compileWhen(reading, source.quiet, [...path, 'quiet']),
    equal: compilePaths(reading, source.equal ?? [], [...path, 'equal']),
  }
}

function compileFlapping(
  reading: Reading,
  { changes = 4, within = '10m', calm = '15m' }: NonNullable<BookSource['flapping']>,
): Flapping {
  return {
    changes,
    withinMs: spanMs(reading, within, ['flapping', 'within']),
    calmMs: spanMs(reading, calm, ['flapping', 'calm']),
  }
}

function compileMaintenance(reading: Reading, source: MaintenanceSource, path: Path): Maintenance {
  const { id, title = id, by, weekly } = source
  const times =
    weekly === undefined ? onceOf(reading, source, path) : weeklyOf(reading, weekly, path)
  if (weekly !== undefined && (source.from ?? source.to) !== undefined)
    reading.say({
      path: [...path, source.from === undefined ? 'to' : 'from'],
      code: 'key-not-here',
      message: 'A window is either once, from … to …, or weekly.',
      mend: 'Leave `weekly` out, or write a window of its own.',
    })
  return { id, title, by, when: compileWhen(reading, source.when, [...path, 'when']), ...times }
}

type Times = Pick<Maintenance, 'isOn' | 'nextEdgeMs' | 'times'>

function onceOf({ say }: Reading, { from, to }: MaintenanceSource, path: Path): Times {
  if (to === undefined)
    say({
      path,
      code: 'key-missing',
      message: 'The window has no end.',
      mend: 'Add `to: 2026-05-01T04:00Z`, or `weekly`.',
    })
  const begins = from === undefined ? -Infinity : msOf(say, from, [...path, 'from'])
  const ends = to === undefined ? 0 : msOf(say, to, [...path, 'to'])
  if (to !== undefined && ends <= begins)
    say({
      path: [...path, 'to'],
      code: 'contradiction',
      message: 'The window ends before it begins.',
      mend: 'Write a later end.',
    })
  return {
    isOn: ms => begins <= ms && ms < ends,
    nextEdgeMs: ms => (ms < begins ? begins : ms < ends ? ends : Infinity),
    times: `${from ?? ''} – ${to ?? ''}`,
  }
}

function msOf(say: Reading['say'], text: string, path: Path): number {
  const at = parseInstant(text)
  if (at !== undefined) return toMs(at)
  const message = `${quote(text)} is no instant.`
  say({ path, code: 'value-wrong', message, mend: 'Write it such as 2026-05-01T22:00Z.' })
  return 0
}

function weeklyOf(
  { say }: Reading,
  { days, from, to, zone = 'UTC' }: NonNullable<MaintenanceSource['weekly']>,
  path: Path,
): Times {
  const known = isZone(zone)
  if (!known)
    say({
      path: [...path, 'weekly', 'zone'],
      code: 'zone-unknown',
      message: `There is no time zone ${quote(zone)}.`,
      mend: 'Write an IANA name, such as Europe/Berlin.',
    })
  const on = days === undefined ? {} : { days: typeof days === 'string' ? [days] : days }
  // A window that recurs is a turn of one: the arithmetic of rotas is right through changes of the clocks.
  const layer = {
    title: '',
    people: ['window'],
    turn: { every: 1, unit: 'week' as const },
    starts: '2000-01-03T00:00',
    hours: [{ ...on, from, to }],
  }
  return {
    isOn: ms => known && onDuty(layer, zone, ms) !== undefined,
    nextEdgeMs: ms => (known ? (nextChange(layer, zone, ms) ?? Infinity) : Infinity),
    times: `${on.days?.join(', ') ?? 'mon–sun'} ${from}–${to} ${zone}`,
  }
}

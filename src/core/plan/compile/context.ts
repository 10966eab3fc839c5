import { isWorkingSpan, parseSpan } from '#/core/time.ts'
import type { Span } from '#/core/time.ts'
import { SPAN_YEARS_MAX } from '#/core/plan/limits.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Mistake, MistakeCode, Path } from '#/core/plan/mistake.ts'
import type { Element, Marks } from '#/core/plan/plan.ts'
import { isSpecialName } from '#/core/plan/compile/names.ts'
import type { NameKind, Names } from '#/core/plan/compile/names.ts'
import type { Places } from '#/core/plan/source/read.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** What the parts of the compiler share while one source is compiled. Mistakes are collected, so that all are reported. */
export type Context = {
  readonly names: Names
  readonly places: Places
  readonly mistakes: Mistake[]
  /** Paths (`where`) at or below which the source was cut for a mistake. */
  readonly broken: ReadonlySet<string>
  /** On which times are counted that name no calendar: that of a regime. Absent: as the plan counts. */
  readonly calendar?: string
}

export function report(
  context: Context,
  path: Path,
  code: MistakeCode,
  message: string,
  mend: string,
): void {
  context.mistakes.push({ ...context.places.place(path), code, message, mend })
}

/** As `report`, of something that is missing: said only if it was not cut out of the source for a mistake in it. */
export function reportMissing(
  context: Context,
  path: Path,
  code: MistakeCode,
  message: string,
  mend: string,
): void {
  if (!isBroken(context, path)) report(context, path, code, message, mend)
}

/** Whether a mistake at this path, or below it, was reported already. */
export function isBroken(context: Context, path: Path): boolean {
  return context.broken.has(context.places.place(path).where)
}

/** Checks that something of one of these kinds has this name; gives what it stands for, and the name itself if there is none. */
export function refer(
  context: Context,
  path: Path,
  kinds: readonly NameKind[],
  name: string,
): string {
  const found = kinds.find(kind => isSpecialName(kind, name) || context.names.of(kind).has(name))
  if (found !== undefined) return context.names.meaning(found, name)
  const nouns = kinds.map(kind => context.names.noun(kind)).filter(noun => noun !== undefined)
  const message = `There is no ${nouns.join(', ').replace(/, ([^,]*)$/, ' or $1')} ${quote(name)}.`
  report(context, path, 'name-unknown', message, mendUnknown(context, kinds, name))
  return name
}

/** As `refer`, for a reference that may be absent. */
export function referOptional(
  context: Context,
  path: Path,
  kinds: readonly NameKind[],
  name: string | undefined,
): string | undefined {
  return name === undefined ? undefined : refer(context, path, kinds, name)
}

/** Beyond so many mistakes no near name is looked for: each search goes through all names. */
const SUGGESTIONS_MAX = 1_000

function mendUnknown(context: Context, kinds: readonly NameKind[], name: string): string {
  const known = kinds.flatMap(kind => [...context.names.of(kind), ...context.names.special(kind)])
  const meant = context.mistakes.length > SUGGESTIONS_MAX ? undefined : nearest(name, known)
  if (meant !== undefined) return `Write \`${meant}\`.`
  const sections = kinds.flatMap(kind => context.names.section(kind) ?? [])
  const add = sections.map(section => `\`${section}\``).join(' or ')
  if (add === '' && known.length === 0)
    return 'Leave it out: a regime cannot name what is the plan’s.'
  // Words of the language, to which a plan can add none.
  if (add === '') return `Use one of: ${known.join(', ')}.`
  const elsewhere = context.names.kindsOf(name)[0]
  const noun = elsewhere === undefined ? undefined : context.names.noun(elsewhere)
  if (noun === undefined) return `Add it under ${add}${listKnown(known)}.`
  return `${quote(name)} is ${withArticle(noun)}, which cannot stand here. Add one under ${add}${listKnown(known)}.`
}

/** `a fact`, `an obligation` */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}

/** Names that a message lists at most. */
const KNOWN_LISTED_MAX = 12

function listKnown(known: readonly string[]): string {
  if (known.length === 0) return ''
  const listed = known.slice(0, KNOWN_LISTED_MAX).join(', ')
  return `, or use one of: ${listed}${known.length > KNOWN_LISTED_MAX ? ', …' : ''}`
}

export function referMany(
  context: Context,
  path: Path,
  kinds: readonly NameKind[],
  names: string | readonly string[] | undefined,
): readonly string[] {
  if (names === undefined) return []
  if (typeof names === 'string') return [refer(context, path, kinds, names)]
  return unique(names.map((name, index) => refer(context, [...path, index], kinds, name)))
}

export function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}

export function many<Value>(value: Value | readonly Value[] | undefined): readonly Value[] {
  if (value === undefined) return []
  return Array.isArray(value) ? unique(value as readonly Value[]) : [value as Value]
}

/** Entries of a section in the order of the source: an object of its own accord puts keys such as `10` first. */
export function ordered<Entry>(
  context: Context,
  path: Path,
  section: Readonly<Record<string, Entry>> | undefined,
) {
  const placed = Object.entries(section ?? {}).map(([id, entry]) => ({
    id,
    entry,
    ...context.places.keyPlace([...path, id]),
  }))
  return placed.toSorted((one, other) => one.line - other.line || one.column - other.column)
}

type ElementSource = {
  readonly title?: string | undefined
  readonly cite?: string | readonly string[] | undefined
  readonly unknown?: string | undefined
  readonly see?: string | undefined
  readonly conflict?: string | undefined
  readonly 'recorded-only'?: string | undefined
  readonly law?: string | undefined
  readonly unverified?: string | undefined
}

export function compileElement(
  context: Context,
  path: Path,
  id: string,
  source: ElementSource,
): Element {
  return present({
    id,
    title: source.title ?? inWords(id),
    cite: referMany(context, [...path, 'cite'], ['clause'], source.cite),
    line: context.places.keyPlace(path).line,
    marks: compileMarks(source),
    law: source.law,
  })
}

function compileMarks(source: ElementSource): Marks {
  const { unknown, see, conflict, 'recorded-only': recordedOnly, unverified } = source
  return present({ unknown, see, conflict, recordedOnly, unverified })
}

/** `server-logs` as `Server logs`: the title of what has none. */
function inWords(id: string): string {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function compileFlag(flag: boolean | 'yes' | 'no' | undefined): boolean {
  return flag === true || flag === 'yes'
}

/** A span that calendar arithmetic can hold. One that is too long is reported, and stands as written. */
export function compileSpan(context: Context, path: Path, text: string): Span {
  const span = parseSpan(text)
  if (span !== undefined && yearsOf(span) <= SPAN_YEARS_MAX) {
    if (isWorkingSpan(span)) needCalendar(context, path, `The span ${quote(text)}`)
    return span
  }
  report(
    context,
    path,
    'span-too-long',
    `The span ${quote(text)} is longer than ${SPAN_YEARS_MAX} years.`,
    'Write a shorter one, or leave it out where something has no end.',
  )
  return { unit: 'elapsed', ms: 0, text }
}

/** What is counted in working time, or moved off a day off, needs to be told when it is worked. */
export function needCalendar(context: Context, path: Path, what: string): void {
  if (context.names.of('calendar').size > 0) return
  report(
    context,
    path,
    'calendar-missing',
    `${what} hangs on when it is worked, and the plan has no calendar.`,
    'Add one under `calendars`, such as `office: {place: DE}`.',
  )
}

/** A span for what goes on day and night, such as the wait for an answer to a page. */
export function compilePlainSpan(context: Context, path: Path, text: string): Span {
  const span = compileSpan(context, path, text)
  if (!isWorkingSpan(span)) return span
  report(
    context,
    path,
    'contradiction',
    `\`${context.places.place(path).where}\` is ${quote(text)}, and this goes on day and night.`,
    'Write a time that is not counted in working days or hours, such as 5m.',
  )
  return { unit: 'elapsed', ms: 0, text }
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** At most: a calendar may have one working day a week, and few hours in it. */
function yearsOf(span: Span): number {
  if (span.unit === 'elapsed') return span.ms / DAY_MS / 365
  if (span.unit === 'working-hours') return (span.ms / HOUR_MS / 365) * 7
  if (span.unit === 'working-days') return (span.count / 365) * 7
  return span.unit === 'days' ? span.count / 365 : span.count / 12
}

/** As `compileSpan`, for a span that may be absent. */
export function compileOptionalSpan(
  context: Context,
  path: Path,
  text: string | undefined,
): Span | undefined {
  return text === undefined ? undefined : compileSpan(context, path, text)
}

type Present<Value> = {
  [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key]
} & {
  [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<
    Value[Key],
    undefined
  >
}

/** Leaves out what is undefined: a compiled plan is plain JSON, where a key is there or is not. */
export function present<Value extends object>(value: Value): Present<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as Present<Value>
}

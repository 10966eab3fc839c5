import type { z } from 'zod'

import { formatPath, quote } from '#/core/plan/mistake.ts'
import type { Mistake, Path } from '#/core/plan/mistake.ts'
import { nearest } from '#/core/plan/suggest.ts'
import type { Place, YamlSource } from '#/core/plan/yaml.ts'

type Issue = z.core.$ZodIssue

/** What kind of source it is that is read. */
export type Form<Source> = {
  /** Its messages are what is expected, as `source/words.ts` tells. */
  readonly schema: z.ZodType<Source>
  /** `plan`, `regime`. */
  readonly noun: string
  /** Stands in for what is missing or wrong at the top, so that the rest can still be checked. */
  readonly needed: Source & Readonly<Record<string, unknown>>
  /** How such a source begins, for who has written nothing yet. */
  readonly begin: string
}

/** What can be used of a source, and where each part of it stands. */
export type Shaped<Source> = {
  readonly source: Source
  readonly places: Places
  readonly mistakes: readonly Mistake[]
  /** Paths (`where`) at which, or below which, something was cut out: what is missing there is no second mistake. */
  readonly broken: ReadonlySet<string>
}

/** Places by paths of the usable source: items that were cut out of a list do not count in them. */
export type Places = {
  /** The value, or the nearest one above it that is there. */
  readonly place: (path: Path) => Located
  /** The key of the value; of an item of a list, the item. */
  readonly keyPlace: (path: Path) => Located
}
type Located = { readonly line: number; readonly column: number; readonly where: string }

/**
 * Checks the shape of a source. What is wrong is cut out and reported, so that the references in what remains can be checked
 * in the same run.
 */
export function readShape<Source>(yaml: YamlSource, form: Form<Source>): Shaped<Source> {
  const top = yaml.value
  if (!isBranch(top) || Array.isArray(top))
    return {
      source: form.needed,
      places: placesIn({}, yaml),
      mistakes: [explainTop(yaml, form)],
      broken: new Set(Object.keys(form.needed)),
    }
  const places = placesIn(top, yaml)
  const mistakes: Mistake[] = []
  const broken = new Set<string>()
  // Each round removes at least one value that is there, and so it ends.
  for (;;) {
    const read = form.schema.safeParse(top)
    if (read.success) return { source: read.data, places, mistakes, broken }
    const issues = read.error.issues.flatMap(issue => plainIssues(issue, []))
    const explained = issues.flatMap(issue => explainIssue(issue, top, places, form.noun))
    const fresh = explained.filter(({ where }) => !broken.has(where))
    mistakes.push(...fresh)
    for (const { where } of fresh) for (const path of pathsTo(where)) broken.add(path)
    cut(top, issues, places, form.needed)
  }
}

/** `a.b[3]` as `a`, `a.b` and `a.b[3]`. */
function pathsTo(where: string): readonly string[] {
  return [...where.matchAll(/[.[]/g)].map(({ index }) => where.slice(0, index)).concat(where)
}

type CuttablePlaces = Places & {
  /** For each list from which something was cut: where its remaining items were at first. */
  readonly origins: WeakMap<object, readonly number[]>
}

function placesIn(top: Branch, yaml: YamlSource): CuttablePlaces {
  const origins = new WeakMap<object, readonly number[]>()
  const original = (path: Path): Path => {
    let value: unknown = top
    return path.map(step => {
      const moved =
        isBranch(value) && typeof step === 'number' ? origins.get(value)?.[step] : undefined
      value = isBranch(value) && Object.hasOwn(value, step) ? value[step] : undefined
      return moved ?? step
    })
  }
  const located = (path: Path, find: (path: Path) => Place): Located => {
    const whence = original(path)
    return { ...find(whence), where: formatPath(whence) }
  }
  return {
    origins,
    place: path => located(path, yaml.placeOf),
    keyPlace: path => located(path, yaml.keyPlaceOf),
  }
}

/** An issue whose path begins at the top, with unions resolved to the alternative that was meant. */
type PlainIssue = { readonly path: Path; readonly issue: Issue }

function plainIssues(issue: Issue, above: Path): readonly PlainIssue[] {
  const path = [...above, ...(issue.path as Path)]
  if (issue.code !== 'invalid_union') return [{ path, issue }]
  // The alternative that was meant is one whose outermost form fits; of several, the one with the fewest mistakes.
  const fitting = issue.errors.filter(errors =>
    errors.every(
      error =>
        error.path.length > 0 ||
        error.code === 'unrecognized_keys' ||
        error.code === 'invalid_union',
    ),
  )
  const meant = fitting.toSorted((one, other) => weigh(one) - weigh(other))[0]
  if (meant === undefined || meant.length === 0) return [{ path, issue }]
  return meant.flatMap(error => plainIssues(error, path))
}

/** How many things are wrong: each unknown key is one. */
function weigh(issues: readonly Issue[]): number {
  return issues.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1),
    0,
  )
}

function explainIssue(
  { path, issue }: PlainIssue,
  top: Branch,
  places: Places,
  noun: string,
): readonly Mistake[] {
  const within = (inner: Path) =>
    inner.length === 0 ? `The ${noun}` : `\`${places.place(inner).where}\``
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key =>
      explainUnknownKey([...path, key], issue.message.split(', '), within(path), places),
    )
  if (issue.code === 'invalid_key') {
    const message = `${quote(String(path.at(-1)))} cannot be a name here.`
    const mend = `Write ${issue.issues[0]?.message ?? 'another name'}.`
    return [{ ...places.keyPlace(path), code: 'value-wrong', message, mend }]
  }
  const found = valueAt(top, path)
  if (found === undefined)
    return [explainMissing(path, issue.message, within(path.slice(0, -1)), places)]
  const place = places.place(path)
  const message = `\`${place.where}\` is ${describe(found)}.`
  return [{ ...place, code: 'value-wrong', message, mend: mendWrong(issue.message, found) }]
}

function explainUnknownKey(
  path: Path,
  known: readonly string[],
  parent: string,
  places: Places,
): Mistake {
  const key = String(path.at(-1))
  const meant = nearest(key, known)
  const mend =
    key === '<<'
      ? 'Merge keys are not read: write the keys out, or repeat a whole value with an alias.'
      : meant === undefined
        ? `Use one of: ${known.join(', ')}.`
        : `Write \`${meant}\`.`
  return {
    ...places.keyPlace(path),
    code: 'key-unknown',
    message: `${parent} has no key ${quote(key)}.`,
    mend,
  }
}

function explainMissing(path: Path, expected: string, parent: string, places: Places): Mistake {
  const key = String(path.at(-1))
  const mend = `Add \`${key}\`: ${expected}.`
  return {
    ...places.place(path),
    code: 'key-missing',
    message: `${parent} lacks \`${key}\`.`,
    mend,
  }
}

function explainTop(
  yaml: YamlSource,
  { noun, begin }: Pick<Form<unknown>, 'noun' | 'begin'>,
): Mistake {
  const place = { ...yaml.placeOf([]), where: '' }
  const mend = `Begin with ${begin}.`
  return yaml.value === null || yaml.value === undefined
    ? { ...place, code: 'empty', message: `The ${noun} is empty.`, mend }
    : { ...place, code: 'value-wrong', message: `A ${noun} is a mapping of keys to values.`, mend }
}

function mendWrong(expected: string, found: unknown): string {
  if (expected.startsWith('text') && (typeof found === 'number' || typeof found === 'boolean'))
    return `Write ${expected}, in quotes: ${JSON.stringify(String(found))}.`
  const words = expected.startsWith('one of: ') ? expected.slice('one of: '.length).split(', ') : []
  const meant = typeof found === 'string' ? nearest(found, words) : undefined
  return meant === undefined ? `Write ${expected}.` : `Write \`${meant}\`.`
}

function describe(found: unknown): string {
  if (found === null) return 'empty'
  if (Array.isArray(found))
    return found.length === 0 ? 'an empty list' : `a list of ${found.length}`
  if (typeof found === 'object') return 'a mapping'
  if (typeof found === 'string') return quote(found)
  return typeof found === 'number' ? `the number ${found}` : `the truth value ${found === true}`
}

type Branch = Record<string | number, unknown>

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null
}

function valueAt(top: Branch, path: Path): unknown {
  let value: unknown = top
  for (const step of path)
    value = isBranch(value) && Object.hasOwn(value, step) ? value[step] : undefined
  return value
}

/** Takes out of `top` what the issues are about; where something is missing, what lacks it. */
function cut(
  top: Branch,
  issues: readonly PlainIssue[],
  { origins }: CuttablePlaces,
  needed: Readonly<Record<string, unknown>>,
): void {
  const doomed = new Map<Branch, Set<string | number>>()
  for (const issue of issues) {
    for (const path of pathsToCut(top, issue)) {
      const parent = valueAt(top, path.slice(0, -1)) as Branch
      doomed.set(parent, (doomed.get(parent) ?? new Set()).add(path.at(-1) ?? ''))
    }
  }
  for (const [parent, keys] of doomed) {
    if (!Array.isArray(parent)) {
      for (const key of keys) delete parent[key]
      continue
    }
    const kept = parent.map((_, index) => index).filter(index => !keys.has(index))
    const before = origins.get(parent)
    origins.set(
      parent,
      kept.map(index => before?.[index] ?? index),
    )
    parent.splice(0, parent.length, ...kept.map(index => parent[index] as unknown))
  }
  for (const [key, value] of Object.entries(needed)) if (!Object.hasOwn(top, key)) top[key] = value
}

function pathsToCut(top: Branch, { path, issue }: PlainIssue): readonly Path[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => [...path, key])
  for (let length = path.length; length > 0; length--) {
    const candidate = path.slice(0, length)
    const parent = valueAt(top, candidate.slice(0, -1))
    if (isBranch(parent) && Object.hasOwn(parent, candidate.at(-1) ?? '')) return [candidate]
  }
  return []
}

import { parse } from 'yaml'

/** One small mistake planted in the source of a plan. */
export type Mutant = {
  /** What was done, and to what: `delete obligations[].within`. Mutants of one kind are counted together. */
  readonly kind: string
  /** Where, and what was changed into what. */
  readonly where: string
  /** `done`: what is acted on; `cited`: the sentences of the document that it carries out; `shown`: what people read. */
  readonly about: 'done' | 'cited' | 'shown'
  readonly text: () => string
}

type Step = string | number
type Path = readonly Step[]
type Change = {
  readonly what: string
  readonly path: Path
  readonly value: unknown
  readonly to: string
}

/** Stands for what is taken out. */
const GONE = Symbol('gone')

/** Keys whose values are for people alone. */
const SHOWN: ReadonlySet<string> = new Set([
  'title',
  'means',
  'examples',
  'help',
  'goal',
  'ask',
  'duties',
  'heading',
  'unknown',
  'see',
  'conflict',
  'recorded-only',
  'later',
  'document',
  'statements',
  'clauses',
])

/** Every mutant of a plan source: of each value that it holds, one by one. */
export function mutantsOf(source: string): readonly Mutant[] {
  const plan: unknown = parse(source)
  const names = namesIn(plan)
  return [...walk(plan, [])].flatMap(({ path, value }) =>
    changesOf(path, value, names, plan).map(change => mutant(plan, change)),
  )
}

function mutant(plan: unknown, { what, path, value, to }: Change): Mutant {
  const kind = `${what} ${formOf(path)}`
  return {
    kind,
    where: `${what} ${path.map(step => nameOf(plan, path, step)).join('.')}${to}`,
    about: aboutOf(what, path),
    // Plain JSON is a plan source too, and one that cannot be read otherwise than it was written.
    text: () => JSON.stringify(changed(plan, path, value)),
  }
}

function aboutOf(what: string, path: Path): Mutant['about'] {
  if (path.includes('cite') || path.at(-1) === 'law') return 'cited'
  return isShown(path) || isText(what, path) ? 'shown' : 'done'
}

const TEXTS: ReadonlySet<string> = new Set(['subject', 'body'])

/** Of a part of a template, its title and what stands in it at first. */
function isText(what: string, path: Path): boolean {
  if (path[0] === 'templates' && TEXTS.has(String(path[2]))) return true
  // Who a system belongs to is told to people, and nothing is asked of them for it.
  if (path[0] === 'systems' && path[2] === 'owner') return true
  if (path[0] !== 'templates' || path[2] !== 'parts') return false
  return path.at(-1) === 'draft' || (what === 'change' && path.length === 4)
}

function isShown(path: Path): boolean {
  return path.some(step => typeof step === 'string' && SHOWN.has(step))
}

/** Names of the plan's own are left out: `facts.*.when`. */
function formOf(path: Path): string {
  const [section = '', ...rest] = path
  const inner = NAMED.has(String(section)) ? rest.slice(1) : rest
  const steps = inner.map(step => (typeof step === 'number' ? '[]' : `.${step}`))
  return `${section}${NAMED.has(String(section)) ? '.*' : ''}${steps.join('')}`
}

/** Sections whose keys are names. */
const NAMED: ReadonlySet<string> = new Set([
  'clauses',
  'calendars',
  'uses',
  'severities',
  'classifications',
  'types',
  'sources',
  'systems',
  'facts',
  'moments',
  'positions',
  'groups',
  'roles',
  'audiences',
  'templates',
  'stages',
  'decisions',
  'gates',
  'escalation',
  'record',
  'retention',
  'measures',
  'program',
  'playbooks',
  'statements',
])

function nameOf(plan: unknown, path: Path, step: Step): string {
  if (typeof step === 'string') return step
  const entry = valueAt(plan, path.slice(0, path.indexOf(step) + 1))
  const named = isBranch(entry) ? (entry['id'] ?? entry['same']) : undefined
  return typeof named === 'string' ? named : String(step)
}

/** Everything below the top, without what the plan is called. */
function* walk(value: unknown, path: Path): Generator<{ path: Path; value: unknown }> {
  if (path.length > 0 && !IDENTITY.has(String(path[0]))) yield { path, value }
  if (Array.isArray(value))
    for (const [index, part] of value.entries()) yield* walk(part, [...path, index])
  else if (isBranch(value))
    for (const [key, part] of Object.entries(value)) yield* walk(part, [...path, key])
}

const IDENTITY: ReadonlySet<string> = new Set(['plan', 'version'])

function changesOf(path: Path, value: unknown, names: Names, plan: unknown): readonly Change[] {
  const change = (what: string, to: unknown, text = ''): Change => ({
    what,
    path,
    value: to,
    to: text,
  })
  const key = String(path.findLast(step => typeof step === 'string'))
  const deleted = path.at(-1) === 'id' ? [] : [change('delete', GONE)]
  if (
    CONDITIONS.has(String(path.at(-1))) &&
    isBranch(value) &&
    !Array.isArray(value) &&
    !isLimits(path)
  )
    return [...deleted, change('negate', { none: [value] })]
  if (isBranch(value)) {
    // Of two that stand in an order, the other way round.
    const turned =
      Array.isArray(value) && value.length > 1 && ORDERED.has(key)
        ? [change('turn', value.toReversed())]
        : []
    return [...deleted, ...turned]
  }
  const other = otherThan(path, value, names, plan)
  const replaced =
    other === undefined
      ? []
      : [change('change', other, ` from ${JSON.stringify(value)} to ${JSON.stringify(other)}`)]
  return [...deleted, ...replaced]
}

const CONDITIONS: ReadonlySet<string> = new Set([
  'when',
  'until',
  'met',
  'propose',
  'floor',
  'begins',
  'is',
  'hold',
])
const ORDERED: ReadonlySet<string> = new Set(['holders', 'within', 'every', 'approve'])

/** Under `within` and `every` a `when` is that of a case, which is a condition as well. */
function isLimits(path: Path): boolean {
  return path.at(-1) === 'until' && path.includes('in-force')
}

const SPAN = /^(\d+)( ?[a-z].*)$/

/** Another value of the same sort: a span twice as long, the next name of the same kind, the other answer. */
function otherThan(path: Path, value: unknown, names: Names, plan: unknown): unknown {
  if (path.at(-1) === 'id') return undefined
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  if (typeof value !== 'string') return undefined
  if (value === 'yes') return 'no'
  if (value === 'no') return 'yes'
  const span = SPAN.exec(value)
  if (span !== null) return `${2 * Number(span[1])}${span[2]}`
  if (isShown(path)) return `${value} changed`
  const choices = choicesFor(path, plan)
  const family = choices?.includes(value)
    ? choices
    : names.find(ids => ids.includes(value) && ids.length > 1)
  if (family !== undefined) return family[(family.indexOf(value) + 1) % family.length]
  return /[ {]/.test(value) ? `${value} changed` : undefined
}

type Names = readonly (readonly string[])[]

/** Answers of the fact that a condition tests. */
function choicesFor(path: Path, plan: unknown): readonly string[] | undefined {
  const at = path.lastIndexOf('fact')
  const fact = at === -1 ? undefined : path[at + 1]
  const choices = fact === undefined ? undefined : valueAt(plan, ['facts', fact, 'choices'])
  return Array.isArray(choices) ? choices.map(String) : undefined
}

/** The names of a plan by kind, and words that stand for one another. */
function namesIn(plan: unknown): Names {
  const keysOf = (...sections: readonly string[]) =>
    sections.flatMap(section => Object.keys((valueAt(plan, [section]) as object | undefined) ?? {}))
  const rules = [
    ...list(valueAt(plan, ['obligations'])),
    ...Object.values((valueAt(plan, ['playbooks']) as object | undefined) ?? {}).flatMap(it =>
      list((it as Record<string, unknown>)['steps']),
    ),
  ].flatMap(it => (isBranch(it) && typeof it['id'] === 'string' ? [it['id']] : []))
  return [
    keysOf('severities'),
    keysOf('types'),
    keysOf('sources'),
    keysOf('roles'),
    keysOf('audiences'),
    keysOf('positions', 'groups'),
    keysOf('stages'),
    [...MOMENTS, ...keysOf('moments')],
    keysOf('templates'),
    keysOf('facts'),
    keysOf('clauses'),
    keysOf('record'),
    keysOf('calendars'),
    keysOf('gates'),
    rules,
    ['task', 'notes', 'feedback'],
    ['notice', 'update'],
    ['page', 'notify'],
    ['email', 'slack', 'sms', 'voice'],
    ['train', 'exercise', 'review-plan', 'check-contacts'],
    ['resolve', 'close'],
    ['ask', 'higher'],
    ['everyone', 'responders', 'reporter', 'on-call'],
    ['low', 'medium', 'high'],
  ]
}

const MOMENTS = [
  'detected',
  'declared',
  'classified',
  'acknowledged',
  'verified',
  'contained',
  'resolved',
  'closed',
]

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

type Branch = Record<Step, unknown>

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null
}

function valueAt(top: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isBranch(value) ? value[step] : undefined), top)
}

/** A copy in which one value is another, or gone. */
function changed(top: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (!isBranch(top)) return top
  const inner = changed(top[step], rest, value)
  if (Array.isArray(top))
    return top.flatMap((part, index) => (index !== step ? [part] : inner === GONE ? [] : [inner]))
  return Object.fromEntries(
    Object.entries(top).flatMap(([key, part]) =>
      key !== step ? [[key, part]] : inner === GONE ? [] : [[key, inner]],
    ),
  )
}

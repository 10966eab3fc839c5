// On which parts of the record a rule depends: what its conditions, its clock and its act read.
import { isTimed } from '#/core/obligation/turning.ts'
import type { TimedLeaf } from '#/core/obligation/turning.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import type { ActName } from '#/core/plan/act.ts'
import type { Start } from '#/core/plan/clock.ts'
import { stepsOf } from '#/core/plan/step.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Condition, Fact, Moment, Plan, Rule } from '#/core/plan/plan.ts'

/**
 * A part of an incident that rules read and that events change (`changedBy`). `rule:ID` is all that the ledger says of that
 * rule; `time` is what has to be looked at each time. Whatever changes anything changes `anything`; `everything` is read by all.
 */
export type Part =
  | 'status'
  | 'severity'
  | 'type'
  | 'source'
  | 'stage'
  | 'level'
  | 'responders'
  | 'systems'
  | 'follow-ups'
  | 'overrides'
  | 'pages'
  | 'roles'
  | 'notes'
  | 'feedback'
  | 'time'
  | 'anything'
  | 'everything'
  | `assessed:${string}`
  | `decided:${string}`
  | `fact:${string}`
  | `field:${string}`
  | `moment:${string}`
  | `role:${string}`
  | `rule:${string}`

/** What the rules of a plan depend on. Built once for a plan. */
type Dependence = {
  /** Part → the rules that depend on it, by their places in the plan. */
  readonly readers: ReadonlyMap<Part, readonly number[]>
  /** Of each rule, by its place, the conditions that time alone may turn. */
  readonly timed: readonly (readonly TimedLeaf[])[]
  /** The same of what goes on by itself besides the rules: stages, levels, gates, and who may do what. */
  readonly timedBesides: readonly TimedLeaf[]
}

export function dependenceOf(plan: Plan): Dependence {
  const known = built.get(plan)
  if (known !== undefined) return known
  const readers = new Map<Part, number[]>()
  const timed = plan.rules.map((rule, place) => {
    const reading = read(plan, rule)
    for (const part of reading.parts) {
      const others = readers.get(part)
      if (others === undefined) readers.set(part, [place])
      else others.push(place)
    }
    return [...reading.timed]
  })
  const dependence = { readers, timed, timedBesides: readBesides(plan) }
  built.set(plan, dependence)
  return dependence
}

const built = new WeakMap<Plan, Dependence>()

function readBesides(plan: Plan): readonly TimedLeaf[] {
  const { stages, levels, gates, decisions, rules } = plan
  const reading = newReading(plan)
  readAll(reading, [stages, levels, gates, decisions, rules.map(({ approvals }) => approvals)])
  return [...reading.timed]
}

function newReading(plan: Plan): Reading {
  return { plan, parts: new Set(['everything']), timed: new Set(), seen: new Set() }
}

function read(plan: Plan, rule: Rule): Reading {
  const reading = newReading(plan)
  for (const part of READ_BY_ACT[rule.act.do]) reading.parts.add(part)
  readRule(reading, rule)
  readAll(reading, rule.met)
  if (rule.act.do === 'ask') readFact(reading, rule.act.fact)
  if (AUTOMATIC_ACTS.has(rule.act.do)) readGates(reading, rule)
  return reading
}

/** What decides whether an act is met or has something left to do by itself, besides the rule's own conditions. */
const READ_BY_ACT: Readonly<Record<ActName, readonly Part[]>> = {
  task: [],
  ask: [],
  page: ['pages', 'roles'],
  // Whom it would reach: while that is nobody, it stays open.
  notify: ['roles', 'responders'],
  update: [],
  notice: [],
  report: [],
  gather: [],
  escalate: ['level'],
  meet: [],
  notes: ['notes'],
  feedback: ['feedback'],
  'follow-up': [],
  finding: [],
  file: [],
  publish: [],
  confirm: [],
  restrict: [],
  // Whether it is as bad already, or is not classified yet.
  raise: ['severity'],
  'hand-over': ['roles'],
}

/** What is done by itself is done as soon as the gates before it open: by what they read, by a waiver, or by time. */
function readGates(reading: Reading, rule: Rule): void {
  const gates = reading.plan.gates.filter(({ before }) =>
    stepsOf(rule).some(step => before.includes(step)),
  )
  if (gates.length === 0) return
  reading.parts.add('anything')
  for (const { when, until, needs } of gates) {
    readAll(reading, [when, until])
    for (const rule of needs) readRuleOf(reading, rule)
  }
}

/** While it goes on: what was found so far. */
type Reading = {
  readonly plan: Plan
  readonly parts: Set<Part>
  readonly timed: Set<TimedLeaf>
  /** Elements that were read already: they may lead back to each other. */
  readonly seen: Set<Rule | Moment | Fact>
}

/** Whether this is the first time that it is read. */
function isNew({ seen }: Reading, element: Rule | Moment | Fact): boolean {
  if (seen.has(element)) return false
  seen.add(element)
  return true
}

function readRule(reading: Reading, rule: Rule): void {
  if (!isNew(reading, rule)) return
  reading.parts.add(`rule:${rule.id}`).add('status')
  if (rule.each !== undefined) reading.parts.add(INSTANCES[rule.each])
  readAll(reading, [rule.when, rule.until, rule.clock, rule.every])
  const from = rule.clock?.from ?? rule.every?.from
  if (from !== undefined && mayWaitToEnter(from)) reading.parts.add('time')
}

/**
 * Whether a clock may have to wait until its rule was `entered`: then it is looked at each time, since it compares the
 * classification with the instant of the look. Where the start is known from the declaration on, as of
 * `{newest: [declared, entered]}`, nothing waits.
 */
function mayWaitToEnter(start: Start): boolean {
  switch (start.kind) {
    case 'entered':
      return true
    case 'earliest':
    case 'newest':
      return start.of.some(mayWaitToEnter) && !start.of.some(isKnownAtOnce)
    case 'latest':
      return start.of.some(mayWaitToEnter)
    default:
      return false
  }
}

function isKnownAtOnce(start: Start): boolean {
  return start.kind === 'moment' && (start.moment === 'declared' || start.moment === 'detected')
}

const INSTANCES = {
  responder: 'responders',
  system: 'systems',
  'follow-up': 'follow-ups',
  override: 'overrides',
} as const satisfies Record<NonNullable<Rule['each']>, Part>

type Reads = Condition | Start
type Kind = Reads['kind']
type ReadByKind = {
  readonly [K in Kind]: (reading: Reading, node: Extract<Reads, { readonly kind: K }>) => void
}

/**
 * What each kind of condition and of start reads by itself; what stands inside it is read too. One that is missing does
 * not compile, and one that leaves out a part leaves promises unopened, which `test/properties/looking.test.ts` notices.
 */
const READ_BY_KIND: ReadByKind = {
  always: () => {},
  all: () => {},
  any: () => {},
  none: () => {},
  'at-least': () => {},
  severity: ({ parts }) => parts.add('severity'),
  type: ({ parts }) => parts.add('type'),
  security: ({ parts }) => parts.add('type'),
  source: ({ parts }) => parts.add('source'),
  stage: ({ parts }) => parts.add('stage'),
  escalated: ({ parts }) => parts.add('level'),
  fact: (reading, { fact }) => readFact(reading, fact),
  reached: (reading, { moment }) => readMoment(reading, moment),
  done: (reading, { rules }) => rules.forEach(rule => readRuleOf(reading, rule)),
  recorded: ({ plan, parts }, { fields }) => {
    for (const field of fields) parts.add(partOfField(plan, field))
  },
  passed: () => {},
  lasted: () => {},
  during: () => {},
  missed: ({ parts }, { rules }) => {
    for (const rule of rules) parts.add(`rule:${rule}`)
  },
  tier: ({ parts }) => parts.add('systems'),
  assessed: ({ parts }, { classification }) => parts.add(`assessed:${classification}`),
  decided: ({ parts }, { decision }) => parts.add(`decided:${decision}`),
  held: ({ parts }, { role }) => parts.add(`role:${role}`),
  'in-force': reading => readMoment(reading, 'detected'),
  moment: (reading, { moment }) => readMoment(reading, moment),
  applies: () => {},
  entered: ({ parts }) => parts.add('moment:classified'),
  met: ({ parts }, { rule }) => parts.add(`rule:${rule}`),
  earliest: () => {},
  newest: () => {},
  latest: () => {},
  after: () => {},
  before: () => {},
  'end-of': () => {},
  due: (reading, { rule }) => readRuleOf(reading, rule),
  share: (reading, { rule }) => readRuleOf(reading, rule),
  answered: (reading, { fact }) => readFact(reading, fact),
}

/** Reads every condition and every start that stands anywhere in a piece of the plan. */
function readAll(reading: Reading, piece: unknown): void {
  if (typeof piece !== 'object' || piece === null) return
  if (isTimed(reading.plan, piece)) reading.timed.add(piece)
  if ('kind' in piece && typeof piece.kind === 'string' && piece.kind in READ_BY_KIND) {
    const read = READ_BY_KIND[piece.kind as Kind] as (reading: Reading, node: Reads) => void
    read(reading, piece as Reads)
  }
  for (const inner of Object.values(piece)) readAll(reading, inner)
}

function readMoment(reading: Reading, id: string): void {
  reading.parts.add(`moment:${id}`)
  const moment = lookup(reading.plan).moments.get(id)
  if (moment !== undefined && isNew(reading, moment)) readAll(reading, moment.is)
}

/** A computed fact changes with what it is computed from. */
function readFact(reading: Reading, id: string): void {
  reading.parts.add(`fact:${id}`)
  const fact = lookup(reading.plan).facts.get(id)
  if (fact !== undefined && isNew(reading, fact)) readAll(reading, fact.is)
}

/** Whether a rule is done, and by when it is due, depends on whether it applies. */
function readRuleOf(reading: Reading, id: string): void {
  const rule = lookup(reading.plan).rules.get(id)
  if (rule !== undefined) readRule(reading, rule)
}

/** What has a value from the declaration on is never empty, and does not matter here. */
function partOfField(plan: Plan, field: string): Part {
  const from = lookup(plan).fields.get(field)?.from
  switch (from) {
    case 'severity':
    case 'type':
    case 'systems':
      return from
    case 'detected':
      return 'moment:detected'
    case undefined:
    case 'id':
    case 'reporter':
    case 'timeline':
      return `field:${field}`
  }
}

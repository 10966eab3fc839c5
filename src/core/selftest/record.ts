import type { IncidentEvent } from '#/core/incident/event.ts'
import { fold } from '#/core/incident/evolve.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { Answer, Plan } from '#/core/plan/plan.ts'
import { BUILT_IN_MOMENTS } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { momentWord, plain, submittedReport } from '#/core/selftest/word.ts'
import type { Rule } from '#/core/plan/plan.ts'
import { earliest, instant, latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What a name of a vector stands for: a moment, or the completion of an obligation. */
export type Meant = { readonly moment: string } | { readonly met: string }

/** The incident that a vector tells of: what is on record of it, and nothing else. */
export type Told = {
  readonly moments: ReadonlyMap<string, Instant>
  /** Obligation → when it was done. */
  readonly met: ReadonlyMap<string, Instant>
  readonly answers: ReadonlyMap<string, Answer>
  /** Classification → its level. */
  readonly levels: ReadonlyMap<string, string>
}

/**
 * What `name` means where these obligations are asked for: of what it may mean that from which one of them counts, else the
 * first. Undefined when nothing there is called so.
 */
export function meaningOf(plan: Plan, rules: readonly Rule[], name: string): Meant | undefined {
  const meanings = rules.flatMap(rule => {
    const meant = meaningFor(plan, rule, name)
    return meant === undefined ? [] : [{ meant, counts: countsFrom(plan, rule, meant) }]
  })
  return (meanings.find(({ counts }) => counts) ?? meanings[0])?.meant
}

function countsFrom(plan: Plan, rule: Rule, meant: Meant): boolean {
  const starts = startsOf(rule)
  return 'moment' in meant
    ? starts.flatMap(start => momentsIn(plan, start)).includes(meant.moment)
    : starts.flatMap(start => rulesIn(plan, start)).includes(meant.met)
}

function meaningFor(plan: Plan, rule: Rule, name: string): Meant | undefined {
  const word = momentWord(name)
  const { moments } = lookup(plan)
  if (moments.has(name)) return { moment: name }
  if (SUBMISSION.has(word)) return submission(plan, rule)
  const own = ownMoment(plan, rule, word)
  if (own !== undefined) return { moment: own }
  const report = submittedReport(name)
  const done = report === undefined ? undefined : reportMeant(plan, rule, report)
  if (done !== undefined) return { met: done }
  if (BUILT_IN.has(word)) return { moment: word }
  const named = reportMeant(plan, rule, name)
  return named === undefined ? undefined : { met: named }
}

/** Of the report before the one that is asked for. */
const SUBMISSION: ReadonlySet<string> = new Set(['submitted', 'submission', 'sent', 'filed'])

const BUILT_IN: ReadonlySet<string> = new Set(BUILT_IN_MOMENTS)

/** A moment of the regime whose id ends in the word; of several, one from which the obligation counts. */
function ownMoment(plan: Plan, rule: Rule, word: string): string | undefined {
  const ending = plan.moments.filter(({ id }) => id.endsWith(`-${word}`)).map(({ id }) => id)
  const counted = startsOf(rule).flatMap(start => momentsIn(plan, start))
  return ending.find(id => counted.includes(id)) ?? ending[0]
}

/** Obligations that answer to the name of a report; one from which the obligation counts before any other. */
function reportMeant(plan: Plan, rule: Rule, name: string): string | undefined {
  const word = plain(name)
  const named = plan.rules.filter(({ id, report = [] }) =>
    [id, ...report].some(known => plain(known) === word),
  )
  const counted = startsOf(rule).flatMap(start => rulesIn(plan, start))
  return (named.find(({ id }) => counted.includes(id)) ?? named[0])?.id
}

/** What was submitted where a clock counts from a submission. */
function submission(plan: Plan, rule: Rule): Meant | undefined {
  const [first] = startsOf(rule).flatMap(start => rulesIn(plan, start))
  return first === undefined ? undefined : { met: first }
}

function startsOf({ clock, every }: Rule): readonly Start[] {
  return [every?.from, clock?.from, ...(clock?.noLaterThan ?? [])].filter(
    start => start !== undefined,
  )
}

/** Obligations at whose completion a start lies, directly or by way of moments. */
function rulesIn(plan: Plan, start: Start): readonly string[] {
  if (start.kind === 'met') return [start.rule]
  if (start.kind === 'moment') {
    const derived = lookup(plan).moments.get(start.moment)?.is
    return derived === undefined ? [] : rulesIn(plan, derived)
  }
  if ('of' in start) return start.of.flatMap(part => rulesIn(plan, part))
  return 'start' in start ? rulesIn(plan, start.start) : []
}

/** Moments at which a start lies, directly or by way of others. */
function momentsIn(plan: Plan, start: Start): readonly string[] {
  if (start.kind === 'moment') {
    const derived = lookup(plan).moments.get(start.moment)?.is
    return [start.moment, ...(derived === undefined ? [] : momentsIn(plan, derived))]
  }
  if ('of' in start) return start.of.flatMap(part => momentsIn(plan, part))
  return 'start' in start ? momentsIn(plan, start.start) : []
}

const SOMEBODY = 'vector'
/** When a vector without any time is: in the month of the texts of the regimes. */
const UNTOLD = instant('2026-11-01T00:00:00Z')

/** The incident folded from events, as every incident is, with no moment on record that was not told. */
export function incidentOf(told: Told): { readonly incident: Incident; readonly now: Instant } {
  const times = [...told.moments.values(), ...told.met.values()]
  const now = latest(times) ?? UNTOLD
  const first = earliest(times) ?? now
  const stamp = { at: now, by: SOMEBODY }
  const events: IncidentEvent[] = [
    {
      type: 'declared',
      at: first,
      by: SOMEBODY,
      plan: { id: 'vector', version: '1', hash: '' },
      title: 'Date vector',
      source: SOMEBODY,
      reporter: SOMEBODY,
      detectedAt: first,
      systems: [],
      exercise: false,
    },
    ...[...told.moments].map(([moment, when]) => ({
      ...stamp,
      type: 'moment-marked' as const,
      moment,
      when,
    })),
    ...[...told.answers].map(([fact, answer]) => ({
      ...stamp,
      type: 'answered' as const,
      fact,
      answer,
    })),
    ...[...told.levels].map(([classification, level]) => ({
      ...stamp,
      type: 'assessed' as const,
      classification,
      level,
    })),
    ...[...told.met].map(([obligation, when]) => ({
      ...stamp,
      type: 'obligation-met' as const,
      obligation,
      when,
    })),
  ]
  const incident = fold('vector', events)
  // The fold of a declaration marks more than the vector tells of: when it was detected, say.
  return { incident: { ...incident, moments: told.moments }, now }
}

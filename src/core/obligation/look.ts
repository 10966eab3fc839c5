import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { addConcerned } from '#/core/obligation/concern.ts'
import { dependenceOf } from '#/core/obligation/reads.ts'
import { currentOf, isOwed, nextChange } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { turnsAt } from '#/core/obligation/turning.ts'
import type { TimedLeaf } from '#/core/obligation/turning.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/**
 * The promises of a plan as they stood when they were last looked through. Of each rule, by its place in the plan, what may
 * want something done; undefined of the many of which nothing is owed. All of it is undefined once it was forgotten.
 */
export type Look = {
  readonly at: Instant
  readonly owed: readonly (Owed | undefined)[] | undefined
  /** When time alone next changes one of them; undefined when it will not. */
  readonly until: Instant | undefined
}
type Owed = { readonly obligations: readonly Obligation[]; readonly until: Instant | undefined }

/** A look, and the places of the rules that were looked at for it. */
export type Looked = { readonly look: Look; readonly places: Set<number> }

/** Looks through the whole plan. */
export function lookAtAll(plan: Plan, incident: Incident, now: Instant): Looked {
  const places = new Set(dependenceOf(plan).readers.get('everything'))
  const none = Array.from(plan.rules, () => undefined)
  return { look: lookAt(plan, incident, now, none, places), places }
}

/**
 * Looks again after `events`, where all stood as `before`: only at the rules that one of them concerns, or that time has
 * changed meanwhile. The others stand as they stood.
 */
export function lookAgain(
  plan: Plan,
  incident: Incident,
  now: Instant,
  before: Look | undefined,
  events: readonly IncidentEvent[],
): Looked {
  // At the instant of a correction limits that were missed are computed anew, and after it they are not.
  const corrected = before !== undefined && incident.correctedAt === before.at && now > before.at
  if (before?.owed === undefined || corrected) return lookAtAll(plan, incident, now)
  const isEarly = before.until === undefined || now < before.until
  const places = new Set(dependenceOf(plan).readers.get('time'))
  addConcerned(places, plan, incident, events)
  if (!isEarly)
    before.owed.forEach((one, place) => {
      if (one?.until !== undefined && one.until <= now) places.add(place)
    })
  const stands = isEarly && events.length === 0 && places.size === 0
  return { look: stands ? before : lookAt(plan, incident, now, before.owed, places), places }
}

function lookAt(
  plan: Plan,
  incident: Incident,
  now: Instant,
  before: readonly (Owed | undefined)[],
  places: ReadonlySet<number>,
): Look {
  const { timed, timedBesides } = dependenceOf(plan)
  const owed = before.slice()
  const of = currentOf(plan, incident, now)
  for (const place of places) {
    const rule = plan.rules[place]
    if (rule === undefined) continue
    const obligations = of(rule)
    let until = nextTurn(timed[place] ?? [])
    for (const obligation of obligations) until = sooner(until, nextChange(obligation, now))
    owed[place] = owedOf(obligations, until)
  }
  let until = nextTurn(timedBesides)
  for (const one of owed) until = sooner(until, one?.until)
  return { at: now, owed, until }

  function nextTurn(leaves: readonly TimedLeaf[]): Instant | undefined {
    let next: Instant | undefined
    for (const leaf of leaves) next = sooner(next, turnsAt(plan, incident, leaf, now))
    return next
  }
}

/** What takes little room of a look: until when nothing comes due. */
export function forgotten({ at, until }: Look): Look {
  return { at, owed: undefined, until }
}

function owedOf(all: readonly Obligation[], until: Instant | undefined): Owed | undefined {
  const obligations = all.filter(mayWantSomething)
  return obligations.length === 0 && until === undefined ? undefined : { obligations, until }
}

function sooner(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one
}

/** It is owed, or it was and ends now, or begins later than it was to. */
function mayWantSomething(obligation: Obligation): boolean {
  const { standing, entry } = obligation
  const live = entry !== undefined && entry.voided === undefined
  return isOwed(obligation) || (live && (standing === 'void' || standing === 'armed'))
}

import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { addConcerned } from '#/core/obligation/concern.ts'
import { readersOf } from '#/core/obligation/reads.ts'
import { currentOf, isOwed, nextChange } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { nextTurn } from '#/core/obligation/turning.ts'
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

/** The rules that have to be looked at, by their places in the plan, where all stood as `before` when `events` came. */
export function placesToLookAt(
  plan: Plan,
  incident: Incident,
  now: Instant,
  before: Look | undefined,
  events: readonly IncidentEvent[],
): Set<number> {
  const readers = readersOf(plan)
  // At the instant of a correction limits that were missed are computed anew, and after it they are not.
  const corrected = before !== undefined && incident.correctedAt === before.at && now > before.at
  if (before?.owed === undefined || corrected) return new Set(readers.get('everything'))
  const places = new Set(readers.get('time'))
  addConcerned(places, plan, incident, events)
  if (before.until !== undefined && before.until <= now)
    before.owed.forEach((one, place) => {
      if (one?.until !== undefined && one.until <= now) places.add(place)
    })
  return places
}

/** Looks at some rules of the plan; the others stand as they stood before. */
export function lookAt(
  plan: Plan,
  incident: Incident,
  now: Instant,
  before: Look | undefined,
  places: ReadonlySet<number>,
): Look {
  // Nothing was recorded about any promise, and time has not come that far: it stands as it stood.
  const isEarly = before?.until === undefined || now < before.until
  if (before?.owed !== undefined && places.size === 0 && isEarly) return before
  const owed = before?.owed?.slice() ?? Array.from(plan.rules, () => undefined)
  const of = currentOf(plan, incident, now)
  for (const place of places) {
    const rule = plan.rules[place]
    if (rule !== undefined) owed[place] = owedOf(of(rule), now)
  }
  let until = nextTurn(plan, incident, now)
  for (const one of owed) until = sooner(until, one?.until)
  return { at: now, owed, until }
}

/** What takes little room of a look: until when nothing comes due. */
export function forgotten({ at, until }: Look): Look {
  return { at, owed: undefined, until }
}

function owedOf(all: readonly Obligation[], now: Instant): Owed | undefined {
  const obligations = all.filter(mayWantSomething)
  let until: Instant | undefined
  for (const obligation of all) until = sooner(until, nextChange(obligation, now))
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

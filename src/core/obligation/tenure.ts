import type { Holding, Incident, Shift } from '#/core/incident/incident.ts'
import { holdersOf, holds, keptApart } from '#/core/obligation/party.ts'
import { moved } from '#/core/obligation/span.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan, Role } from '#/core/plan/plan.ts'
import type { RefusalCode, RefusalDetail } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import { msBetween, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What stands against a person's taking a role. */
export type Bar = { readonly code: RefusalCode; readonly detail: RefusalDetail }

/**
 * What the plan forbids whoever asks for it: roles that exclude each other, more roles than one may hold, a full team.
 * `relieved`: who gives the role up for it.
 */
export function barTo(
  { plan }: Pick<Setting, 'plan'>,
  incident: Incident,
  person: string,
  role: Role,
  relieved?: string,
): Bar | undefined {
  const apart = keptApart(plan, role.id).find(other => holds(incident, person, other))
  if (apart !== undefined)
    return { code: 'roles-conflict', detail: { role: role.id, with: apart, person } }
  const held = plan.roles.filter(other => other.id !== role.id && holds(incident, person, other.id))
  if (plan.rolesEach !== undefined && held.length >= plan.rolesEach)
    return {
      code: 'roles-too-many',
      detail: { person, holds: held.map(other => other.id), most: plan.rolesEach },
    }
  return overSpan(plan, incident, [person, relieved], role)
}

/** Nobody leads more people than the plan lets them. */
function overSpan(
  plan: Plan,
  incident: Incident,
  moving: readonly (string | undefined)[],
  role: Role,
): Bar | undefined {
  const head = role.under === undefined ? undefined : lookup(plan).roles.get(role.under)
  if (head?.span === undefined) return undefined
  const led = plan.roles
    .filter(other => other.under === head.id)
    .flatMap(other => places(incident, other, role, moving))
  return led.length < head.span
    ? undefined
    : { code: 'span-exceeded', detail: { role: head.id, span: head.span } }
}

/** Who holds a role beside those who are about to take `taken` or to leave it. */
function places(
  incident: Incident,
  role: Role,
  taken: Role,
  moving: readonly (string | undefined)[],
): readonly Holding[] {
  const holders = holdersOf(incident, role.id)
  if (role.id !== taken.id) return holders
  return role.many === true ? holders.filter(({ person }) => !moving.includes(person)) : []
}

/** What a person lacks whom somebody may still give the role, with a reason on record. */
export type Lack = Bar & { readonly lacks: readonly string[] }

/** Trainings that are missing, or rest: what the plan wants of whoever takes a role. */
export function lackFor(
  { plan, directory }: Pick<Setting, 'plan' | 'directory'>,
  incident: Incident,
  person: string,
  role: Role,
  now: Instant,
): Lack | undefined {
  const trained = directory.people.get(person)?.trained ?? []
  const missing = (role.needs ?? []).filter(training => !trained.includes(training))
  if (missing.length > 0)
    return {
      code: 'training-missing',
      detail: { role: role.id, person, needs: missing },
      lacks: missing,
    }
  const until = restsUntil(plan, incident, person, role)
  if (until === undefined || now >= until) return undefined
  return { code: 'rest-needed', detail: { role: role.id, person, until }, lacks: ['rest'] }
}

/** Until when whoever has held a role as long as one may has to rest; undefined of anyone else. */
function restsUntil(
  plan: Plan,
  incident: Incident,
  person: string,
  { id, most, rest }: Role,
): Instant | undefined {
  if (rest === undefined) return undefined
  const shifts = (incident.shifts.get(id) ?? []).filter(shift => shift.person === person)
  const last = shifts.at(-1)
  if (last === undefined) return undefined
  const until = moved(plan, last.to, rest)
  if (most === undefined) return until
  const long = msBetween(last.from, moved(plan, last.from, most))
  const worked = withoutRest(shifts, shift => moved(plan, shift.to, rest))
  return worked.reduce((sum, { from, to }) => sum + toMs(to) - toMs(from), 0) >= long
    ? until
    : undefined
}

/** The last shifts between which there was no whole rest: they tire like one. */
function withoutRest(
  shifts: readonly Shift[],
  restedAt: (shift: Shift) => Instant,
): readonly Shift[] {
  const first = shifts.findLastIndex((shift, index) => {
    const before = shifts[index - 1]
    return before === undefined || restedAt(before) <= shift.from
  })
  return shifts.slice(Math.max(first, 0))
}

/** Whether a person may take a role when asked to, by whatever the plan says; other parties than roles anyone may stand for. */
export function mayHold(
  setting: Pick<Setting, 'plan' | 'directory'>,
  incident: Incident,
  person: string,
  party: string,
  now: Instant,
): boolean {
  const role = lookup(setting.plan).roles.get(party)
  if (role === undefined) return true
  return (
    barTo(setting, incident, person, role) === undefined &&
    lackFor(setting, incident, person, role, now) === undefined
  )
}

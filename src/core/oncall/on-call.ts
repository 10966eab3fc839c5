// Who is on call. One answer for every screen, page and export.
import { assert } from '#/core/assert.ts'
import { nextChange, onDuty } from '#/core/oncall/layer.ts'
import type { OnCall, Override, Roster, Shift } from '#/core/oncall/rota.ts'
import { fromMs, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Who is on call at an instant: by an override, or else in the last layer that has somebody on duty. Undefined: nobody is. */
export function who({ rota, overrides }: Roster, at: Instant): OnCall | undefined {
  const override = overrides.findLast(({ from, to }) => from <= at && at < to)
  if (override !== undefined)
    return { person: override.person, layer: undefined, override: override.id }
  for (const layer of rota.layers.toReversed()) {
    const person = onDuty(layer, rota.zone, toMs(at))
    if (person !== undefined) return { person, layer: layer.title, override: undefined }
  }
  return undefined
}

/** The first instant after `at` at which `who` may answer otherwise; undefined when it never does again. */
export function nextHandOver({ rota, overrides }: Roster, at: Instant): Instant | undefined {
  const ms = toMs(at)
  const changes = [
    ...rota.layers.map(layer => nextChange(layer, rota.zone, ms)),
    ...overrides.flatMap(({ from, to }) => [toMs(from), toMs(to)]),
  ].filter(change => change !== undefined && change > ms) as number[]
  return changes.length === 0 ? undefined : fromMs(Math.min(...changes))
}

/** More than a year of hourly turns; what is asked for beyond is a mistake of ours. */
const SHIFTS_MAX = 20_000

/**
 * Who is on call from one instant to another, in order, with what of it nobody is (`person` undefined). What belongs to one turn is
 * one shift, though somebody's turn may follow on their own.
 */
export function stretches(roster: Roster, from: Instant, to: Instant): readonly (Shift | Gap)[] {
  const found: (Shift | Gap)[] = []
  for (let at = from, steps = 0; at < to; steps++) {
    assert(
      steps < SHIFTS_MAX,
      `a stretch of rota ${roster.rota.id} has fewer than ${SHIFTS_MAX} changes`,
    )
    const next = nextHandOver(roster, at)
    const until = next === undefined || next > to ? to : next
    add(found, { ...(who(roster, at) ?? NOBODY), from: at, to: until })
    at = until
  }
  return found
}

/** A time in which nobody is on call. */
export type Gap = {
  readonly person: undefined
  readonly layer: undefined
  readonly override: undefined
  readonly from: Instant
  readonly to: Instant
}
const NOBODY = { person: undefined, layer: undefined, override: undefined } as const

function add(found: (Shift | Gap)[], next: Shift | Gap): void {
  const last = found.at(-1)
  const goesOn =
    last !== undefined &&
    last.person === next.person &&
    last.layer === next.layer &&
    last.override === next.override
  if (goesOn) found[found.length - 1] = { ...last, to: next.to }
  else found.push(next)
}

export function isShift(stretch: Shift | Gap): stretch is Shift {
  return stretch.person !== undefined
}

/** The shift after the one at `at`; undefined when nobody else ever has one, or not for long. */
export function nextShift(roster: Roster, at: Instant): Shift | undefined {
  const ahead = stretches(roster, at, plusMs(at, NEXT_SHIFT_MS))
  const now = who(roster, at)
  return ahead.find(
    (stretch): stretch is Shift => isShift(stretch) && (stretch.from > at || now === undefined),
  )
}

const NEXT_SHIFT_MS = 60 * 86_400_000

/** Overrides of one rota. */
export function overridesOf(rota: string, overrides: readonly Override[]): readonly Override[] {
  return overrides.filter(override => override.rota === rota)
}

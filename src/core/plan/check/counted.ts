import type { Plan } from '#/core/plan/plan.ts'

/** The calendars in which something is counted: those that are named, and the first for working spans that name none. */
export function calendarsUsed(plan: Plan): ReadonlySet<string> {
  const used = new Set<string>()
  const first = plan.calendars[0]?.id
  const go = (piece: unknown) => {
    if (typeof piece !== 'object' || piece === null) return
    if ('calendar' in piece && typeof piece.calendar === 'string') used.add(piece.calendar)
    else if (first !== undefined && countsWork(piece)) used.add(first)
    Object.values(piece).forEach(go)
  }
  const { calendars: _calendars, ...rest } = plan
  go(rest)
  return used
}

/** A working span, or a limit that is moved off days off; `calendar` beside it would name another. */
function countsWork(piece: object): boolean {
  const isSpan = 'unit' in piece && String(piece.unit).startsWith('working-')
  return isSpan || ('roll' in piece && typeof piece.roll === 'object')
}

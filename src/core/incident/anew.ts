import type { Entry } from '#/core/incident/incident.ts'

/** Whether what a ledger says of a clock is counted anew under another version: not of what was met, ended or missed. */
export function isCountedAnew({ metAt, waived, voided, missedFor }: Entry): boolean {
  return (metAt ?? waived ?? voided ?? missedFor) === undefined
}

/** An entry without what its limit was counted from; the limit itself stays, so that the log can say what it was. */
export function uncounted(entry: Entry): Entry {
  const {
    from: _from,
    case: _case,
    bounds: _bounds,
    rolled: _rolled,
    caseAt: _caseAt,
    wasDue: _wasDue,
    ...rest
  } = entry
  return rest
}

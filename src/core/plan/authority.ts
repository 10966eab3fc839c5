import type { Condition, Element } from '#/core/plan/plan.ts'
import type { Span } from '#/core/time.ts'

/** Whose word something needs before it is done. */
export type Approval = {
  readonly when: Condition
  /** Roles, positions or groups. */
  readonly by: readonly string[]
  /** So many different people of them. Absent: every one of these parties, whoever stands for it. */
  readonly least?: number
  /** After so long an approval counts no more. Absent: it stays. */
  readonly lasts?: Span
  /** Whoever was asked and has not objected for so long has consented. */
  readonly silence?: Span
  /** Role that may act without, on record and with a reason. */
  readonly breakGlass?: string
  /** Within which whoever did so reports it. */
  readonly reportWithin?: Span
}

/** Something that may be decided in any incident, and by whom: one row of an authority table. */
export type Decision = Element & {
  /** It may be taken only while this holds. */
  readonly when: Condition
  /** The first whose condition holds counts. */
  readonly approvals: readonly Approval[]
  /** It cannot be undone: whoever takes it says why. */
  readonly irreversible: boolean
}

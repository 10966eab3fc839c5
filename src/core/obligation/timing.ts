import type { Limit, Roll, Start } from '#/core/plan/clock.ts'
import type { Rule } from '#/core/plan/plan.ts'
import type { Span } from '#/core/time.ts'

/** What a rule says about time, whether it is owed once or again and again. */
export type Timing = {
  readonly rule: Rule
  readonly from: Start
  readonly cases: readonly Limit[]
  readonly recurs: boolean
  /** Its limit hangs on its start alone. */
  readonly plain: boolean
  readonly calendar: string | undefined
  readonly notBefore: Span | undefined
  readonly caps: readonly Start[]
  /** Changes after which it is due again, and how soon. */
  readonly changes: readonly Start[]
  readonly soon: Span | undefined
  readonly roll: Roll | undefined
}

/** Undefined of a rule without a clock. Built once for a rule. */
export function timingOf(rule: Rule): Timing | undefined {
  if (rule.clock === undefined && rule.every === undefined) return undefined
  const known = built.get(rule)
  if (known !== undefined) return known
  const timing = build(rule)
  built.set(rule, timing)
  return timing
}

const built = new WeakMap<Rule, Timing>()

function build(rule: Rule): Timing {
  const { clock, every } = rule
  return {
    rule,
    from: every?.from ?? clock?.from ?? { kind: 'applies' },
    cases: every?.cases ?? clock?.cases ?? [],
    recurs: every !== undefined,
    plain: isPlain(rule),
    calendar: every?.calendar ?? clock?.calendar,
    notBefore: clock?.notBefore,
    caps: clock?.noLaterThan ?? [],
    changes: every?.alsoOn ?? [],
    soon: every?.within,
    roll: clock?.roll,
  }
}

function isPlain({ clock, every }: Rule): boolean {
  const cases = (every ?? clock)?.cases ?? []
  const [only] = cases
  return (
    cases.length === 1 &&
    only?.when === undefined &&
    clock?.notBefore === undefined &&
    (clock?.noLaterThan ?? []).length === 0 &&
    (every?.alsoOn ?? []).length === 0 &&
    clock?.roll?.when === undefined
  )
}

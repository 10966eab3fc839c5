// Rules of repetition, held to an end: some never come to an instance at all (the 30th of February, every 7 days on another day
// of the week), and the library would look for one for ever.
import ICAL from 'ical.js'

export type Bounds = {
  /** Instances after this year are not looked for. */
  readonly year: number
  /** Counted down by what a step costs, over all rules of a file. */
  readonly budget: { steps: number }
}

/** Looked for so far, and there is no next one. `often`: there were more than can be gone through. */
export class NoNext extends Error {
  override readonly name = 'NoNext'
  readonly often: boolean

  constructor(often: boolean) {
    super(often ? 'it repeats more often than can be gone through' : 'it repeats too far ahead')
    this.often = often
  }
}

/** Of what repeats so rarely nobody has a turn. The library goes through each day of it. */
const INTERVAL_MAX = 1_000
/** A month or a year is laid out whole for each of its steps. */
const COST_OF_LAYOUT = 20

/** Whether a rule goes on beyond the bounds, as far as it was gone through. */
export type Bound = { goesOn: boolean }

/** From now on the rules of this event end at the bounds. One that begins beyond them, or is beyond the budget, throws `NoNext`. */
export function bindRules(component: ICAL.Component, bounds: Bounds): Bound {
  const bound: Bound = { goesOn: false }
  for (const property of component.getAllProperties('rrule')) {
    const rule: unknown = property.getFirstValue()
    if (!(rule instanceof ICAL.Recur)) continue
    if (rule.interval > INTERVAL_MAX) throw new NoNext(false)
    rule.iterator = dtstart => iteratorWithin(bounds, bound, rule, dtstart)
  }
  return bound
}

function iteratorWithin(
  { year, budget }: Bounds,
  bound: Bound,
  rule: ICAL.Recur,
  dtstart: ICAL.Time,
): ICAL.RecurIterator {
  const cost = rule.freq === 'MONTHLY' || rule.freq === 'YEARLY' ? COST_OF_LAYOUT : 1
  const step = (at: number) => {
    if (at > year) throw new NoNext(false)
    budget.steps -= cost
    if (budget.steps < 0) throw new NoNext(true)
  }
  // The last two are asked in each turn of the library's own loops, the last also before the first instance.
  class Within extends ICAL.RecurIterator {
    override next(again?: boolean): ICAL.Time {
      try {
        return super.next(again)
      } catch (error) {
        if (!(error instanceof NoNext) || error.often) throw error
        bound.goesOn = true
        this.completed = true
        // As the library says that there is none, whatever its types say.
        return null as unknown as ICAL.Time
      }
    }

    override check_contracting_rules(): boolean {
      step(this.last.year)
      return super.check_contracting_rules()
    }

    override expand_year_days(at: number): number {
      step(at)
      return super.expand_year_days(at)
    }
  }
  return new Within({ rule, dtstart })
}

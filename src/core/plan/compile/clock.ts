import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import type { ActName } from '#/core/plan/act.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { ALWAYS, compileCondition } from '#/core/plan/compile/condition.ts'
import {
  compileOptionalSpan,
  many,
  needCalendar,
  present,
  referOptional,
  report,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import { compileLimits } from '#/core/plan/compile/limit.ts'
import { APPLIES, compileStart } from '#/core/plan/compile/start.ts'
import type { Cadence, Clock, Limit, Roll, Start } from '#/core/plan/clock.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { ObligationSource } from '#/core/plan/source/obligation.ts'
import type { StartSource } from '#/core/plan/source/start.ts'

/** Keys of an obligation that say by when it is owed; `calendar` alone says nothing. */
const CLOCK_KEYS = [
  'from',
  'within',
  'aim',
  'warn',
  'unmeasured',
  'not-before',
  'no-later-than',
  'roll',
] as const satisfies readonly (keyof ObligationSource)[]

/** By when one promise is owed. Undefined when it says nothing about time. */
export function compileClock(
  context: ConditionContext,
  path: Path,
  source: ObligationSource,
): Clock | undefined {
  checkClock(context, path, source)
  if (CLOCK_KEYS.every(key => source[key] === undefined)) return undefined
  const { from, warn, roll, calendar } = source
  return present({
    from: from === undefined ? APPLIES : compileStart(context, [...path, 'from'], from),
    cases: compileCases(context, path, source),
    warn: compileOptionalSpan(context, [...path, 'warn'], warn),
    calendar:
      referOptional(context, [...path, 'calendar'], ['calendar'], calendar) ?? context.calendar,
    notBefore: compileOptionalSpan(context, [...path, 'not-before'], source['not-before']),
    noLaterThan: compileStarts(context, [...path, 'no-later-than'], source['no-later-than']),
    roll: roll === undefined ? undefined : compileRoll(context, [...path, 'roll'], roll),
  })
}

/** What counts back from a limit, or moves it, needs one. */
function checkClock(context: ConditionContext, path: Path, source: ObligationSource): void {
  const { within, every, calendar } = source
  const timed = [within, every, source['no-later-than']].some(part => part !== undefined)
  for (const [key, does] of [
    ['warn', 'counts back from'],
    ['roll', 'moves'],
  ] as const)
    if (source[key] !== undefined && !timed)
      report(
        context,
        [...path, key],
        'contradiction',
        `\`${key}\` ${does} a limit, and there is none.`,
        `Add \`within\`, or leave \`${key}\` out.`,
      )
  if (calendar !== undefined && !timed && source['not-before'] === undefined)
    report(
      context,
      [...path, 'calendar'],
      'contradiction',
      'Nothing is counted in the calendar.',
      'Add `within`, or leave `calendar` out.',
    )
  if (source['also-on'] !== undefined && every === undefined)
    reportMissing(
      context,
      path,
      'key-missing',
      '`also-on` makes something due again, and this is owed once.',
      'Add `every`.',
    )
}

/** `aim` and `unmeasured` of the obligation itself count in each of its cases that says nothing of its own. */
function compileCases(
  context: ConditionContext,
  path: Path,
  { within, aim, unmeasured, every }: ObligationSource,
): readonly Limit[] {
  const outer = present({
    aim: compileOptionalSpan(context, [...path, 'aim'], aim),
    unmeasured,
  })
  // Of what recurs, `within` counts from a change, and is said with the cadence.
  const cases =
    within === undefined || every !== undefined
      ? [{}]
      : compileLimits(context, [...path, 'within'], within)
  return cases.map(it => ({ ...outer, ...it }))
}

/** How often it is owed. */
export function compileCadence(
  context: ConditionContext,
  path: Path,
  source: ObligationSource,
): Cadence | undefined {
  const { every, from, within, calendar } = source
  if (every === undefined) return undefined
  checkRecurs(context, path, source)
  if (within !== undefined && (source['also-on'] === undefined || typeof within !== 'string'))
    report(
      context,
      [...path, 'within'],
      'contradiction',
      'Of what recurs, `within` is the time after a change named in `also-on`.',
      'Write one span beside `also-on`, or say in `every` how often it is due.',
    )
  return present({
    // What is wrong with these was said of the clock.
    from:
      from === undefined
        ? APPLIES
        : compileStart({ ...context, mistakes: [] }, [...path, 'from'], from),
    cases: compileLimits(context, [...path, 'every'], every),
    alsoOn: compileStarts(context, [...path, 'also-on'], source['also-on']),
    within:
      typeof within === 'string'
        ? compileOptionalSpan(context, [...path, 'within'], within)
        : undefined,
    calendar: calendar ?? context.calendar,
  })
}

/** Acts that are over in the instant in which they are owed, or for good once they are done. */
const ONCE: ReadonlySet<ActName> = new Set<ActName>([...AUTOMATIC_ACTS, 'ask', 'notes', 'feedback'])

/** What would be done again in the very instant in which it was done, without end. */
function checkRecurs(context: ConditionContext, path: Path, source: ObligationSource): void {
  const contradiction = (key: string, message: string, mend: string) =>
    report(context, [...path, key], 'contradiction', message, mend)
  if (source.met !== undefined)
    contradiction(
      'met',
      'What recurs cannot be met from the record: it would be met again at once, without end.',
      'Leave `met` out, and say in `until` when it ends.',
    )
  if (ONCE.has(source.do))
    contradiction(
      'every',
      `\`do: ${source.do}\` is over at once, or for good, and cannot recur.`,
      'Write one obligation for each time, such as with {passed: {after: declared, by: 1h}}, or `do: update`.',
    )
  if (source.each !== undefined)
    contradiction(
      'each',
      'What recurs is owed once at a time, and not once for each.',
      'Leave out `each` or `every`.',
    )
}

function compileStarts(
  context: ConditionContext,
  path: Path,
  source: StartSource | readonly StartSource[] | undefined,
): readonly Start[] {
  if (source === undefined) return []
  if (!isList(source)) return [compileStart(context, path, source)]
  return many<StartSource>(source).map((start, index) =>
    compileStart(context, [...path, index], start),
  )
}

function isList(source: StartSource | readonly StartSource[]): source is readonly StartSource[] {
  return Array.isArray(source)
}

function compileRoll(
  context: ConditionContext,
  path: Path,
  { to, at, when, 'only-shown': onlyShown }: NonNullable<ObligationSource['roll']>,
): Roll {
  needCalendar(context, path, '`roll`')
  const condition = when === undefined ? ALWAYS : compileCondition(context, [...path, 'when'], when)
  return present({ to, at, when: condition.kind === 'always' ? undefined : condition, onlyShown })
}

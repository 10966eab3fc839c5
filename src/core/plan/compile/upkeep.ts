import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { ALWAYS, compileCondition } from '#/core/plan/compile/condition.ts'
import {
  compileElement,
  compileOptionalSpan,
  compileSpan,
  ordered,
  present,
  refer,
  referOptional,
  report,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import { compileParty } from '#/core/plan/compile/people.ts'
import { compileInstant } from '#/core/plan/compile/start.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Occasion, ProgramEntry, Quota, Retention } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import type { ProgramEntrySource } from '#/core/plan/source/upkeep.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** What recurs outside incidents. */
export function compileProgram(
  context: ConditionContext,
  source: PlanSource,
): readonly ProgramEntry[] {
  return ordered(context, ['program'], source.program).map(({ id, entry }) => {
    const path = ['program', id]
    const { every, after, quota, topics = [], by, calendar } = entry
    if (every === undefined && after === undefined && quota === undefined)
      reportMissing(
        context,
        path,
        'key-missing',
        'It does not say when it recurs.',
        'Add `every: 1q`, `after: each-incident`, `quota: {least: 2, per: 1y}`, or several of them.',
      )
    return present({
      ...compileElement(context, path, id, entry),
      act: entry.do,
      every: compileRhythm(context, [...path, 'every'], every),
      after: after === undefined ? undefined : compileOccasion(context, [...path, 'after'], after),
      quota:
        quota === undefined ? undefined : compileQuota(context, [...path, 'quota'], quota, topics),
      topics,
      by: by === undefined ? undefined : compileParty(context, [...path, 'by'], by),
      calendar: referOptional(context, [...path, 'calendar'], ['calendar'], calendar),
    })
  })
}

/** What is done by days recurs after a day at the earliest. */
function compileRhythm(context: ConditionContext, path: Path, every: string | undefined) {
  const span = compileOptionalSpan(context, path, every)
  const isShort = span !== undefined && ('ms' in span || span.count === 0)
  if (isShort)
    report(
      context,
      path,
      'contradiction',
      `The program is kept by days, and ${quote(span.text)} is not counted in them.`,
      'Write days, weeks, months or more, such as 1w or 1q.',
    )
  return span
}

const CLOSED = 'closed'

function compileOccasion(
  context: ConditionContext,
  path: Path,
  source: NonNullable<ProgramEntrySource['after']>,
): Occasion {
  if (source === 'each-incident') return { kind: 'incident', when: ALWAYS, from: CLOSED }
  const { when, from, occasion } = source
  const within = compileOptionalSpan(context, [...path, 'within'], source.within)
  if (occasion === undefined)
    return present({
      kind: 'incident' as const,
      when: when === undefined ? ALWAYS : compileCondition(context, [...path, 'when'], when),
      from: from === undefined ? CLOSED : refer(context, [...path, 'from'], ['moment'], from),
      within,
    })
  if (when !== undefined || from !== undefined)
    report(
      context,
      path,
      'contradiction',
      '`occasion` is something other than an incident, and `when` and `from` speak of one.',
      'Leave them out, or make two entries of it.',
    )
  return present({ kind: 'occasion' as const, text: occasion, within })
}

function compileQuota(
  context: ConditionContext,
  path: Path,
  { least, per, of = [] }: NonNullable<ProgramEntrySource['quota']>,
  topics: readonly string[],
): Quota {
  const span = compileSpan(context, [...path, 'per'], per)
  if (span.unit !== 'months')
    report(
      context,
      [...path, 'per'],
      'contradiction',
      `A quota is counted in calendar periods, and ${quote(per)} is none.`,
      'Write months, quarters or years: 1mo, 1q, 1y, 2y.',
    )
  of.forEach((topic, index) => {
    if (topics.includes(topic)) return
    const near = nearest(topic, topics)
    report(
      context,
      [...path, 'of', index],
      'name-unknown',
      `${quote(topic)} is not among the topics.`,
      near === undefined ? 'Add it under `topics`.' : `Write ${quote(near)}.`,
    )
  })
  if (of.length > 0 && least > of.length)
    report(
      context,
      [...path, 'least'],
      'contradiction',
      `At least ${least} of ${of.length} topics can never be covered.`,
      `Write a number up to ${of.length}, or add topics.`,
    )
  return { least, per: span, of }
}

const FROM_CLOSED = { kind: 'moment', moment: CLOSED } as const

/** How long records are kept, by kind. */
export function compileRetention(
  context: ConditionContext,
  source: PlanSource,
): readonly Retention[] {
  return ordered(context, ['retention'], source.retention).map(({ id, entry }) => {
    const path = ['retention', id]
    const { kind, keep, from, hold } = entry
    return present({
      ...compileElement(context, path, id, entry),
      kind,
      keep: compileOptionalSpan(context, [...path, 'keep'], keep),
      from: from === undefined ? FROM_CLOSED : compileInstant(context, [...path, 'from'], from),
      hold: hold === undefined ? undefined : compileCondition(context, [...path, 'hold'], hold),
    })
  })
}

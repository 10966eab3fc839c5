import {
  compileElement,
  compileFlag,
  compileSpan,
  many,
  ordered,
  present,
  refer,
  referMany,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import { compileGates } from '#/core/plan/compile/authority.ts'
import { compileCondition } from '#/core/plan/compile/condition.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { checkPlaceholders } from '#/core/plan/compile/placeholders.ts'
import { compileProgram, compileRetention } from '#/core/plan/compile/upkeep.ts'
import type { Field, Measure, Stage, Statement, Template } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'

/** What frames the response: stages and gates, what is written and kept, what is measured, what recurs. */
export function compileFrame(context: ConditionContext, source: PlanSource) {
  const fields = compileFields(context, source)
  return {
    templates: compileTemplates(context, source),
    stages: compileStages(context, source),
    gates: compileGates(context, source, fields),
    fields,
    measures: compileMeasures(context, source),
    program: compileProgram(context, source),
    retention: compileRetention(context, source),
    statements: [...documentStatements(context, source), ...compileStatements(context, source)],
  }
}

type PartKeys = Exclude<
  NonNullable<NonNullable<PlanSource['templates']>[string]['parts']>[string],
  string
>

function compileTemplates(context: ConditionContext, source: PlanSource): readonly Template[] {
  return ordered(context, ['templates'], source.templates).map(({ id, entry }) => {
    const path = ['templates', id]
    const element = compileElement(context, path, id, entry)
    const { subject = element.title, body = '' } = entry
    checkPlaceholders(context, [...path, 'subject'], subject)
    checkPlaceholders(context, [...path, 'body'], body)
    const parts = ordered(context, [...path, 'parts'], entry.parts).map(part => {
      const here = [...path, 'parts', part.id]
      const { title, draft, when, optional }: PartKeys =
        typeof part.entry === 'string' ? { title: part.entry } : part.entry
      checkPlaceholders(context, [...here, 'draft'], draft ?? '')
      return present({
        id: part.id,
        title,
        draft,
        when: when === undefined ? undefined : compileCondition(context, [...here, 'when'], when),
        optional: compileFlag(optional) ? (true as const) : undefined,
      })
    })
    return { ...element, subject, body, parts }
  })
}

function compileStages(context: ConditionContext, source: PlanSource): readonly Stage[] {
  return ordered(context, ['stages'], source.stages).map(({ id, entry }, index) => {
    const path = ['stages', id]
    return present({
      ...compileElement(context, path, id, entry),
      goal: entry.goal ?? '',
      priority: index + 1,
      begins:
        entry.begins === undefined
          ? undefined
          : compileCondition(context, [...path, 'begins'], entry.begins),
    })
  })
}

function compileFields(context: Context, source: PlanSource): readonly Field[] {
  return ordered(context, ['record'], source.record).map(({ id, entry }) =>
    present({
      ...compileElement(context, ['record', id], id, entry),
      from: entry.from,
      required: compileFlag(entry.required),
    }),
  )
}

function compileMeasures(context: Context, source: PlanSource): readonly Measure[] {
  return ordered(context, ['measures'], source.measures).map(({ id, entry }) => {
    const path = ['measures', id]
    const { from, to, target } = entry
    if ((from === undefined) !== (to === undefined))
      reportMissing(
        context,
        path,
        'key-missing',
        'A time is measured from one moment to another, and one is missing.',
        'Write both `from` and `to`, or neither to count incidents.',
      )
    const moment = (key: 'from' | 'to') =>
      entry[key] === undefined ? undefined : refer(context, [...path, key], ['moment'], entry[key])
    return present({
      ...compileElement(context, path, id, entry),
      from: moment('from'),
      to: moment('to'),
      target:
        target === undefined
          ? undefined
          : {
              within: compileSpan(context, [...path, 'target', 'within'], target.within),
              severities: referMany(
                context,
                [...path, 'target', 'severity'],
                ['severity'],
                target.severity,
              ),
            },
      by: many(entry.by),
    })
  })
}

/** Ids of statements that tell about the source document begin so. */
export const DOCUMENT_PREFIX = 'document-'

function documentStatements(context: Context, source: PlanSource): readonly Statement[] {
  return ordered(context, ['document'], source.document).map(({ id, entry }) => ({
    ...compileElement(context, ['document', id], id, {}),
    id: `${DOCUMENT_PREFIX}${id}`,
    text: entry,
  }))
}

function compileStatements(context: Context, source: PlanSource): readonly Statement[] {
  return ordered(context, ['statements'], source.statements).map(({ id, entry }) => ({
    ...compileElement(context, ['statements', id], id, entry),
    text: entry.text,
  }))
}

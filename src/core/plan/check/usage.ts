import type { Finding } from '#/core/plan/check/finding.ts'
import { elementsOf } from '#/core/plan/check/coverage.ts'
import { usedIn } from '#/core/plan/check/used.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Element, Plan } from '#/core/plan/plan.ts'

/** What nothing refers to, gates that hold nothing back, labels that two levels claim, and blanks left open. */
export function checkUsage(plan: Plan): readonly Finding[] {
  return [
    ...unused(plan),
    ...emptyGates(plan),
    ...labelsTwice(plan),
    ...labelsMissing(plan),
    ...blanks(plan),
    ...openQuestions(plan),
  ]
}

function unused(plan: Plan): readonly Finding[] {
  const used = usedIn(plan)
  // Whoever is on call is asked without being named: by rotas, and by whoever opens an incident.
  const named = (names: ReadonlySet<string>) => (element: Element) =>
    names.has(element.id) || element.id === 'on-call' || element.marks.recordedOnly !== undefined
  const find = (
    noun: string,
    elements: readonly Element[],
    isUsed: (element: Element) => boolean,
    means: string,
  ): readonly Finding[] =>
    elements
      .filter(element => !isUsed(element) && element.regime === undefined)
      .map(({ id, line }) => ({
        severity: 'warning',
        code: 'unused',
        line,
        message: `Nothing uses the ${noun} \`${id}\`: ${means}.`,
        mend: 'Use it, take it out, or mark it `recorded-only` with the reason.',
      }))
  const required = new Set(
    plan.fields.filter(field => field.required || field.from !== undefined).map(field => field.id),
  )
  return [
    ...find('role', plan.roles, named(used.parties), 'nobody is asked for anything'),
    ...find('position', plan.positions, named(used.parties), 'its holder is asked for nothing'),
    ...find('group', plan.groups, named(used.parties), 'it is told nothing'),
    ...find('audience', plan.audiences, named(used.parties), 'it is told nothing'),
    ...find('template', plan.templates, named(used.templates), 'it is never sent'),
    ...find(
      'classification',
      plan.classifications,
      named(used.classifications),
      'its level changes nothing',
    ),
    ...find('fact', plan.facts, named(used.facts), 'its answer changes nothing'),
    ...find('moment', plan.moments, named(used.moments), 'nothing counts from it'),
    ...find('calendar', plan.calendars, named(used.calendars), 'nothing is counted in it'),
    ...find('stage', plan.stages, named(used.stages), 'it has no obligation'),
    ...find(
      'field',
      plan.fields,
      named(new Set([...used.fields, ...required])),
      'no gate waits for it',
    ),
  ]
}

function emptyGates(plan: Plan): readonly Finding[] {
  return plan.gates
    .filter(gate => gate.needs.length === 0 && gate.fields.length === 0 && gate.until === undefined)
    .map(({ id, line }) => ({
      severity: 'error',
      code: 'gate-empty',
      line,
      message: `The gate \`${id}\` needs nothing, so it holds nothing back.`,
      mend: 'Add `needs:` with obligations, `fields:`, or `until:` with what must hold; `until: never` for as long as the gate is there.',
    }))
}

function labelsTwice(plan: Plan): readonly Finding[] {
  const first = new Map<string, string>()
  return plan.severities.flatMap(({ id, labels, line }) =>
    labels.flatMap((label): readonly Finding[] => {
      const other = first.get(label)
      if (other === undefined) first.set(label, id)
      if (other === undefined || other === id) return []
      return [
        {
          severity: 'error',
          code: 'label-twice',
          line,
          message: `The label ${quote(label)} means both ${other} and ${id}.`,
          mend: 'Keep it in one of them.',
        },
      ]
    }),
  )
}

/** Where machines have words for some levels, an alert can never stand for the others. */
function labelsMissing({ severities }: Plan): readonly Finding[] {
  if (severities.every(({ labels }) => labels.length === 0)) return []
  return severities
    .filter(({ labels }) => labels.length === 0)
    .map(({ id, line }) => ({
      severity: 'warning',
      code: 'label-missing',
      line,
      message: `No alert of a machine stands for ${id}, as alerts do for other levels: it has no labels.`,
      mend: 'Add `labels:` with the words that machines use for it.',
    }))
}

/** What the source document leaves open, for its owner to settle. */
function openQuestions(plan: Plan): readonly Finding[] {
  return elementsOf(plan).flatMap(({ kind, element: { id, line, marks } }) =>
    [
      { open: marks.unknown, what: 'leaves something open' },
      { open: marks.conflict, what: 'contradicts itself' },
    ].flatMap(({ open, what }): readonly Finding[] =>
      open === undefined
        ? []
        : [
            {
              severity: 'note',
              code: 'open-question',
              line,
              message: `The document ${what} at the ${kind} \`${id}\`: ${quote(open)}.`,
              mend: 'Settle it with the owner of the document.',
            },
          ],
    ),
  )
}

/** A blank of a form that was never filled in: `[Date]`, `TBD`, `xxx`. */
const BLANK = /^\s*(\[[^\]]*\]|<[^>]*>|tbd|tba|todo|\?+|x{3,}|_{3,}|\.{3,})\s*$/i

function blanks(plan: Plan): readonly Finding[] {
  const titled = [
    ...plan.positions,
    ...plan.groups,
    ...plan.roles,
    ...plan.rules,
    ...plan.fields,
  ].map(({ title, line }) => ({ text: title, line }))
  const stated = plan.statements.map(({ text, line }) => ({ text, line }))
  return [...titled, ...stated]
    .filter(({ text }) => BLANK.test(text))
    .map(({ text, line }) => ({
      severity: 'warning',
      code: 'blank-left',
      line,
      message: `${quote(text)} was never filled in.`,
      mend: 'Fill it in, or say what is open with `unknown:`.',
    }))
}

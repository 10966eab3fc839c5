import type { Finding } from '#/core/plan/check/finding.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Element, Plan } from '#/core/plan/plan.ts'

/** A clause of the source document, and the elements of the plan that carry it out. */
export type Coverage = {
  readonly clause: string
  readonly text: string
  readonly carriedBy: readonly Carrier[]
  /** The work that will carry it. */
  readonly later?: string
}
type Carrier = { readonly kind: ElementKind; readonly id: string }

/** The kinds of element that can cite a clause, in the order of the plan. */
const ELEMENTS = {
  source: 'sources',
  severity: 'severities',
  type: 'types',
  classification: 'classifications',
  system: 'systems',
  fact: 'facts',
  moment: 'moments',
  position: 'positions',
  group: 'groups',
  role: 'roles',
  decision: 'decisions',
  calendar: 'calendars',
  audience: 'audiences',
  template: 'templates',
  stage: 'stages',
  obligation: 'rules',
  gate: 'gates',
  level: 'levels',
  field: 'fields',
  measure: 'measures',
  program: 'program',
  retention: 'retention',
  setting: 'settings',
  statement: 'statements',
} as const satisfies Record<string, keyof Plan>
/** A `grade` is a level of a classification. */
export type ElementKind = keyof typeof ELEMENTS | 'grade'

/** Every element of a plan that carries clauses, with its kind. Playbooks carry none: their steps do. */
export function elementsOf(
  plan: Plan,
): readonly { readonly kind: ElementKind; readonly element: Element }[] {
  return (Object.keys(ELEMENTS) as (keyof typeof ELEMENTS)[]).flatMap(kind => [
    ...plan[ELEMENTS[kind]].map(element => ({ kind, element })),
    ...(kind === 'classification' ? gradesOf(plan) : []),
  ])
}

/** Levels of classifications, named with the classification: two of them may each have a `major`. */
function gradesOf({ classifications }: Plan) {
  return classifications.flatMap(({ id, levels }) =>
    levels.map(level => ({
      kind: 'grade' as const,
      element: { ...level, id: `${id}/${level.id}` },
    })),
  )
}

/** The table clause → elements, in the order of the document. */
export function coverage(plan: Plan): readonly Coverage[] {
  const carriers = new Map<string, Carrier[]>()
  for (const { kind, element } of elementsOf(plan))
    for (const clause of element.cite)
      carriers.set(clause, [...(carriers.get(clause) ?? []), { kind, id: element.id }])
  return plan.clauses.map(({ id, text, later }) => ({
    clause: id,
    text,
    carriedBy: carriers.get(id) ?? [],
    ...(later === undefined ? {} : { later }),
  }))
}

/** Clauses that nothing carries. One that is for later is noted apart, whether or not something carries part of it. */
export function checkCoverage(plan: Plan): readonly Finding[] {
  const lines = new Map(plan.clauses.map(({ id, line }) => [id, line ?? 1]))
  return coverage(plan).flatMap(({ clause, text, carriedBy, later }): readonly Finding[] => {
    const line = lines.get(clause) ?? 1
    if (later !== undefined)
      return [
        {
          severity: 'note',
          code: 'clause-later',
          line,
          message: `Clause ${clause} is left for later (${quote(later)}): ${quote(text)}.`,
          mend: 'Nothing now.',
        },
      ]
    if (carriedBy.length > 0) return []
    return [
      {
        severity: 'error',
        code: 'clause-not-carried',
        line,
        message: `Nothing carries clause ${clause}: ${quote(text)}.`,
        mend: `Add \`cite: ${clause}\` to what carries it out, or an element that does.`,
      },
    ]
  })
}

import { draft, paragraph, separated, table } from '#/core/document/document.ts'
import type { Draft, Link, Text } from '#/core/document/document.ts'
import { coverage, elementsOf } from '#/core/plan/check/coverage.ts'
import type { Coverage, ElementKind } from '#/core/plan/check/coverage.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { anchorOf, clauseAnchor, nameOf } from '#/core/plan/render/blocks.ts'
import { capitalised, listInWords } from '#/core/plan/sentence/words.ts'

/** The other way: each clause of the source document with its text, and all that carries it out. */
export function renderClauses(plan: Plan): readonly Draft[] {
  if (plan.clauses.length === 0) return []
  const columns = [
    ['Clause', 2],
    ['Says', 4],
    ['Carried out by', 6],
  ] as const
  const covered = coverage(plan)
  const titles = titlesIn(plan)
  const rows = covered.map(clause => ({
    anchor: clauseAnchor(clause.clause),
    cells: [[{ strong: clause.clause }], [clause.text], carriers(clause, titles)],
  }))
  return draft('section-clauses', 'Clauses of the source document', [
    paragraph(summary(covered)),
    ...table('Each clause, and what carries it out', columns, rows),
  ])
}

const KIND_NAMES: Readonly<Record<ElementKind, readonly [one: string, several: string]>> = {
  source: ['source', 'sources'],
  severity: ['severity', 'severities'],
  type: ['type', 'types'],
  classification: ['classification', 'classifications'],
  grade: ['level of a classification', 'levels of classifications'],
  system: ['system', 'systems'],
  fact: ['question', 'questions'],
  moment: ['moment', 'moments'],
  position: ['position', 'positions'],
  group: ['group', 'groups'],
  role: ['role', 'roles'],
  decision: ['decision', 'decisions'],
  calendar: ['calendar', 'calendars'],
  audience: ['audience', 'audiences'],
  template: ['text', 'texts'],
  stage: ['stage', 'stages'],
  obligation: ['promise', 'promises'],
  gate: ['gate', 'gates'],
  level: ['escalation level', 'escalation levels'],
  field: ['field of the record', 'fields of the record'],
  measure: ['measure', 'measures'],
  program: ['part of the program', 'parts of the program'],
  retention: ['retention', 'retention'],
  setting: ['rule for every incident', 'rules for every incident'],
  statement: ['statement', 'statements'],
}

/** What a clause is carried out by, kind by kind: `promises “…”, “…”; gate “…”`. */
function carriers({ carriedBy, later }: Coverage, titles: ReadonlyMap<string, string>): Text {
  const kinds = [...new Set(carriedBy.map(({ kind }) => kind))]
  const groups = kinds.map((kind): Text => {
    const links = carriedBy
      .filter(carrier => carrier.kind === kind)
      .map(({ id }): Link => {
        const to = anchorOf(kind, id)
        return { to, text: titles.get(to) ?? id }
      })
    const [one, several] = KIND_NAMES[kind]
    return [`${capitalised(links.length === 1 ? one : several)}: `, ...separated(links, '; ')]
  })
  const said = [
    ...groups,
    ...(later === undefined ? [] : [[`Left for later: ${later}`]]),
    ...(later === undefined && carriedBy.length === 0 ? [[{ strong: 'Nothing' }]] : []),
  ]
  return said.flatMap((part, index) => (index === 0 ? part : [' · ', ...part]))
}

function titlesIn(plan: Plan): ReadonlyMap<string, string> {
  return new Map(
    elementsOf(plan).map(({ kind, element }) => [
      anchorOf(kind, element.id),
      nameOf(plan, kind, element),
    ]),
  )
}

function summary(covered: readonly Coverage[]): string {
  const later = covered.filter(clause => clause.later !== undefined).length
  const missing = covered.filter(
    clause => clause.later === undefined && clause.carriedBy.length === 0,
  ).length
  if (later + missing === 0) return `All ${covered.length} clauses are carried out.`
  const are = (count: number) => `${count} ${count === 1 ? 'is' : 'are'}`
  const counts = [
    `${are(covered.length - later - missing)} carried out`,
    ...(later === 0 ? [] : [`${are(later)} left for later, at least in part`]),
    ...(missing === 0 ? [] : [`${are(missing)} not carried out`]),
  ]
  return `Of ${covered.length} clauses ${listInWords(counts)}.`
}

import { coverage } from '#/core/plan/check/coverage.ts'
import { escapeMarkdown } from '#/core/plan/markdown.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { renderClassification } from '#/core/plan/render/classification.ts'
import { bullet, table, titled } from '#/core/plan/render/blocks.ts'
import { renderCommunication, renderTeam } from '#/core/plan/render/people.ts'
import { renderPromises } from '#/core/plan/render/promises.ts'
import { renderUpkeep } from '#/core/plan/render/upkeep.ts'
import { DOCUMENT_PREFIX } from '#/core/plan/compile/record.ts'

/**
 * The plan as a Markdown document for people: what it promises, in plain words and in its own order, with the clause that each
 * sentence carries out, and at the end each clause with what carries it. Texts of the plan are escaped.
 */
export function render(plan: Plan): string {
  const blocks = [
    ...renderHead(plan),
    ...renderClassification(plan),
    ...renderTeam(plan),
    ...renderPromises(plan),
    ...renderCommunication(plan),
    ...renderUpkeep(plan),
    ...renderClauses(plan),
  ]
  return `${blocks.join('\n\n')}\n`
}

function renderHead(plan: Plan): readonly string[] {
  const about = plan.statements.filter(({ id }) => id.startsWith(DOCUMENT_PREFIX))
  const named = about.map(({ title, text }) =>
    bullet(`${escapeMarkdown(title)}: ${escapeMarkdown(text)}`),
  )
  const times = bullet(`Days, months and times of day are counted in ${escapeMarkdown(plan.zone)}`)
  return [
    `# ${escapeMarkdown(plan.title)}`,
    [bullet(`Plan \`${plan.id}\`, version ${escapeMarkdown(plan.version)}`), ...named, times].join(
      '\n',
    ),
  ]
}

function renderClauses(plan: Plan): readonly string[] {
  if (plan.clauses.length === 0) return []
  const rows = coverage(plan).map(({ clause, text, carriedBy, later }) => [
    escapeMarkdown(clause),
    escapeMarkdown(text),
    [
      ...carriedBy.map(({ kind, id }) => `${kind} \`${id}\``),
      ...(later === undefined ? [] : [`later: ${escapeMarkdown(later)}`]),
      ...(later === undefined && carriedBy.length === 0 ? ['**nothing**'] : []),
    ].join(', '),
  ])
  return titled('Clauses of the source document', [table(['Clause', 'Says', 'Carried by'], rows)])
}

import { DOCUMENT_PREFIX } from '#/core/plan/compile/record.ts'
import type { Field, Plan } from '#/core/plan/plan.ts'
import { entry, list, titled } from '#/core/plan/render/blocks.ts'
import { measureInWords, programInWords, retentionInWords } from '#/core/plan/sentence/element.ts'

/** What is written down and kept, what is measured, and what recurs outside incidents. */
export function renderUpkeep(plan: Plan): readonly string[] {
  const statements = plan.statements.filter(({ id }) => !id.startsWith(DOCUMENT_PREFIX))
  return [
    ...titled('Record', list(plan.fields.map(field => entry(field, fieldInWords(field))))),
    ...titled(
      'Retention',
      list(plan.retention.map(retention => entry(retention, retentionInWords(retention)))),
    ),
    ...titled(
      'Figures',
      list(plan.measures.map(measure => entry(measure, measureInWords(plan, measure)))),
    ),
    ...titled(
      'Program',
      list(plan.program.map(recurring => entry(recurring, programInWords(plan, recurring)))),
    ),
    ...titled('Statements', list(statements.map(statement => entry(statement, statement.text)))),
  ]
}

function fieldInWords({ from, required }: Field): string {
  const source = from === undefined ? 'Filled in by a person.' : 'Taken from the incident.'
  return required ? `${source} Required.` : source
}

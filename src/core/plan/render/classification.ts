import { escapeMarkdown } from '#/core/plan/markdown.ts'
import type { Plan, Severity } from '#/core/plan/plan.ts'
import { bullet, cites, entry, list, titled } from '#/core/plan/render/blocks.ts'
import {
  factInWords,
  marksInWords,
  momentOfPlanInWords,
  severityInWords,
} from '#/core/plan/sentence/element.ts'
import { quoted, severityName } from '#/core/plan/sentence/words.ts'

/** How incidents come in, how bad they are, of what type, and what is asked about them. */
export function renderClassification(plan: Plan): readonly string[] {
  return [
    ...titled(
      'Severity',
      plan.severities.flatMap(severity => renderSeverity(plan, severity)),
    ),
    ...titled(
      'Types of incident',
      list(
        plan.types.map(type =>
          entry(
            type,
            `${type.means}${type.security ? ' A security incident.' : ''}`.trim(),
            examplesOf(type),
          ),
        ),
      ),
    ),
    ...titled(
      'Detection',
      list(
        plan.sources.map(source =>
          entry(source, source.machine ? 'A machine reports.' : 'A person reports.'),
        ),
      ),
    ),
    ...titled(
      'Questions',
      list(
        plan.facts.map(fact =>
          entry(
            { ...fact, title: fact.ask },
            factInWords(plan, fact),
            fact.help === undefined ? [] : [fact.help],
          ),
        ),
      ),
    ),
    ...titled(
      'Moments',
      list(plan.moments.map(moment => entry(moment, momentOfPlanInWords(plan, moment)))),
    ),
  ]
}

function renderSeverity(plan: Plan, severity: Severity): readonly string[] {
  const { means, examples, labels } = severity
  const machine = labels.length === 0 ? [] : [`Machines call it ${labels.map(quoted).join(', ')}.`]
  const said = [...severityInWords(plan, severity), ...machine, ...marksInWords(severity)]
  return [
    `### ${escapeMarkdown(severityName(plan, severity.id))}${cites(severity)}`,
    ...(means === '' ? [] : [escapeMarkdown(means)]),
    ...list(examples.map(example => bullet(escapeMarkdown(example)))),
    ...(said.length === 0 ? [] : [said.map(escapeMarkdown).join('\n\n')]),
  ]
}

function examplesOf({ examples }: { readonly examples: readonly string[] }): readonly string[] {
  return examples.length === 0 ? [] : [`For example: ${examples.join('; ')}.`]
}

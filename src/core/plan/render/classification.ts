import { draft, list, paragraph } from '#/core/document/document.ts'
import type { Block, Draft, Entry } from '#/core/document/document.ts'
import type { Classification, Grade } from '#/core/plan/classification.ts'
import type { Condition, Fact, Plan, Severity } from '#/core/plan/plan.ts'
import {
  anchorOf,
  clausesOf,
  elementTable,
  entry,
  notesOf,
  paragraphs,
} from '#/core/plan/render/blocks.ts'
import {
  classifyingInWords,
  factInWords,
  floorInWords,
  intakeInWords,
  labelsInWords,
  momentOfPlanInWords,
  sourceReporter,
  systemTier,
  typeInWords,
} from '#/core/plan/sentence/classification.ts'
import { conditionInParts, conditionInWords } from '#/core/plan/sentence/condition.ts'
import { capitalised, partyName, severityName } from '#/core/plan/sentence/words.ts'

/** How bad incidents are, of what type, how they come in, and what is asked about them. */
export function renderClassification(plan: Plan): readonly Draft[] {
  return [
    ...draft(
      'section-severities',
      'Severity',
      [paragraph(LEVELS), ...paragraphs(classifyingInWords(plan, plan.classifying))],
      plan.severities.map(severity => renderSeverity(plan, severity)),
    ),
    ...draft(
      'section-classifications',
      'Other classifications',
      plan.classifications.length === 0 ? [] : [paragraph(OTHERS)],
      plan.classifications.map(classification => renderOther(plan, classification)),
    ),
    ...draft('section-types', 'Types of incident', renderTypes(plan)),
    ...draft('section-sources', 'Detection', renderSources(plan)),
    ...draft('section-systems', 'Systems', renderSystems(plan)),
    ...draft('section-facts', 'Questions', renderFacts(plan)),
    ...draft('section-moments', 'Moments', renderMoments(plan)),
  ]
}

const LEVELS =
  'The levels, worst first. Of the levels whose condition holds, the worst is proposed with its reason; a person decides.'

const OTHERS =
  'Besides its severity an incident may have to be classified in other ways, each with levels and time limits of its own.'

function renderSeverity(plan: Plan, severity: Severity): Draft {
  return {
    anchor: anchorOf('severity', severity.id),
    title: severityName(plan, severity.id),
    see: clausesOf(plan, severity),
    blocks: [
      ...renderGrade(plan, severity),
      ...paragraphs(labelsInWords(severity)),
      ...notesOf(severity),
    ],
    sections: [],
  }
}

function renderOther(plan: Plan, classification: Classification): Draft {
  const { id, title, levels, by } = classification
  const assessed = by === undefined ? 'Whoever takes part' : capitalised(partyName(plan, by))
  return {
    anchor: anchorOf('classification', id),
    title,
    see: clausesOf(plan, classification),
    blocks: [
      ...paragraphs([
        `${assessed} says which level applies. The levels stand here worst first.`,
        ...classifyingInWords(plan, classification),
      ]),
      ...notesOf(classification),
      ...list(
        levels.map(level =>
          entry(plan, 'grade', { ...level, id: `${id}/${level.id}` }, '', renderGrade(plan, level)),
        ),
      ),
    ],
    sections: [],
  }
}

/** What a level means, what is of it, and when it is proposed. */
function renderGrade(plan: Plan, grade: Grade): readonly Block[] {
  const { means, examples, propose } = grade
  return [
    ...(means === '' ? [] : [paragraph(means)]),
    ...(examples.length === 0 ? [] : [paragraph('For example:')]),
    ...list(examples.map(example => ({ text: [example] }))),
    ...(propose === undefined
      ? [paragraph('No rule proposes this level.')]
      : proposed(plan, propose)),
    ...paragraphs(floorInWords(plan, grade)),
  ]
}

/** Rules of several parts are read one by one. */
function proposed(plan: Plan, condition: Condition): readonly Block[] {
  const parts = conditionInParts(plan, condition)
  if (parts === undefined) return [paragraph(`Proposed when ${conditionInWords(plan, condition)}.`)]
  return [
    paragraph(`Proposed when ${parts.lead}:`),
    ...list(parts.parts.map(part => ({ text: [part] }))),
  ]
}

function renderTypes(plan: Plan): readonly Block[] {
  return list(
    plan.types.map(type =>
      entry(plan, 'type', type, typeInWords(type), paragraphs(examplesOf(type))),
    ),
  )
}

function examplesOf({ examples }: { readonly examples: readonly string[] }): readonly string[] {
  return examples.length === 0 ? [] : [`For example: ${examples.join('; ')}.`]
}

function renderSources(plan: Plan): readonly Block[] {
  const columns = [
    ['Source', 8],
    ['Reported by', 4],
  ] as const
  const rows = plan.sources.map(source => ({
    kind: 'source' as const,
    element: source,
    cells: [[sourceReporter(source)]],
  }))
  return [
    ...elementTable(plan, 'Where reports come from', columns, rows),
    ...paragraphs(intakeInWords(plan, plan.intake)),
  ]
}

function renderSystems(plan: Plan): readonly Block[] {
  const columns = [
    ['System', 5],
    ['Tier', 3],
    ['Owner', 4],
  ] as const
  const rows = plan.systems.map(system => ({
    kind: 'system' as const,
    element: system,
    cells: [
      [systemTier(system)],
      [system.owner === undefined ? 'None stated' : capitalised(partyName(plan, system.owner))],
    ],
  }))
  return rows.length === 0
    ? []
    : [paragraph('Tier 1 is the most critical.'), ...elementTable(plan, 'Systems', columns, rows)]
}

/** Those of the plan first, then those of each regime. */
function renderFacts(plan: Plan): readonly Block[] {
  const from = (regime: string | undefined) => plan.facts.filter(fact => fact.regime === regime)
  const regimes = plan.regimes ?? []
  return [
    ...list(from(undefined).map(fact => renderFact(plan, fact))),
    ...regimes.flatMap(({ id, title }): readonly Block[] => {
      const entries = from(id).map(fact => renderFact(plan, fact))
      return entries.length === 0 ? [] : [{ kind: 'heading', text: title }, ...list(entries)]
    }),
  ]
}

function renderFact(plan: Plan, fact: Fact): Entry {
  const asked = { ...fact, title: fact.ask }
  const help = fact.help === undefined ? [] : [paragraph(fact.help)]
  const parts = fact.is === undefined ? undefined : conditionInParts(plan, fact.is)
  if (parts === undefined) return entry(plan, 'fact', asked, factInWords(plan, fact), help)
  return entry(plan, 'fact', asked, `Nobody is asked: it is yes when ${parts.lead}.`, [
    ...list(parts.parts.map(part => ({ text: [part] }))),
    ...help,
  ])
}

function renderMoments(plan: Plan): readonly Block[] {
  return list(
    plan.moments.map(moment => entry(plan, 'moment', moment, momentOfPlanInWords(plan, moment))),
  )
}

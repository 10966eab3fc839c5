import { draft, list, paragraph, table } from '#/core/document/document.ts'
import type { Block, Draft } from '#/core/document/document.ts'
import { DOCUMENT_PREFIX } from '#/core/plan/compile/record.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { anchorOf, elementTable, entry, paragraphs } from '#/core/plan/render/blocks.ts'
import {
  calendarInWords,
  evidenceKind,
  fieldSource,
  measureInWords,
  targetInWords,
} from '#/core/plan/sentence/frame.ts'
import { programInWords, retentionPeriod } from '#/core/plan/sentence/upkeep.ts'
import { capitalised } from '#/core/plan/sentence/words.ts'
import { debtorInWords } from '#/core/plan/sentence/rule.ts'
import { linesOf } from '#/core/document/text.ts'

/** What is written down and kept, what is measured, and what recurs outside incidents. */
export function renderUpkeep(plan: Plan): readonly Draft[] {
  return [
    ...draft(
      'section-evidence',
      'Record, evidence and retention',
      [],
      [
        ...draft('section-record', 'The record of an incident', renderRecord(plan)),
        ...draft('section-gather', 'Evidence that is secured', renderEvidence(plan)),
        ...draft('section-retention', 'How long it is kept', renderRetention(plan)),
      ],
    ),
    ...draft('section-measures', 'Measures', renderMeasures(plan)),
    ...draft('section-program', 'Program', renderProgram(plan)),
    ...draft('section-calendars', 'Calendars', renderCalendars(plan)),
    ...draft('section-settings', 'What holds of every incident', renderSettings(plan)),
  ]
}

function renderRecord(plan: Plan): readonly Block[] {
  const columns = [
    ['Field', 5],
    ['Where it comes from', 5],
    ['Required', 2],
  ] as const
  const rows = plan.fields.map(field => ({
    kind: 'field' as const,
    element: field,
    cells: [[fieldSource(field)], [field.required ? 'Before closing' : 'No']],
  }))
  return elementTable(plan, 'Fields of the record', columns, rows)
}

function renderEvidence(plan: Plan): readonly Block[] {
  const columns = [
    ['What', 6],
    ['Kind', 3],
    ['By whom', 3],
  ] as const
  const rows = plan.rules.flatMap(rule =>
    rule.act.do === 'gather'
      ? [
          {
            cells: [
              [{ to: anchorOf('obligation', rule.id), text: rule.title }],
              [evidenceKind(plan, rule.act.kind)],
              [capitalised(debtorInWords(plan, rule))],
            ],
          },
        ]
      : [],
  )
  return [...(rows.length === 0 ? [] : [paragraph(CUSTODY)]), ...table('Evidence', columns, rows)]
}

const CUSTODY =
  'What is secured is kept as it is, under the hash of its content, with who held it and when.'

function renderRetention(plan: Plan): readonly Block[] {
  const columns = [
    ['What', 7],
    ['Kept', 5],
  ] as const
  const rows = plan.retention.map(retention => ({
    kind: 'retention' as const,
    element: retention,
    cells: [[retentionPeriod(plan, retention)]],
  }))
  return elementTable(plan, 'Retention', columns, rows)
}

/** Said where it belongs; here it is named, so that a clause finds what carries it out. */
function renderSettings(plan: Plan): readonly Block[] {
  return list(plan.settings.map(setting => entry(plan, 'setting', setting, '', [])))
}

function renderMeasures(plan: Plan): readonly Block[] {
  const columns = [
    ['Measure', 4],
    ['What is counted', 5],
    ['Target', 3],
  ] as const
  const rows = plan.measures.map(measure => ({
    kind: 'measure' as const,
    element: measure,
    cells: [[measureInWords(plan, measure)], [targetInWords(plan, measure)]],
  }))
  return elementTable(plan, 'Measures', columns, rows)
}

function renderProgram(plan: Plan): readonly Block[] {
  return list(
    plan.program.map(recurring =>
      entry(plan, 'program', recurring, programInWords(plan, recurring)),
    ),
  )
}

function renderCalendars(plan: Plan): readonly Block[] {
  return list(
    plan.calendars.map(calendar => {
      const [first = '', ...others] = calendarInWords(calendar)
      return entry(plan, 'calendar', calendar, first, paragraphs(others))
    }),
  )
}

/** Statements of the document on which nothing acts. */
export function renderStatements(plan: Plan): readonly Block[] {
  const statements = plan.statements.filter(({ id }) => !id.startsWith(DOCUMENT_PREFIX))
  return list(
    statements.map(statement => {
      const [first = '', ...others] = linesOf(statement.text)
      return entry(plan, 'statement', statement, first, paragraphs(others))
    }),
  )
}

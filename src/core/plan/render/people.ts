import { draft, list, paragraph, table } from '#/core/document/document.ts'
import type { Block, Draft } from '#/core/document/document.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { Element, Plan, Role } from '#/core/plan/plan.ts'
import {
  anchorOf,
  clausesOf,
  elementTable,
  entry,
  notesOf,
  paragraphs,
} from '#/core/plan/render/blocks.ts'
import { decisionInWords } from '#/core/plan/sentence/approval.ts'
import {
  commandInWords,
  levelCondition,
  levelMembers,
  rolesEachInWords,
  pagingInWords,
  roleInWords,
} from '#/core/plan/sentence/people.ts'
import { capitalised, partyNames } from '#/core/plan/sentence/words.ts'

/** Who acts, by role and position: the plan names no persons. */
export function renderTeam(plan: Plan): readonly Draft[] {
  return draft(
    'section-team',
    'Roles and positions',
    [paragraph(NO_PERSONS), ...paragraphs(rolesEachInWords(plan))],
    [
      ...plan.roles.map(role => renderRole(plan, role)),
      ...draft('section-authority', 'Who may do what', renderAuthority(plan)),
      ...draft('section-positions', 'Positions and groups to be filled', renderPositions(plan)),
    ],
  )
}

const NO_PERSONS =
  'A role is what somebody does in one incident; a position is what somebody is. Who holds a position stands in the directory and not in the plan. Of several holders the second is asked when the first is silent.'

function renderRole(plan: Plan, role: Role): Draft {
  return {
    anchor: anchorOf('role', role.id),
    title: role.title,
    see: clausesOf(plan, role),
    blocks: [
      ...list(role.duties.map(duty => ({ text: [duty] }))),
      ...paragraphs(roleInWords(plan, role)),
      ...notesOf(role),
    ],
    sections: [],
  }
}

/** What only some roles may do. */
function renderAuthority(plan: Plan): readonly Block[] {
  const reserved = [...new Set(plan.roles.flatMap(({ may }) => may))]
  const mayOf = (command: CommandName) =>
    plan.roles.filter(({ may }) => may.includes(command)).map(({ id }) => id)
  const rows = reserved.map(command => ({
    cells: [
      [capitalised(commandInWords(command))],
      [capitalised(partyNames(plan, mayOf(command), 'or'))],
    ],
  }))
  const columns = [
    ['What', 5],
    ['Only', 7],
  ] as const
  const decisions = plan.decisions.map(decision =>
    entry(plan, 'decision', decision, '', paragraphs(decisionInWords(plan, decision))),
  )
  return [
    ...(rows.length === 0 ? [] : [paragraph(RESERVED)]),
    ...table('What is reserved to roles', columns, rows),
    ...(decisions.length === 0 ? [] : [paragraph('In any incident these may be decided:')]),
    ...list(decisions),
  ]
}

const RESERVED = 'What is not listed here may be done by everyone who responds.'

function renderPositions(plan: Plan): readonly Block[] {
  const columns = [
    ['Position or group', 6],
    ['Holds', 6],
  ] as const
  return elementTable(plan, 'Positions and groups', columns, [
    ...plan.positions.map(element => ({
      kind: 'position' as const,
      element,
      cells: [[rolesOf(plan, element)]],
    })),
    ...plan.groups.map(element => ({
      kind: 'group' as const,
      element,
      cells: [['A group of people']],
    })),
  ])
}

function rolesOf(plan: Plan, { id }: Element): string {
  const held = plan.roles.filter(({ holders }) => holders.includes(id)).map(role => role.id)
  return held.length === 0 ? 'No role of its own' : capitalised(partyNames(plan, held))
}

/** Who is woken when nobody answers, level by level. */
export function renderEscalation(plan: Plan): readonly Draft[] {
  const columns = [
    ['Level', 4],
    ['Who', 4],
    ['Reached', 4],
  ] as const
  return draft('section-escalation', 'Escalation', [
    paragraph(pagingInWords(plan)),
    ...elementTable(
      plan,
      'The ladder',
      columns,
      plan.levels.map(level => ({
        kind: 'level' as const,
        element: { ...level, title: `${level.level}. ${level.title}` },
        cells: [[levelMembers(plan, level)], [levelCondition(plan, level)]],
      })),
    ),
  ])
}

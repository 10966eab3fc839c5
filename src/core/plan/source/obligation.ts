import { z } from 'zod'

import { LEVELS_MAX } from '#/core/plan/limits.ts'
import { APPROVED_ACTS } from '#/core/plan/act.ts'
import type { ActName } from '#/core/plan/act.ts'
import { approve } from '#/core/plan/source/authority.ts'
import { condition, momentOrCondition } from '#/core/plan/source/condition.ts'
import { start } from '#/core/plan/source/start.ts'
import { cadence, limits, roll } from '#/core/plan/source/clock.ts'
import { inForce, reportNames } from '#/core/plan/source/uses.ts'
import {
  channels,
  choice,
  cite,
  clauseId,
  elementKeys,
  flag,
  id,
  ids,
  line,
  list,
  mark,
  oneOrMany,
  shape,
  span,
  text,
  whole,
} from '#/core/plan/source/words.ts'

/** The promises of the plan, and the steps that playbooks add to them. */

/** For each act: what it asks for, the keys without which it says nothing, and those that it may also have. */
export const ACT_KEYS = {
  task: { means: 'Something to be done, ticked by whom it is up to.', needs: [], takes: [] },
  ask: { means: 'A fact to be answered.', needs: ['fact'], takes: [] },
  page: {
    means: 'Wakes one person for each party, who must acknowledge; silence moves it on.',
    needs: ['to'],
    takes: ['via', 'text'],
  },
  notify: {
    means: 'A message that the product sends by itself.',
    needs: ['to'],
    takes: ['via', 'text'],
  },
  update: {
    means: 'A message that a person writes and the product delivers.',
    needs: ['to'],
    takes: ['promises-next'],
  },
  notice: {
    means: 'A message from a template, with its parts filled in and its approvals given.',
    needs: ['to'],
    takes: ['template'],
  },
  report: { means: 'A notice to an authority.', needs: ['to'], takes: ['template'] },
  gather: { means: 'Evidence of a kind, to be added to the record.', needs: ['kind'], takes: [] },
  escalate: {
    means: 'Reaches a level of the escalation ladder by itself.',
    needs: ['level'],
    takes: [],
  },
  meet: { means: 'A meeting, held with these present.', needs: [], takes: ['attend'] },
  notes: { means: 'Notes of what someone did and saw.', needs: [], takes: [] },
  feedback: { means: 'Feedback to who responded.', needs: [], takes: [] },
  'follow-up': {
    means: 'Follow-ups, each with owner and date, or the decision that none is needed.',
    needs: [],
    takes: ['designated-by'],
  },
  finding: { means: 'Something found in the review, of a kind.', needs: ['kind'], takes: [] },
  file: { means: 'An issue in a tracker.', needs: ['tracker'], takes: ['priority', 'template'] },
  publish: {
    means: 'Something made public, or released inside.',
    needs: ['where'],
    takes: ['template'],
  },
  confirm: {
    means:
      'The severity, or the level of a classification, found right by another than who gave it.',
    needs: ['of'],
    takes: [],
  },
  restrict: {
    means: 'The incident is shown only to these, by itself; messages carry the label.',
    needs: ['to'],
    takes: ['label'],
  },
  raise: {
    means: 'The severity becomes worse by itself: by `levels`, or up to the one under `to`.',
    needs: [],
    takes: ['levels', 'to'],
  },
  'hand-over': { means: 'Another person takes a role.', needs: ['role'], takes: [] },
} as const satisfies Record<
  ActName,
  { means: string; needs: readonly ActKey[]; takes: readonly ActKey[] }
>
export const ACT_NAMES = Object.keys(ACT_KEYS) as readonly ActName[]

/** Keys that belong to some acts only. */
const actKeys = {
  to: ids
    .optional()
    .describe(
      'For whom it is: audiences (update, notify, notice, report), or roles, positions, groups and on-call (page, restrict); a severity (raise).',
    ),
  via: channels.optional().describe('Channels to use, in order (page, notify).'),
  text: text.optional().describe('What is sent; may hold {{placeholders}} (page, notify).'),
  'promises-next': flag
    .optional()
    .describe('Whether each update must say when the next one comes (update).'),
  template: id.optional().describe('Template of the message (notice, report).'),
  fact: id.optional().describe('The fact to be answered (ask).'),
  kind: id.optional().describe('Kind of evidence (gather) or of finding (finding).'),
  level: whole(1, LEVELS_MAX).optional().describe('Level of the escalation ladder (escalate).'),
  attend: ids.optional().describe('Who must be present (meet).'),
  'designated-by': id.optional().describe('Who names the owner of each follow-up (follow-up).'),
  tracker: id.optional().describe('Tracker in which it is filed (file).'),
  priority: line.optional().describe('Priority given in the tracker (file).'),
  of: id.optional().describe('`severity`, or a classification (confirm).'),
  label: mark.optional().describe('Mark that every message carries, such as TLP:AMBER (restrict).'),
  levels: whole(1, LEVELS_MAX).optional().describe('By how many levels (raise).'),
  role: id.optional().describe('The role (hand-over).'),
  where: id.optional().describe('Where it is published, such as status-page or library (publish).'),
}
export type ActKey = keyof typeof actKeys

const late = shape({
  escalate: whole(1, LEVELS_MAX)
    .optional()
    .describe('Level of the escalation ladder that is woken.'),
  notify: ids.optional().describe('Audiences, roles, positions or groups that are told.'),
  raise: whole(1, LEVELS_MAX).optional().describe('By how many levels the severity becomes worse.'),
})

const EACH = ['responder', 'system', 'follow-up'] as const

const obligationKeys = {
  ...elementKeys,
  id: id.describe(
    'Name by which other parts of the plan refer to it; unique among obligations and steps.',
  ),
  stage: id.optional().describe('Stage of the response to which it belongs.'),
  heading: line.optional().describe('Heading under which it is shown inside its stage.'),
  when: condition.optional().describe('When it is owed. Without it, always.'),
  do: choice(ACT_NAMES)
    .describe('The act: what is owed.')
    .meta({ markdownEnumDescriptions: ACT_NAMES.map(act => ACT_KEYS[act].means) }),
  ...actKeys,
  approve: approve
    .optional()
    .describe('Whose word it needs before it is done: all of these, or as `least` and `when` say.'),
  by: id
    .optional()
    .describe(
      'Who owes it: a role, position or group, `on-call`, or `each`. Acts that the product performs by itself (page, notify, escalate) have nobody.',
    ),
  each: choice(EACH)
    .optional()
    .describe('One obligation for each of these; `by: each` is the person of the instance.'),
  from: start
    .optional()
    .describe(
      'The instant from which its clock counts. Without it, when its condition became true.',
    ),
  within: limits
    .optional()
    .describe(
      'The limit: at its end the obligation is overdue, visibly and for ever. One span, one for each severity, or the first case that holds.',
    ),
  aim: span.optional().describe('What one strives for, before the limit.'),
  calendar: id
    .optional()
    .describe(
      'Calendar of its times. Without it, the first of the plan for working days and hours, and otherwise the zone of the plan.',
    ),
  'not-before': span
    .optional()
    .describe('It may not be done earlier than so long after its start: a minimum, a soak period.'),
  'no-later-than': oneOrMany(start, 'an instant, or a list of them')
    .optional()
    .describe(
      'A cap: the earliest of these binds. With a limit, one that was over before the clock began does not bind; without one, it is the limit, and never before the start.',
    ),
  roll: roll.optional().describe('Where a limit on a day that is not worked is moved to.'),
  warn: span
    .optional()
    .describe('How long before the limit a reminder goes out. Without it, a quarter of the time.'),
  unmeasured: line
    .optional()
    .describe('A deadline that is only words, kept as those words: without undue delay.'),
  every: cadence
    .optional()
    .describe('Due again after each one done. As `within`: one span, by severity or by case.'),
  'also-on': oneOrMany(start, 'an instant, or a list of them')
    .optional()
    .describe(
      'Due again also when one of these comes after the last one done: `within` that time, or, without it, at once and at the latest with `every`.',
    ),
  until: momentOrCondition
    .optional()
    .describe('From here on it is no longer owed, unless it is already overdue.'),
  met: momentOrCondition
    .optional()
    .describe('Met from the record by itself as soon as this holds.'),
  after: ids
    .optional()
    .describe('Obligations that must be met, waived or void before this one may be completed.'),
  late: late.optional().describe('What happens by itself at the limit.'),
  'waivable-by': id
    .optional()
    .describe(
      'Who may waive it, by name and with a reason. Without it, anyone who takes part may.',
    ),
  help: text.optional().describe('What the person reads who is to do it.'),
  'in-force': inForce
    .optional()
    .describe(
      'Days on which it is owed: those on which its clock starts, or, until that is known, on which the incident was detected.',
    ),
  report: reportNames
    .optional()
    .describe('Names by which a date vector may ask for it (`tocsin selftest clocks`).'),
}

/** For editors: what an act needs is required, and what belongs to other acts is refused. */
function actRule(act: ActName) {
  const { needs, takes }: { needs: readonly ActKey[]; takes: readonly ActKey[] } = ACT_KEYS[act]
  const foreign = (Object.keys(actKeys) as ActKey[]).filter(
    key => !needs.includes(key) && !takes.includes(key),
  )
  const barred = APPROVED_ACTS.has(act) ? foreign : [...foreign, 'approve']
  return {
    if: { properties: { do: { const: act } }, required: ['do'] },
    // oxlint-disable-next-line unicorn/no-thenable -- the word of JSON Schema; nothing awaits this object.
    then: { required: needs, properties: Object.fromEntries(barred.map(key => [key, false])) },
  }
}

export const obligation = shape(obligationKeys).meta({
  id: 'obligation',
  description: 'One promise of the plan.',
  allOf: ACT_NAMES.map(actRule),
})
export type ObligationSource = z.infer<typeof obligation>

const same = shape({
  same: id.describe('An obligation that exists already: it then applies in this playbook too.'),
  cite: oneOrMany(clauseId, 'the id of a clause, or a list of them')
    .optional()
    .describe('Clauses that it carries out besides its own.'),
  when: condition.optional().describe('Only then, besides the condition of the playbook.'),
})

const step = z.union([same, obligation], {
  error: 'an obligation, or {same: …} to take up one that exists',
})
export type StepSource = z.infer<typeof step>
export type SameSource = z.infer<typeof same>

export const playbook = shape({
  ...elementKeys,
  cite: cite.optional().describe('Clauses for those of its steps that cite none themselves.'),
  when: condition
    .optional()
    .describe('When the playbook applies. Without it, when the type of the same name is given.'),
  steps: list(step, 'a list of steps').describe('What it adds, in order.'),
})
export type PlaybookSource = z.infer<typeof playbook>

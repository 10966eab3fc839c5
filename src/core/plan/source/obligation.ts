import { z } from 'zod'

import { LEVELS_MAX } from '#/core/plan/limits.ts'
import type { ActName } from '#/core/plan/plan.ts'
import { condition, momentOrCondition, start } from '#/core/plan/source/condition.ts'
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
  oneOrMany,
  shape,
  span,
  text,
  whole,
} from '#/core/plan/source/words.ts'

/** The promises of the plan, and the steps that playbooks add to them. */

/** For each act: the keys without which it says nothing, and those that it may also have. */
export const ACT_KEYS = {
  task: { needs: [], takes: [] },
  ask: { needs: ['fact'], takes: [] },
  page: { needs: ['to'], takes: ['via', 'text'] },
  notify: { needs: ['to'], takes: ['via', 'text'] },
  update: { needs: ['to'], takes: ['promises-next'] },
  notice: { needs: ['to'], takes: ['template', 'approve'] },
  report: { needs: ['to'], takes: ['template', 'approve'] },
  gather: { needs: ['kind'], takes: [] },
  escalate: { needs: ['level'], takes: [] },
  meet: { needs: [], takes: ['attend'] },
  notes: { needs: [], takes: [] },
  feedback: { needs: [], takes: [] },
  'follow-up': { needs: [], takes: ['designated-by'] },
  finding: { needs: ['kind'], takes: [] },
  file: { needs: ['tracker'], takes: ['priority'] },
  publish: { needs: ['where'], takes: ['approve'] },
} as const satisfies Record<ActName, { needs: readonly ActKey[]; takes: readonly ActKey[] }>

/** Keys that belong to some acts only. */
const actKeys = {
  to: ids
    .optional()
    .describe(
      'For whom it is: audiences (update, notify, notice, report), or roles, positions, groups and on-call (page).',
    ),
  via: channels.optional().describe('Channels to use, in order (page, notify).'),
  text: text.optional().describe('What is sent; may hold {{placeholders}} (page, notify).'),
  'promises-next': flag
    .optional()
    .describe('Whether each update must say when the next one comes (update).'),
  template: id.optional().describe('Template of the message (notice, report).'),
  approve: ids
    .optional()
    .describe('Who must approve before it goes out (notice, report, publish).'),
  fact: id.optional().describe('The fact to be answered (ask).'),
  kind: id.optional().describe('Kind of evidence (gather) or of finding (finding).'),
  level: whole(1, LEVELS_MAX).optional().describe('Level of the escalation ladder (escalate).'),
  attend: ids.optional().describe('Who must be present (meet).'),
  'designated-by': id.optional().describe('Who names the owner of each follow-up (follow-up).'),
  tracker: id.optional().describe('Tracker in which it is filed (file).'),
  priority: line.optional().describe('Priority given in the tracker (file).'),
  where: id.optional().describe('Where it is published, such as status-page or library (publish).'),
}
export type ActKey = keyof typeof actKeys

const cadence = z.union(
  [
    span,
    shape({
      aim: span.optional().describe('What one strives for.'),
      limit: span.describe('After this time without one it is overdue.'),
    }),
  ],
  { error: 'a span such as 1d, or {aim: 2h, limit: 4h}' },
)

const late = shape({
  escalate: whole(1, LEVELS_MAX)
    .optional()
    .describe('Level of the escalation ladder that is woken.'),
  notify: ids.optional().describe('Audiences, roles, positions or groups that are told.'),
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
  do: choice(Object.keys(ACT_KEYS) as ActName[]).describe('The act: what is owed.'),
  ...actKeys,
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
  within: span
    .optional()
    .describe('The limit: at its end the obligation is overdue, visibly and for ever.'),
  aim: span.optional().describe('What one strives for, before the limit.'),
  warn: span
    .optional()
    .describe('How long before the limit a reminder goes out. Without it, a quarter of the time.'),
  unmeasured: line
    .optional()
    .describe('A deadline that is only words, kept as those words: without undue delay.'),
  every: cadence.optional().describe('Due again after each one done.'),
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
  'waivable-by': id.optional().describe('Who may waive it, by name and with a reason.'),
  help: text.optional().describe('What the person reads who is to do it.'),
}

export const obligation = shape(obligationKeys).meta({
  id: 'obligation',
  description: 'One promise of the plan.',
})
export type ObligationSource = z.infer<typeof obligation>

const same = shape({
  same: id.describe('An obligation that exists already: it then applies in this playbook too.'),
  cite: oneOrMany(clauseId, 'the id of a clause, or a list of them')
    .optional()
    .describe('Clauses that it carries out besides its own.'),
  when: condition.optional().describe('Only then, besides the condition of the playbook.'),
})

export const step = z.union([same, obligation], {
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

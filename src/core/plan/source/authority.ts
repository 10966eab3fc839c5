import { z } from 'zod'

import { PEOPLE_ASKED_MAX } from '#/core/plan/limits.ts'
import { condition } from '#/core/plan/source/condition.ts'
import {
  elementKeys,
  flag,
  fullList,
  id,
  idList,
  ids,
  line,
  shape,
  span,
  whole,
} from '#/core/plan/source/words.ts'

/** Whose word something needs, what may be decided by whom, and what must not be done before something else. */

const approval = shape({
  when: condition
    .optional()
    .describe('Only then. Of several the first that holds counts; none is needed when none does.'),
  by: ids.describe('Roles, positions or groups.'),
  least: whole(1, PEOPLE_ASKED_MAX)
    .optional()
    .describe('How many of them at least. Without it, all of them.'),
  lasts: span.optional().describe('After so long an approval counts no more, and is given anew.'),
  silence: span
    .optional()
    .describe('Whoever was asked and has not objected for so long has consented.'),
  'break-glass': id.optional().describe('Role that may act without it, with a reason, on record.'),
  'report-within': span
    .optional()
    .describe('Within which whoever acted without it reports that. Without it, 1d.'),
})
export type ApprovalSource = z.infer<typeof approval>

export const approve = z.union(
  [id, fullList(id, 'a list of names'), approval, fullList(approval, 'a list of approvals')],
  {
    error: 'who approves: a name, a list of names, or {by: […], least: 1}, or a list of these',
  },
)
export type ApproveSource = z.infer<typeof approve>

export const decision = shape({
  ...elementKeys,
  approve: approve.describe('Who may decide it: all of these, or as `least` says.'),
  when: condition.optional().describe('It may be decided only then.'),
  irreversible: flag.optional().describe('It cannot be undone: whoever takes it must say why.'),
})

const STEPS =
  'resolve, close, stage:ID, send:OBLIGATION, do:OBLIGATION, decide:DECISION, tell:AUDIENCE or via:CHANNEL'

const steps = z.union([line, fullList(line, 'a list of steps')], { error: `a step: ${STEPS}` })

export const gate = shape({
  ...elementKeys,
  before: steps.describe(`The step that waits, or a list of them: ${STEPS}.`),
  when: condition
    .optional()
    .describe('The gate is there only then, and while that cannot be told. Without it, always.'),
  needs: ids.optional().describe('Obligations that must be met, waived or void.'),
  fields: z
    .union([z.literal('complete'), idList], {
      error: '`complete`, or a list of fields of the record',
    })
    .optional()
    .describe('Fields of the record that must have a value; `complete` means all required ones.'),
  until: z
    .union([z.literal('never'), condition], { error: 'a condition, or `never`' })
    .optional()
    .describe('What must hold. `never`: the gate is shut for as long as it is there.'),
  'waivable-by': id
    .optional()
    .describe('Who may waive the gate, by name and with a reason. Without it, nobody.'),
})

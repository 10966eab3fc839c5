import type { Finding } from '#/core/plan/check/finding.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import type { ActName } from '#/core/plan/act.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'

/** Who owes what: everything that a person must do has an owner who may do it, and nothing that the product does has one. */
export function checkOwnership(plan: Plan): readonly Finding[] {
  const acted = plan.rules.filter(rule => rule.marks.recordedOnly === undefined)
  return [
    ...acted.flatMap(checkOwner),
    ...acted.flatMap(rule => checkAuthority(plan, rule)),
    ...momentsOfNobody(plan),
    ...programOfNobody(plan),
  ]
}

function checkOwner({ id, act, by, line }: Rule): readonly Finding[] {
  const automatic = AUTOMATIC_ACTS.has(act.do)
  if (automatic && by !== undefined)
    return [
      {
        severity: 'error',
        code: 'owner-of-automatic',
        line,
        message: `\`${id}\` is done by the product itself (do: ${act.do}), and \`by: ${by}\` says otherwise.`,
        mend: 'Leave `by` out, or choose an act that a person performs.',
      },
    ]
  if (!automatic && by === undefined)
    return [
      {
        severity: 'error',
        code: 'owner-missing',
        line,
        message: `Nobody owes \`${id}\`: its clock would run, and nobody would be asked.`,
        mend: 'Add `by:` with a role, a position, a group, on-call or each.',
      },
    ]
  return []
}

/** The command by which a person does what an act asks for. */
const COMMAND_OF_ACT: Readonly<Partial<Record<ActName, CommandName>>> = {
  task: 'complete',
  ask: 'answer',
  update: 'update',
  notice: 'send-notice',
  report: 'submit-report',
  gather: 'add-evidence',
  meet: 'hold-meeting',
  notes: 'write-notes',
  feedback: 'give-feedback',
  'follow-up': 'add-follow-up',
  finding: 'add-finding',
  publish: 'publish',
  file: 'complete',
  confirm: 'complete',
  'hand-over': 'hand-over',
}

function checkAuthority(plan: Plan, { id, act, by, line }: Rule): readonly Finding[] {
  const command = COMMAND_OF_ACT[act.do]
  const owner = plan.roles.find(role => role.id === by)
  if (command === undefined || owner === undefined) return []
  const allowed = plan.roles.filter(role => role.may.includes(command))
  if (allowed.length === 0 || allowed.includes(owner)) return []
  const roles = allowed.map(role => role.id).join(', ')
  return [
    {
      severity: 'error',
      code: 'may-not',
      line,
      message: `\`${id}\` asks ${owner.id} for something that only ${roles} may do (${command}).`,
      mend: `Add ${command} to \`may\` of ${owner.id}, or ask another role.`,
    },
  ]
}

function momentsOfNobody(plan: Plan): readonly Finding[] {
  return plan.moments
    .filter(moment => moment.is === undefined && moment.by === undefined)
    .map(({ id, line }) => ({
      severity: 'warning',
      code: 'owner-missing',
      line,
      message: `Nobody is to mark the moment \`${id}\`.`,
      mend: 'Add `by:`, or derive it with `is:`.',
    }))
}

function programOfNobody(plan: Plan): readonly Finding[] {
  return plan.program
    .filter(entry => entry.by === undefined && entry.marks.recordedOnly === undefined)
    .map(({ id, line }) => ({
      severity: 'warning',
      code: 'owner-missing',
      line,
      message: `Nobody sees to \`${id}\`, which recurs.`,
      mend: 'Add `by:`.',
    }))
}

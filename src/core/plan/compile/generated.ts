// Promises that follow from others: whoever acts without an approval reports it, and whoever has held a role long enough
// hands it over. They carry out the clauses of what they follow from.
import { ALWAYS } from '#/core/plan/compile/condition.ts'
import { report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { HAND_OVER_PREFIX, OVERRIDE_SUFFIX } from '#/core/plan/compile/names.ts'
import type { Approval, Decision } from '#/core/plan/authority.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Plan, Role, Rule } from '#/core/plan/plan.ts'

/** The promises of a plan with those that follow from its approvals and its roles, each behind what it follows from. */
export function withGenerated(
  context: Context,
  { rules, decisions, roles }: Pick<Plan, 'rules' | 'decisions' | 'roles'>,
  paths: ReadonlyMap<string, Path>,
): readonly Rule[] {
  const taken = new Set(rules.map(rule => rule.id))
  const add = (rule: Rule, path: Path): readonly Rule[] => {
    if (!taken.has(rule.id)) return [rule]
    const message = `${quote(rule.id)} is the name of the promise that follows from this by itself.`
    report(context, path, 'name-twice', message, 'Give the obligation of that name another id.')
    return []
  }
  return [
    ...rules.flatMap(rule => [
      rule,
      ...overrideReports(rule).flatMap(it => add(it, paths.get(rule.id) ?? [])),
    ]),
    ...decisions.flatMap(decision =>
      overrideReports(decision).flatMap(it => add(it, ['decisions', decision.id])),
    ),
    ...roles.flatMap(role => handOvers(role).flatMap(it => add(it, ['roles', role.id]))),
  ]
}

/** One report for each time that it was done without approval. */
function overrideReports(matter: Rule | Decision): readonly Rule[] {
  const broken = matter.approvals.find(({ breakGlass }) => breakGlass !== undefined)
  if (broken === undefined || matter.marks.recordedOnly !== undefined) return []
  const { breakGlass = '', reportWithin, by }: Approval = broken
  return [
    {
      ...following(matter),
      id: `${matter.id}${OVERRIDE_SUFFIX}`,
      title: `Report why it was done without approval: ${matter.title}`,
      act: { do: 'task' },
      by: breakGlass,
      each: 'override',
      overrideOf: 'act' in matter ? matter.id : `decide:${matter.id}`,
      clock: {
        from: { kind: 'applies' },
        cases: [reportWithin === undefined ? {} : { within: reportWithin }],
        noLaterThan: [],
      },
      ...(by[0] !== undefined && { waivableBy: by[0] }),
    },
  ]
}

/** One hand-over after the other, each as long after the last as the plan lets somebody hold the role. */
function handOvers(role: Role): readonly Rule[] {
  if (role.most === undefined || role.marks.recordedOnly !== undefined) return []
  return [
    {
      ...following(role),
      id: `${HAND_OVER_PREFIX}${role.id}`,
      title: `Hand over the role of ${role.title}`,
      when: { kind: 'held', role: role.id },
      until: { kind: 'reached', moment: 'resolved' },
      act: { do: 'hand-over', role: role.id },
      by: role.id,
      every: {
        from: { kind: 'held', role: role.id },
        cases: [{ within: role.most }],
        alsoOn: [],
      },
    },
  ]
}

function following({ line, cite, regime }: Rule | Decision | Role) {
  return {
    line,
    cite,
    marks: {},
    ...(regime !== undefined && { regime }),
    playbooks: [],
    when: ALWAYS,
    approvals: [],
    after: [],
    late: { notify: [] },
  }
}

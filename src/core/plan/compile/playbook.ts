import { all, any, compileCondition } from '#/core/plan/compile/condition.ts'
import {
  compileElement,
  ordered,
  referMany,
  refer,
  report,
  reportMissing,
  unique,
} from '#/core/plan/compile/context.ts'
import { compileRule } from '#/core/plan/compile/rule.ts'
import type { RuleContext } from '#/core/plan/compile/rule.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Condition, Playbook, Rule } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import type { PlaybookSource, SameSource, StepSource } from '#/core/plan/source/obligation.ts'

export type CompiledRules = {
  readonly rules: readonly Rule[]
  readonly playbooks: readonly Playbook[]
  /** Where each obligation stands in the source, by its id. */
  readonly paths: ReadonlyMap<string, Path>
}

/**
 * All promises in order: those of the plan, then those of the playbooks. A step that takes up an obligation which exists adds
 * no second one: the obligation then applies in the playbook too, and carries out the clauses of the step besides its own.
 */
export function compileRules(context: RuleContext, source: PlanSource): CompiledRules {
  const rules = new Map<string, Rule>()
  const paths = new Map<string, Path>()
  const add = (path: Path, rule: Rule) => {
    if (rules.has(rule.id))
      report(
        context,
        [...path, 'id'],
        'name-twice',
        `There are two obligations named ${quote(rule.id)}.`,
        'Give one of them another id; in a playbook write `same:` to take up the one that exists.',
      )
    else {
      rules.set(rule.id, rule)
      paths.set(rule.id, path)
    }
  }
  for (const [index, obligation] of (source.obligations ?? []).entries()) {
    const path = ['obligations', index]
    add(path, compileRule(context, path, obligation))
  }
  const opened = ordered(context, ['playbooks'], source.playbooks).map(({ id, entry }) =>
    openPlaybook(context, id, entry),
  )
  for (const { steps, id, when, path, cite } of opened)
    for (const [index, step] of steps.entries()) {
      if ('same' in step) continue
      const here = [...path, 'steps', index]
      const rule = compileRule(context, here, step)
      add(here, {
        ...rule,
        when: all([when, rule.when]),
        playbooks: [id],
        cite: rule.cite.length > 0 ? rule.cite : cite,
      })
    }
  for (const playbook of opened)
    for (const [index, step] of playbook.steps.entries())
      if ('same' in step) takeUp(context, rules, playbook, [...playbook.path, 'steps', index], step)
  const playbooks = opened.map(({ element, when, steps }) => ({
    ...element,
    when,
    rules: steps.map(nameOf),
  }))
  return { rules: [...rules.values()], playbooks, paths }
}

function nameOf(step: StepSource): string {
  return 'same' in step ? step.same : step.id
}

type OpenPlaybook = ReturnType<typeof openPlaybook>

function openPlaybook(context: RuleContext, id: string, source: PlaybookSource) {
  const path: Path = ['playbooks', id]
  const element = compileElement(context, path, id, source)
  return {
    id,
    path,
    element,
    cite: element.cite,
    when: whenOf(context, path, id, source),
    steps: source.steps,
  }
}

function whenOf(context: RuleContext, path: Path, id: string, { when }: PlaybookSource): Condition {
  if (when !== undefined) return compileCondition(context, [...path, 'when'], when)
  if (!context.names.of('type').has(id))
    reportMissing(
      context,
      path,
      'key-missing',
      `The playbook ${quote(id)} does not say when it applies, and no type has its name.`,
      'Add `when:`, such as `when: {type: …}`.',
    )
  return { kind: 'type', in: [id] }
}

function takeUp(
  context: RuleContext,
  rules: Map<string, Rule>,
  playbook: OpenPlaybook,
  path: Path,
  step: SameSource,
): void {
  const rule = rules.get(refer(context, [...path, 'same'], ['obligation'], step.same))
  if (rule === undefined) return
  const narrower =
    step.when === undefined ? [] : [compileCondition(context, [...path, 'when'], step.when)]
  const cited = referMany(context, [...path, 'cite'], ['clause'], step.cite)
  rules.set(rule.id, {
    ...rule,
    when: any([rule.when, all([playbook.when, ...narrower])]),
    playbooks: unique([...rule.playbooks, playbook.id]),
    cite: unique([...rule.cite, ...(cited.length > 0 ? cited : playbook.cite)]),
  })
}

import { escapeMarkdown } from '#/core/plan/markdown.ts'
import type { Plan, Playbook, Rule, Stage } from '#/core/plan/plan.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import { cites, entry, list, titled } from '#/core/plan/render/blocks.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'
import { gateInWords, marksInWords } from '#/core/plan/sentence/element.ts'
import { conditionsOfRule, ruleInWords, waiverInWords } from '#/core/plan/sentence/rule.ts'
import { capitalised, ruleName } from '#/core/plan/sentence/words.ts'

/** What is promised: stage by stage, then what belongs to none; playbooks; and the steps that wait. */
export function renderPromises(plan: Plan): readonly string[] {
  const usual = usualWaiver(plan)
  const under = (rules: readonly Rule[]) => renderRules(plan, rules, usual)
  const staged = plan.stages.flatMap(stage => [
    ...renderStage(plan, stage),
    ...under(plan.rules.filter(rule => rule.stage === stage.id)),
  ])
  const unstaged = under(plan.rules.filter(rule => rule.stage === undefined))
  const promises = [...staged, ...(unstaged.length === 0 ? [] : ['### At any stage', ...unstaged])]
  const waiver = escapeMarkdown(
    `Unless something else is said, an obligation ${waiverInWords(plan, usual)}.`,
  )
  return [
    ...titled('Promises', promises.length === 0 ? [] : [waiver, ...promises]),
    ...titled(
      'Playbooks',
      (plan.playbooks ?? []).flatMap(playbook => renderPlaybook(plan, playbook)),
    ),
    ...titled('Gates', list(plan.gates.map(gate => entry(gate, '', gateInWords(plan, gate))))),
  ]
}

/** Who may waive most of the obligations: said once instead of at each of them. */
function usualWaiver(plan: Plan): string | undefined {
  const waivers = plan.rules.filter(canBeWaived).map(rule => rule.waivableBy)
  const counts = new Map<string | undefined, number>()
  for (const waiver of waivers) counts.set(waiver, (counts.get(waiver) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}

function canBeWaived(rule: Rule): boolean {
  return !AUTOMATIC_ACTS.has(rule.act.do)
}

function renderStage(plan: Plan, stage: Stage): readonly string[] {
  const { begins, goal, priority, title } = stage
  const said = [
    ...(goal === '' ? [] : [`Goal: ${goal}.`]),
    ...(begins === undefined
      ? []
      : [`Begins by itself as soon as ${conditionInWords(plan, begins)}.`]),
    ...marksInWords(stage),
  ]
  return [`### ${priority}\\. ${escapeMarkdown(title)}${cites(stage)}`, ...said.map(escapeMarkdown)]
}

/** Those without a heading first; then each heading, in the order in which they come. */
function renderRules(
  plan: Plan,
  rules: readonly Rule[],
  usual: string | undefined,
): readonly string[] {
  const headings = [...new Set(rules.flatMap(rule => rule.heading ?? []))]
  const under = (heading: string | undefined) =>
    list(rules.filter(rule => rule.heading === heading).map(rule => renderRule(plan, rule, usual)))
  return [
    ...under(undefined),
    ...headings.flatMap(heading => [`#### ${escapeMarkdown(heading)}`, ...under(heading)]),
  ]
}

function renderRule(plan: Plan, rule: Rule, usual: string | undefined): string {
  const { waivableBy, help } = rule
  const unusual = canBeWaived(rule) && waivableBy !== usual
  return entry(rule, ruleInWords(plan, rule), [
    ...conditionsOfRule(plan, rule),
    ...(unusual ? [`${capitalised(waiverInWords(plan, waivableBy))}.`] : []),
    ...(help === undefined ? [] : [help]),
  ])
}

function renderPlaybook(plan: Plan, playbook: Playbook): readonly string[] {
  const rules = playbook.rules.map(rule => ruleName(plan, rule)).join(', ')
  return [
    `### ${escapeMarkdown(playbook.title)}${cites(playbook)}`,
    escapeMarkdown(`When ${conditionInWords(plan, playbook.when)}: ${rules}.`),
    ...marksInWords(playbook).map(escapeMarkdown),
  ]
}

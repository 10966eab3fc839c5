import { draft, list, paragraph, table } from '#/core/document/document.ts'
import type { Block, Draft, Entry } from '#/core/document/document.ts'
import type { Plan, Playbook, Rule, Stage } from '#/core/plan/plan.ts'
import { anchorOf, clausesOf, entry, notesOf, paragraphs } from '#/core/plan/render/blocks.ts'
import { approvalsInWords } from '#/core/plan/sentence/approval.ts'
import { whenInWords } from '#/core/plan/sentence/condition.ts'
import { gateInWords, stageBegins } from '#/core/plan/sentence/frame.ts'
import { canBeWaived, ruleInWords, waiverInWords } from '#/core/plan/sentence/rule.ts'
import { capitalised, titleOf } from '#/core/plan/sentence/words.ts'

/** What is promised: the stages, what each of them asks, and what is asked at any stage; then the playbooks. */
export function renderPromises(plan: Plan): readonly Draft[] {
  const usual = usualWaiver(plan)
  const under = (rules: readonly Rule[]) => renderRules(plan, rules, usual)
  const stages = plan.stages.map(stage =>
    renderStage(plan, stage, under(plan.rules.filter(rule => rule.stage === stage.id))),
  )
  const unstaged = under(plan.rules.filter(rule => rule.stage === undefined))
  const title = plan.stages.length === 0 ? 'What is owed' : 'At any stage'
  const promises = [...stages, ...draft('section-any-stage', title, unstaged)]
  const otherwise = paragraphs([
    `Unless something else is said, whatever is owed ${waiverInWords(plan, usual)}.`,
    'A reminder goes out at the aim, if there is one, and otherwise when a quarter of the time is left.',
  ])
  return [
    ...draft('section-stages', 'Stages', renderStages(plan)),
    ...(promises.length === 0 ? [] : draft('section-promises', 'Promises', otherwise, promises)),
    ...draft(
      'section-playbooks',
      'Playbooks',
      [],
      (plan.playbooks ?? []).map(playbook => renderPlaybook(plan, playbook)),
    ),
  ]
}

/** The steps that wait, and who approves what. */
export function renderGates(plan: Plan): readonly Draft[] {
  const gates = plan.gates.map(gate =>
    entry(plan, 'gate', gate, '', paragraphs(gateInWords(plan, gate))),
  )
  return draft('section-gates', 'Gates and approvals', [...list(gates), ...renderApprovals(plan)])
}

function renderApprovals(plan: Plan): readonly Block[] {
  const columns = [
    ['What', 4],
    ['Whose approval', 8],
  ] as const
  const rows = plan.rules
    .filter(({ approvals }) => approvals.length > 0)
    .map(({ id, title, approvals }) => ({
      cells: [
        [{ to: anchorOf('obligation', id), text: title }],
        [approvalsInWords(plan, approvals).join(' ')],
      ],
    }))
  return table('What needs an approval', columns, rows)
}

/** Who may waive most of the obligations: said once instead of at each of them. */
function usualWaiver(plan: Plan): string | undefined {
  const waivers = plan.rules
    .filter(rule => canBeWaived(rule) && rule.regime === undefined)
    .map(rule => rule.waivableBy)
  const counts = new Map<string | undefined, number>()
  for (const waiver of waivers) counts.set(waiver, (counts.get(waiver) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}

function renderStages(plan: Plan): readonly Block[] {
  const columns = [
    ['Stage', 4],
    ['Goal', 5],
    ['Begins', 3],
  ] as const
  const rows = plan.stages.map(stage => ({
    cells: [
      [{ to: anchorOf('stage', stage.id), text: `${stage.priority}. ${stage.title}` }],
      [stage.goal],
      [stageBegins(plan, stage)],
    ],
  }))
  return table('The stages of the response, in their order', columns, rows)
}

function renderStage(plan: Plan, stage: Stage, promises: readonly Block[]): Draft {
  const { id, goal, title } = stage
  return {
    anchor: anchorOf('stage', id),
    title,
    see: clausesOf(plan, stage),
    blocks: [
      ...(goal === '' ? [] : [paragraph(`Goal: ${goal}.`)]),
      ...notesOf(stage),
      ...(promises.length === 0 ? [paragraph('Nothing is owed in this stage alone.')] : promises),
    ],
    sections: [],
  }
}

/** Those without a heading first; then each heading, in the order in which they come. */
function renderRules(
  plan: Plan,
  rules: readonly Rule[],
  usual: string | undefined,
): readonly Block[] {
  const headings = [...new Set(rules.flatMap(rule => rule.heading ?? []))]
  const under = (heading: string | undefined) =>
    list(rules.filter(rule => rule.heading === heading).map(rule => renderRule(plan, rule, usual)))
  return [
    ...under(undefined),
    ...headings.flatMap((heading): readonly Block[] => [
      { kind: 'heading', text: heading },
      ...under(heading),
    ]),
  ]
}

function renderRule(plan: Plan, rule: Rule, usual: string | undefined): Entry {
  const { waivableBy, help } = rule
  const { sentence, applies, times, also } = ruleInWords(plan, rule)
  const unusual = canBeWaived(rule) && waivableBy !== usual
  return entry(plan, 'obligation', rule, sentence, [
    ...(applies === undefined ? [] : [paragraph(applies.lead)]),
    ...list((applies?.parts ?? []).map(part => ({ text: [part] }))),
    ...(times.length === 0 ? [] : [paragraph('By when (of these the first that holds):')]),
    ...list(times.map(time => ({ text: [time] }))),
    ...paragraphs([
      ...also,
      ...(unusual ? [`It ${waiverInWords(plan, waivableBy)}.`] : []),
      ...(help === undefined ? [] : [help]),
    ]),
  ])
}

function renderPlaybook(plan: Plan, playbook: Playbook): Draft {
  const steps = playbook.rules.map(rule => ({
    text: [{ to: anchorOf('obligation', rule), text: titleOf(plan.rules, rule) }],
  }))
  return {
    anchor: anchorOf('playbook', playbook.id),
    title: playbook.title,
    see: clausesOf(plan, playbook),
    blocks: [
      paragraph(`${capitalised(whenInWords(plan, playbook.when))}, these are owed:`),
      ...list(steps),
      ...notesOf(playbook),
    ],
    sections: [],
  }
}

import type { Plan, Rule } from '#/core/plan/plan.ts'
import type { Cadence, Clock } from '#/core/plan/clock.ts'
import type { Act } from '#/core/plan/act.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'
import {
  audienceNames,
  capitalised,
  everyInWords,
  levelName,
  listInWords,
  partyName,
  partyNames,
  quoted,
  ruleName,
  spanInWords,
  startInWords,
} from '#/core/plan/sentence/words.ts'

/** The product, where it acts by itself. */
const PRODUCT = 'Tocsin'

/** `The Communications Lead writes an update to All team members within 1 hour of declaration.` */
export function ruleInWords(plan: Plan, rule: Rule): string {
  const { clock, every } = rule
  const act = `${capitalised(ownerInWords(plan, rule))} ${actInWords(plan, rule.act)}`
  return `${act}${eachInWords(rule)}${deadlineInWords(plan, clock, every)}${besidesInWords(plan, rule.act)}.`
}

/** What else holds of a promise, a sentence each: when it applies, until when, after what, and what happens when it is late. */
export function conditionsOfRule(plan: Plan, rule: Rule): readonly string[] {
  const { until, met, after, late } = rule
  const are = late.notify.length > 1 ? 'are' : 'is'
  const consequences = [
    ...(late.escalate === undefined ? [] : [`${levelName(plan, late.escalate)} is woken`]),
    ...(late.notify.length === 0 ? [] : [`${audienceNames(plan, late.notify)} ${are} told`]),
  ]
  return [
    ...whenInWords(plan, rule),
    ...(until === undefined ? [] : [`Until ${conditionInWords(plan, until)}.`]),
    ...(met === undefined ? [] : [`Met by itself as soon as ${conditionInWords(plan, met)}.`]),
    ...(after.length === 0
      ? []
      : [`Not before ${listInWords(after.map(id => ruleName(plan, id)))}.`]),
    ...(consequences.length === 0 ? [] : [`When it is late, ${consequences.join(', and ')}.`]),
  ]
}

/** Who may waive it, as the rest of a sentence about the obligation. */
export function waiverInWords(plan: Plan, waivableBy: string | undefined): string {
  if (waivableBy === undefined) return 'may not be waived'
  return `may be waived by ${partyName(plan, waivableBy)}, with a reason`
}

/** The condition of a playbook is said once, at the playbook: its steps name it. */
function whenInWords(plan: Plan, { when, playbooks }: Rule): readonly string[] {
  if (when.kind === 'always') return []
  const playbook = plan.playbooks?.find(({ id }) => playbooks.length === 1 && id === playbooks[0])
  const [first, ...rest] = when.kind === 'all' ? when.of : [when]
  if (playbook === undefined || JSON.stringify(first) !== JSON.stringify(playbook.when))
    return [`When ${conditionInWords(plan, when)}.`]
  const name = `In the playbook ${quoted(playbook.title)}`
  if (rest.length === 0) return [`${name}.`]
  return [`${name}, when ${conditionInWords(plan, { kind: 'all', of: rest })}.`]
}

function ownerInWords(plan: Plan, { by, each }: Rule): string {
  if (by === undefined) return PRODUCT
  if (by !== 'each') return partyName(plan, by)
  if (each === 'responder') return 'everyone who responded'
  return each === 'follow-up' ? 'the owner of each follow-up' : 'the owner of each system'
}

function eachInWords({ by, each }: Rule): string {
  if (each === undefined || by === 'each') return ''
  if (each === 'responder') return ' to each who responded'
  return each === 'system' ? ' for each affected system' : ' for each follow-up'
}

/** What is done, as the rest of a sentence about who does it. The time follows it, and then what `besidesInWords` says. */
function actInWords(plan: Plan, act: Act): string {
  switch (act.do) {
    case 'task':
      return 'does this'
    case 'ask':
      return `answers ${quoted(plan.facts.find(({ id }) => id === act.fact)?.ask ?? act.fact)}`
    case 'page':
      return `wakes ${partyNames(plan, act.to)}`
    case 'notify':
      return `tells ${audienceNames(plan, act.to)}`
    case 'update':
      return `writes an update to ${audienceNames(plan, act.to)}`
    case 'notice':
      return `sends ${templateName(plan, act.template, 'a notice')} to ${audienceNames(plan, act.to)}`
    case 'report':
      return `submits ${templateName(plan, act.template, 'a report')} to ${audienceNames(plan, act.to)}`
    case 'gather':
      return `adds evidence of the kind ${quoted(act.kind)}`
    case 'escalate':
      return `escalates to ${levelName(plan, act.level)}`
    case 'meet':
      return 'holds a meeting'
    case 'notes':
      return 'writes down what they did and saw'
    case 'feedback':
      return 'gives feedback'
    case 'follow-up':
      return 'records follow-ups'
    case 'finding':
      return `records findings of the kind ${quoted(act.kind)}`
    case 'file':
      return `files ${templateName(plan, act.template, 'it')} in ${quoted(act.tracker)}`
    case 'publish':
      return `publishes ${templateName(plan, act.template, 'it')} in ${quoted(act.where)}`
  }
}

/** How it is done, after the time at which it is due. */
function besidesInWords(plan: Plan, act: Act): string {
  switch (act.do) {
    case 'page':
      return `${viaInWords(act.via)}, until someone acknowledges`
    case 'notify':
      return viaInWords(act.via)
    case 'update':
      return act.promisesNext ? ', and says when the next one comes' : ''
    case 'notice':
    case 'report':
    case 'publish':
      return act.approval.length === 0 ? '' : `, once approved by ${partyNames(plan, act.approval)}`
    case 'meet':
      return act.attend.length === 0 ? '' : `, with ${partyNames(plan, act.attend)} present`
    case 'follow-up':
      return act.designatedBy === undefined
        ? ''
        : `, whose owners ${partyName(plan, act.designatedBy)} names`
    case 'file':
      return act.priority === undefined ? '' : `, with priority ${quoted(act.priority)}`
    default:
      return ''
  }
}

function viaInWords(via: readonly string[]): string {
  return via.length === 0 ? '' : `, by ${via.join(', then ')}`
}

function templateName(plan: Plan, template: string | undefined, otherwise: string): string {
  if (template === undefined) return otherwise
  return quoted(plan.templates.find(({ id }) => id === template)?.title ?? template)
}

/** When it is due, as the end of a sentence; empty when it has no clock. */
function deadlineInWords(plan: Plan, clock: Clock | undefined, every: Cadence | undefined): string {
  return `${clockInWords(plan, clock, every)}${cadenceInWords(plan, every)}`
}

function clockInWords(plan: Plan, clock: Clock | undefined, every: Cadence | undefined): string {
  if (clock === undefined) return ''
  const { within, aim, unmeasured } = clock
  const start = clock.from.kind === 'applies' ? '' : startInWords(plan, clock.from)
  const of = start === '' ? '' : ` of ${start}`
  const limit = within === undefined ? '' : ` within ${spanInWords(within)}${of}`
  const aimed = aim === undefined ? '' : ` (aiming at ${spanInWords(aim)})`
  // The words of the document stand as they are: no figure is put in their place.
  const words = unmeasured === undefined ? '' : `, ${quoted(unmeasured)}`
  const open = within === undefined && start !== '' && every === undefined
  const from = !open
    ? ''
    : unmeasured === undefined
      ? `, from ${start} on`
      : `, counted from ${start}`
  return `${limit}${aimed}${words}${from}`
}

function cadenceInWords(plan: Plan, every: Cadence | undefined): string {
  if (every === undefined) return ''
  const from =
    every.from.kind === 'applies' ? '' : `, counted from ${startInWords(plan, every.from)}`
  const aimed = every.aim === undefined ? '' : ` (aiming at ${spanInWords(every.aim)})`
  return `, again and again, at the latest ${everyInWords(every.limit)}${aimed}${from}`
}

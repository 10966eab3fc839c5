import type { Classifying, Grade, Lowering } from '#/core/plan/classification.ts'
import type { Start } from '#/core/plan/clock.ts'
import type {
  Fact,
  IncidentType,
  Intake,
  Moment,
  Plan,
  Severity,
  Source,
  System,
  TemplatePart,
} from '#/core/plan/plan.ts'
import { conditionInWords, endInWords, whenInWords } from '#/core/plan/sentence/condition.ts'
import { momentInWords, startInWords } from '#/core/plan/sentence/moment.ts'
import {
  answersInWords,
  listInWords,
  partyName,
  partyNames,
  questionOf,
  quoted,
  spanInWords,
  titleOf,
} from '#/core/plan/sentence/words.ts'

/** What is said of how incidents come in and are judged, in whole sentences. */

export function labelsInWords({ labels }: Severity): readonly string[] {
  if (labels.length === 0) return []
  return [`Machines call this level ${listInWords(labels.map(quoted), 'or')}.`]
}

export function floorInWords(plan: Plan, { floor }: Pick<Grade, 'floor'>): readonly string[] {
  if (floor === undefined) return []
  return [`No milder level may be given when ${conditionInWords(plan, floor)}.`]
}

/** How a level is given, beyond that the worst one that is proposed is proposed. */
export function classifyingInWords(plan: Plan, { inDoubt, lower }: Classifying): readonly string[] {
  return [
    ...(inDoubt === 'higher'
      ? [
          'When in doubt, the worse level: while it cannot be told whether a worse level is proposed, that one is.',
        ]
      : []),
    ...(lower === undefined ? [] : [loweringInWords(plan, lower)]),
  ]
}

function loweringInWords(plan: Plan, { when, by }: Lowering): string {
  const conditions = [
    ...(when.kind === 'always' ? [] : [`only ${whenInWords(plan, when)}`]),
    ...(by.length === 0 ? [] : [`only by ${partyNames(plan, by, 'or')}`]),
    'only with a reason on record',
  ]
  return `A level may be lowered ${listInWords(conditions)}.`
}

export function systemTier({ tier }: System): string {
  return tier === undefined ? 'None stated' : `Tier ${tier}`
}

export function typeInWords({ means, security }: IncidentType): string {
  return [means, ...(security ? ['It counts as a security incident.'] : [])].join(' ').trim()
}

export function sourceReporter({ machine }: Source): string {
  return machine ? 'A machine' : 'A person'
}

export function factInWords(plan: Plan, fact: Fact): string {
  const { kind, choices, by, is, known, when } = fact
  if (is !== undefined) return `Nobody is asked: it is yes when ${conditionInWords(plan, is)}.`
  if (known !== undefined)
    return `Nobody is asked: in every incident the answer is ${answersInWords([known])}.`
  const answers = {
    'yes-no': 'yes or no',
    number: 'a number',
    choice: answersInWords(choices),
    text: 'free text',
  }[kind]
  const asked = by === undefined ? 'Asked' : `Asked of ${partyName(plan, by)}`
  return `${asked}${askedInWords(plan, when)}. The answer is ${answers}.`
}

function askedInWords(plan: Plan, when: Fact['when']): string {
  if (when === undefined) return ' as soon as something waits for the answer'
  const end = endInWords(plan, when)
  return end === undefined ? ` ${whenInWords(plan, when)}` : ` until ${end}`
}

/** Starts that are something which happens, and not an instant themselves. */
const COMES_WITH: ReadonlySet<Start['kind']> = new Set([
  'moment',
  'met',
  'answered',
  'assessed',
  'decided',
])

export function momentOfPlanInWords(plan: Plan, { is, by, scheduled }: Moment): string {
  if (is !== undefined) {
    const otherwise = by === undefined ? '' : `, unless ${partyName(plan, by)} marks another`
    return `It ${COMES_WITH.has(is.kind) ? 'comes with' : 'is'} ${startInWords(plan, is)}${otherwise}.`
  }
  const marked = `It is marked by ${by === undefined ? 'a person' : partyName(plan, by)}.`
  return scheduled
    ? `${marked} It may be set before it comes, and moved; what is counted from it moves with it.`
    : marked
}

export function intakeInWords(plan: Plan, { groupBy, join, source }: Intake): readonly string[] {
  return [
    ...(groupBy.length === 0
      ? []
      : [`Alerts that have the same ${listInWords(groupBy.map(quoted))} are one signal.`]),
    `For ${spanInWords(join)} further signals join an incident that nobody has classified yet.`,
    `An alert that names no source counts as ${quoted(titleOf(plan.sources, source))}.`,
  ]
}

/** A text with `{{placeholders}}` as people read it: `‹title›`. */
export function filledInWords(plan: Plan, text: string): string {
  return text.replace(
    /\{\{([^{}]*)\}\}/g,
    (_, inner: string) => `‹${blankInWords(plan, inner.trim())}›`,
  )
}

/** A part of a message that a person fills in: its title, when it is wanted, and what stands there to begin with. */
export function templatePartInWords(plan: Plan, part: TemplatePart): string {
  const { title, draft, when, optional } = part
  const wanted = when === undefined ? '' : ` (only ${whenInWords(plan, when)})`
  const free = optional === undefined ? '' : ' (may be left out)'
  return `${title}${wanted}${free}${draft === undefined ? '' : `: ${filledInWords(plan, draft)}`}`
}

function blankInWords(plan: Plan, placeholder: string): string {
  const [kind, id = ''] = placeholder.split(':')
  switch (kind) {
    case 'fact':
      return `answer to ${questionOf(plan, id)}`
    case 'field':
      return `${quoted(titleOf(plan.fields, id))} in the record`
    case 'moment':
      return `time of ${momentInWords(plan, id)}`
    case 'id':
      return 'number of the incident'
    case 'title':
      return 'title of the incident'
    case 'detected':
      return 'time of detection'
    case 'systems':
      return 'affected systems'
    default:
      return placeholder
  }
}

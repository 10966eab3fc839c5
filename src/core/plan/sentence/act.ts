import type { Act } from '#/core/plan/act.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { evidenceKind } from '#/core/plan/sentence/frame.ts'
import {
  audienceNames,
  byChannels,
  counted,
  levelName,
  partyName,
  partyNames,
  questionOf,
  quoted,
  severityName,
  titleOf,
} from '#/core/plan/sentence/words.ts'

/** What is done, as the rest of a sentence about who must do it, or of one that begins with the product, which does it itself. */
export function actInWords(plan: Plan, act: Act): string {
  switch (act.do) {
    case 'task':
      return 'see to this'
    case 'ask':
      return `answer ${questionOf(plan, act.fact)}`
    case 'page':
      return `wakes ${partyNames(plan, act.to)}`
    case 'notify':
      return `tells ${audienceNames(plan, act.to)}`
    case 'update':
      return `write an update to ${audienceNames(plan, act.to)}`
    case 'notice':
      return `send ${templateName(plan, act.template, 'a notice')} to ${audienceNames(plan, act.to)}`
    case 'report':
      return `submit ${templateName(plan, act.template, 'a report')} to ${audienceNames(plan, act.to)}`
    case 'gather':
      return `secure evidence of the kind ${evidenceKind(plan, act.kind)}`
    case 'escalate':
      return `takes the incident to ${levelName(plan, act.level)}`
    case 'meet':
      return `hold a meeting${act.attend.length === 0 ? '' : ` attended by ${partyNames(plan, act.attend)}`}`
    case 'notes':
      return 'write down what they did and saw'
    case 'feedback':
      return 'give feedback'
    case 'follow-up':
      return 'put follow-ups on record'
    case 'finding':
      return `put findings of the kind ${quoted(act.kind)} on record`
    case 'file':
      return `file ${templateName(plan, act.template, 'the incident')} in ${placeInWords(act.tracker)}${act.priority === undefined ? '' : ` with the priority ${quoted(act.priority)}`}`
    case 'publish':
      return `publish ${templateName(plan, act.template, 'a text')} ${act.where === 'status-page' ? 'on' : 'in'} ${placeInWords(act.where)}`
    case 'confirm':
      return `confirm ${act.of === 'severity' ? 'the severity' : `the assessment of ${quoted(titleOf(plan.classifications, act.of))}`}`
    case 'restrict':
      return `shows the incident only to ${audienceNames(plan, act.to)}`
    case 'raise':
      return `raises the severity ${'to' in act ? `to ${severityName(plan, act.to)} at least` : `by ${counted(act.levels, 'level')}`}`
    case 'hand-over':
      return `hand the role of ${partyName(plan, act.role)} over to another person`
  }
}

/** How it is done, after the time at which it is due. */
export function mannerInWords(plan: Plan, { act, by }: Pick<Rule, 'act' | 'by'>): string {
  switch (act.do) {
    case 'page':
      return `${viaInWords(act)}, until someone acknowledges`
    case 'notify':
      return viaInWords(act)
    case 'update':
      return act.promisesNext ? ', and say when the next one comes' : ''
    case 'follow-up':
      if (act.designatedBy === undefined) return ''
      return act.designatedBy === by
        ? ', and designate their owners'
        : `, with owners whom ${partyName(plan, act.designatedBy)} designates`
    case 'confirm':
      return ', and may not be the one who gave it'
    case 'restrict':
      return act.label === undefined
        ? ''
        : `, and marks every message about it with ${quoted(act.label)}`
    case 'task':
    case 'ask':
    case 'gather':
    case 'escalate':
    case 'notes':
    case 'feedback':
    case 'finding':
    case 'meet':
    case 'file':
    case 'notice':
    case 'report':
    case 'publish':
    case 'raise':
    case 'hand-over':
      return ''
  }
}

/** Places that most plans name alike. */
const PLACES: Readonly<Record<string, string>> = {
  github: 'GitHub',
  library: 'the library',
  'status-page': 'the status page',
}

/** Where something is filed or made public: `the library`. */
export function placeInWords(place: string): string {
  return (Object.hasOwn(PLACES, place) ? PLACES[place] : undefined) ?? quoted(place)
}

/** The text that goes out with an act of the product's own; undefined when there is none. */
export function textOf(act: Act): string | undefined {
  return act.do === 'page' || act.do === 'notify' ? act.text : undefined
}

function viaInWords({ via }: Extract<Act, { do: 'page' | 'notify' }>): string {
  return via.length === 0 ? '' : `, ${byChannels(via)}`
}

function templateName(plan: Plan, template: string | undefined, otherwise: string): string {
  return template === undefined ? otherwise : quoted(titleOf(plan.templates, template))
}

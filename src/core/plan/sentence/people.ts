import type { CommandName } from '#/core/plan/command-name.ts'
import type { Audience, Level, Pace, Plan, Role } from '#/core/plan/plan.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'
import {
  capitalised,
  channelNames,
  counted,
  listInWords,
  partyName,
  partyNames,
  quoted,
  spanInWords,
  timesInWords,
  titleOf,
} from '#/core/plan/sentence/words.ts'

/** What is said of who acts and who is told, in whole sentences. */

export function roleInWords(plan: Plan, role: Role): readonly string[] {
  const { holders, notWith } = role
  const [first, ...others] = holders.map(holder => titleOf(plan.positions, holder))
  const order = others.map(other => `, then ${other}`).join('')
  return [
    first === undefined ? 'Nobody holds this role.' : `Held by: ${first}${order}.`,
    ...(notWith.length === 0
      ? []
      : [`Whoever holds it may not also be ${partyNames(plan, notWith, 'or')}.`]),
    ...tenureInWords(role),
    ...placeInWords(plan, role),
  ]
}

/** For how long a role is held, and how it passes on. */
function tenureInWords({ most, rest, needs = [], standIn, handOver }: Role): readonly string[] {
  return [
    ...(needs.length === 0
      ? []
      : [`Holding it needs the training ${listInWords(needs.map(quoted))}.`]),
    ...(standIn === undefined ? [] : ['Until somebody takes it, whoever responds first holds it.']),
    ...(most === undefined
      ? []
      : [`One person holds it for at most ${spanInWords(most)}, and then hands it over.`]),
    ...(rest === undefined
      ? []
      : [`Whoever held it for that long does not take it again for ${spanInWords(rest)}.`]),
    ...(handOver === undefined
      ? []
      : ['Whoever hands it over holds it until the other has accepted.']),
  ]
}

/** Where a role stands among the others. */
function placeInWords(plan: Plan, { under, span, many }: Role): readonly string[] {
  return [
    ...(under === undefined ? [] : [`It reports to ${partyName(plan, under)}.`]),
    ...(span === undefined ? [] : [`At most ${counted(span, 'person', 'people')} report to it.`]),
    ...(many === undefined ? [] : ['Several people may hold it at once.']),
  ]
}

export function rolesEachInWords({ rolesEach }: Plan): readonly string[] {
  if (rolesEach === undefined) return []
  return [`One person holds at most ${counted(rolesEach, 'role')} in one incident.`]
}

/** What a person does with each command. Only those that a plan reserves are shown to its readers. */
const COMMAND_WORDS: Readonly<Record<CommandName, string>> = {
  declare: 'declare an incident',
  'attach-signal': 'attach a signal to an incident',
  assess: 'give the level of a classification',
  classify: 'give the severity and the type',
  declassify: 'decide that it is no incident',
  answer: 'answer a question',
  'verify-breach': 'verify a breach',
  mark: 'mark a moment',
  'correct-moment': 'correct a moment',
  assign: 'give a role to somebody',
  accept: 'take on a role',
  decline: 'decline a role',
  'hand-over': 'hand a role over',
  'call-in': 'call somebody in',
  acknowledge: 'acknowledge',
  'hand-on': 'hand a page on',
  complete: 'tick what is done',
  waive: 'waive what is owed',
  'begin-stage': 'begin a stage',
  update: 'send an update',
  'ask-approval': 'ask for an approval',
  approve: 'approve',
  object: 'object',
  'take-decision': 'take a decision',
  'send-notice': 'send a notice',
  'submit-report': 'submit a report',
  'add-evidence': 'add evidence',
  'transfer-evidence': 'hand evidence over',
  'delete-evidence': 'delete evidence',
  note: 'note something in the log',
  'write-notes': 'write notes on one’s own part',
  'add-finding': 'record a finding',
  'add-follow-up': 'record a follow-up',
  'finish-follow-up': 'finish a follow-up',
  'give-feedback': 'give feedback',
  'schedule-meeting': 'set the date of a meeting',
  'hold-meeting': 'record that a meeting was held',
  escalate: 'escalate',
  'set-field': 'fill in the record',
  'add-systems': 'name affected systems',
  publish: 'publish a text',
  restrict: 'restrict who may see the incident',
  contain: 'declare it contained',
  resolve: 'declare it resolved',
  close: 'close the incident',
  reopen: 'reopen the incident',
  'split-off': 'split a part off into an incident of its own',
  merge: 'merge the incident into another',
  absorb: 'take another incident in',
  'record-receipts': 'record what became of messages',
  wake: 'record what time has brought',
  migrate: 'go on under another version of the plan',
  redact: 'take something out of the log',
}

export function commandInWords(command: CommandName): string {
  return COMMAND_WORDS[command]
}

/** Who an audience is, and whether it is outside the organisation. */
export function audienceInWords(plan: Plan, { title, members, outside }: Audience): string {
  if (!outside) return membersInWords(plan, title, members)
  const contacts = members.filter(member => member !== 'reporter')
  const who = [
    ...(contacts.length === 0
      ? []
      : [`those listed in the directory under ${listInWords(contacts.map(quoted))}`]),
    ...members.filter(member => member === 'reporter').map(member => partyName(plan, member)),
  ]
  return `Outside the organisation: ${listInWords(who)}. Never reached in an exercise.`
}

function membersInWords(plan: Plan, title: string, members: readonly string[]): string {
  const [only] = members
  if (members.length === 1 && only === 'everyone') return 'Everyone in the directory.'
  const kinds = { role: plan.roles, position: plan.positions, group: plan.groups }
  const namesake = Object.entries(kinds).find(([, parties]) =>
    parties.some(party => members.length === 1 && party.id === only && party.title === title),
  )
  return namesake === undefined
    ? `${capitalised(partyNames(plan, members))}.`
    : `The ${namesake[0]} of that name.`
}

export function pagingInWords({ paging, severities }: Plan): string {
  const { wait, rounds, via, levels = [] } = paging
  const others = levels.map(level => {
    const title = titleOf(severities, level.severity)
    return ` At ${quoted(title)}: ${paceInWords(level)}.`
  })
  const given = others.length === 0 ? '' : ' The same holds as long as no level was given.'
  return `${usualPaging({ wait, rounds, via })}${given}${others.join('')}`
}

function paceInWords({ wait, rounds, via }: Partial<Pace>): string {
  return [
    ...(wait === undefined ? [] : [`${spanInWords(wait)} to answer`]),
    ...(rounds === undefined ? [] : [`everyone is asked ${timesInWords(rounds)}`]),
    ...(via === undefined ? [] : [`by ${channelNames(via)}`]),
  ].join(', ')
}

function usualPaging({ wait, rounds, via }: Pace): string {
  return `Whoever is woken, by ${channelNames(via)}, has ${spanInWords(wait)} to answer; then the next in line is woken. When everyone has been asked ${timesInWords(rounds)} and nobody has answered, the level above is woken. At the top the asking goes on until somebody answers.`
}

export function levelMembers(plan: Plan, { members }: Level): string {
  return capitalised(partyNames(plan, members))
}

export function levelCondition(plan: Plan, { when }: Level): string {
  return when === undefined ? 'In any incident' : `Only when ${conditionInWords(plan, when)}`
}

import { isNever } from '#/core/plan/condition.ts'
import type { Weekday } from '#/core/calendar/calendar.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import type {
  Channel,
  ComputedField,
  Field,
  Gate,
  GATED_STEPS,
  GatedStep,
  Measure,
  Plan,
  PlanCalendar,
  Stage,
} from '#/core/plan/plan.ts'
import type { PeriodRule, Regime } from '#/core/plan/regime.ts'
import { dayInWords } from '#/core/document/text.ts'
import { conditionInWords, whenInWords } from '#/core/plan/sentence/condition.ts'
import { momentInWords } from '#/core/plan/sentence/moment.ts'
import {
  audienceName,
  capitalised,
  channelNames,
  listInWords,
  partyName,
  quoted,
  ruleName,
  ruleNames,
  severityNames,
  spanInWords,
  titleOf,
  titlesOf,
} from '#/core/plan/sentence/words.ts'

/** What is said of what frames the response: stages and gates, the record, measures, and what recurs. */

export function stageBegins(plan: Plan, { begins }: Stage): string {
  return begins === undefined
    ? 'When somebody begins it'
    : `By itself, as soon as ${conditionInWords(plan, begins)}`
}

/** `Resolution must wait until “Verify that the fix works” is done.` */
export function gateInWords(plan: Plan, gate: Gate): readonly string[] {
  const { before, when, needs, fields, until, waivableBy } = gate
  const needed = [
    ...(needs.length === 0
      ? []
      : [`${ruleNames(plan, needs)} ${needs.length === 1 ? 'is' : 'are'} done`]),
    ...(fields.length === 0 ? [] : [`the record holds ${titlesOf(plan.fields, fields)}`]),
    ...(until === undefined || isNever(until) ? [] : [conditionInWords(plan, until)]),
  ]
  const only = when.kind === 'always' ? '' : `${whenInWords(plan, when)}, `
  const steps = listInWords(before.map(step => stepInWords(plan, step)))
  const isShut = needed.length === 0 || (until !== undefined && isNever(until))
  const wait = isShut ? 'must not happen' : `must wait until ${needed.join(', and ')}`
  return [
    capitalised(`${only}${steps} ${wait}.`),
    waivableBy === undefined
      ? 'Nobody may waive this.'
      : `It may be waived by ${partyName(plan, waivableBy)}, with a reason.`,
  ]
}

function stepInWords(plan: Plan, step: GatedStep): string {
  if (step === 'resolve') return 'resolution'
  if (step === 'close') return 'closure'
  const [kind, id] = step.split(':') as [(typeof GATED_STEPS)[number], string]
  switch (kind) {
    case 'stage':
      return `the stage ${quoted(titleOf(plan.stages, id))}`
    case 'send':
      return `the sending of ${ruleName(plan, id)}`
    case 'do':
      return ruleName(plan, id)
    case 'decide':
      return `the decision ${quoted(titleOf(plan.decisions, id))}`
    case 'tell':
      return `any message to ${audienceName(plan, id)}`
    case 'via':
      return `any message by ${channelNames([id as Channel])}`
  }
}

const COMPUTED_WORDS: Readonly<Record<ComputedField, string>> = {
  id: 'The number of the incident',
  severity: 'The severity, as last given',
  type: 'The type, as last given',
  detected: 'The moment of detection',
  reporter: 'Who reported it',
  systems: 'The systems that were named',
  timeline: 'Written by itself from the log',
}

export function fieldSource({ from }: Field): string {
  return from === undefined ? 'A person fills it in' : COMPUTED_WORDS[from]
}

export function measureInWords(plan: Plan, { from, to, by }: Measure): string {
  const figure =
    from === undefined || to === undefined
      ? 'The number of incidents'
      : `The time from ${momentInWords(plan, from)} to ${momentInWords(plan, to)}`
  return `${figure}${by.length === 0 ? '' : `, by ${listInWords(by)}`}`
}

export function targetInWords(plan: Plan, { target }: Measure): string {
  if (target === undefined) return 'None stated'
  const { within, severities } = target
  const of = severities.length === 0 ? '' : ` for ${severityNames(plan, severities, 'and')}`
  return `Within ${spanInWords(within)}${of}`
}

/** A kind of evidence by the title under which it is kept. */
export function evidenceKind(plan: Plan, kind: string): string {
  return quoted(plan.retention.find(retention => retention.kind === kind)?.title ?? kind)
}

const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

/** Working days and hours, a sentence each. */
export function calendarInWords(calendar: PlanCalendar): readonly string[] {
  const { zone, days, hours, holidays, closed, open } = calendar
  const time = hours === undefined ? 'the whole day' : `from ${hours.from} to ${hours.to}`
  return [
    `Working time is ${daysInWords(days)}, ${time}, in ${zone}.`,
    holidays.length === 0
      ? 'Public holidays are worked.'
      : `Public holidays are not worked: those of ${listInWords(holidays.map(placeInWords))}.`,
    ...(closed.length === 0 ? [] : [`Closed besides: ${listInWords(closed.map(dayInWords))}.`]),
    ...(open.length === 0 ? [] : [`Open all the same: ${listInWords(open.map(dayInWords))}.`]),
  ]
}

/** `Monday to Friday`, `Monday, Wednesday and Friday`. */
function daysInWords(days: readonly Weekday[]): string {
  const names = days.map(day => WEEKDAY_NAMES[day])
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 'no day'
  const span = WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) + 1
  const isRun = days.length > 2 && span === days.length
  return isRun ? `${names[0]} to ${names.at(-1)}` : listInWords(names)
}

/** `Germany (DE-BY)`: places of the holiday library begin with a country. */
function placeInWords(place: string): string {
  const country = place.slice(0, 2)
  const name = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(country)
  return name === undefined ? place : `${name} (${place})`
}

const PERIOD_RULES: Readonly<Record<PeriodRule, string>> = {
  'reg-1182-71':
    'The hour or the day of the event is not counted, and a period that is not in hours ends with its last working day (Regulation 1182/71, Article 3): the legal end may be later than the limit that is kept here.',
  'whole-days':
    'A period in days ends with the last of them: the legal end may be later than the limit that is kept here.',
}

/** Which law a regime is, since when, and on whose calendar. */
export function regimeInWords(plan: Plan, regime: Regime): readonly string[] {
  const { law, version, inForce, calendar, periods } = regime
  const { since, until } = inForce ?? {}
  const from = since === undefined ? '' : ` from ${dayInWords(since)} on`
  const end = until === undefined ? '' : ` before ${dayInWords(until)}`
  return [
    `${law}, in version ${version} of its rules.`,
    ...(from === '' && end === ''
      ? []
      : [
          `In force${from}${end}. What it asks is owed where its clock, or, until that is known, the detection, falls in this time.`,
        ]),
    ...(periods === undefined ? [] : [PERIOD_RULES[periods]]),
    ...(calendar === undefined
      ? []
      : [`Its times are counted in the calendar ${quoted(titleOf(plan.calendars, calendar))}.`]),
  ]
}

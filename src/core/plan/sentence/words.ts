import type { Plan } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'
import { BUILT_IN_MOMENTS } from '#/core/plan/plan.ts'
import type { BuiltInMoment } from '#/core/plan/plan.ts'
import type { Span } from '#/core/time.ts'

/** Plain words for the names and times of a plan. Texts of the plan come out as they are: whoever shows them escapes them. */

/** `a`, `a and b`, `a, b and c`. */
export function listInWords(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}

const UNITS: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  q: 'quarter',
  y: 'year',
}

/** `1h30m` as `1 hour 30 minutes`. */
export function spanInWords({ text }: Span): string {
  const parts = [...text.matchAll(/(\d+)(mo|[smhdwqy])/g)]
  return parts
    .map(([, count = '', unit = '']) => `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}`)
    .join(' ')
}

/** `every day`, `every 2 hours`. */
export function everyInWords(span: Span): string {
  return `every ${spanInWords(span).replace(/^1 (\S+)$/, '$1')}`
}

const MOMENTS: Readonly<Record<BuiltInMoment, string>> = {
  occurred: 'the beginning',
  detected: 'detection',
  aware: 'awareness',
  declared: 'declaration',
  declassified: 'declassification',
  acknowledged: 'the first response',
  classified: 'classification',
  reclassified: 'the last change of severity',
  verified: 'verification of the breach',
  contained: 'containment',
  resolved: 'resolution',
  reviewed: 'the review',
  closed: 'closing',
  reopened: 'reopening',
  merged: 'merging',
}

export function momentInWords(plan: Plan, moment: string): string {
  const builtIn = BUILT_IN_MOMENTS.find(candidate => candidate === moment)
  if (builtIn !== undefined) return MOMENTS[builtIn]
  return quoted(plan.moments.find(({ id }) => id === moment)?.title ?? moment)
}

export function startInWords(plan: Plan, start: Start): string {
  switch (start.kind) {
    case 'applies':
      return 'when it comes to apply'
    case 'entered':
      return LATER_CHANGE
    case 'moment':
      return momentInWords(plan, start.moment)
    case 'met':
      return `completion of ${ruleName(plan, start.rule)}`
    case 'earliest':
      return `the earliest known of ${partsInWords(plan, start.of)}`
    case 'newest':
      return newestInWords(plan, start.of)
    case 'latest':
      return `the latest of ${partsInWords(plan, start.of)}, once all are known`
  }
}

const LATER_CHANGE = 'the later change that made it apply'

function newestInWords(plan: Plan, starts: readonly Start[]): string {
  const known = starts.filter(start => start.kind !== 'entered')
  const [only] = known
  const words =
    known.length === 1 && only !== undefined
      ? startInWords(plan, only)
      : `the latest known of ${partsInWords(plan, known)}`
  return known.length === starts.length ? words : `${words}, or ${LATER_CHANGE}`
}

function partsInWords(plan: Plan, starts: readonly Start[]): string {
  return listInWords(starts.map(part => startInWords(plan, part)))
}

export function quoted(text: string): string {
  return `“${text}”`
}

export function ruleName(plan: Plan, rule: string): string {
  return quoted(plan.rules.find(({ id }) => id === rule)?.title ?? rule)
}

/** `P0 (Critical)`; the id alone when the title says no more. */
export function severityName(plan: Plan, severity: string): string {
  const title = plan.severities.find(({ id }) => id === severity)?.title
  return title === undefined || title.toLowerCase() === severity.toLowerCase()
    ? (title ?? severity)
    : `${severity} (${title})`
}

export function levelName(plan: Plan, level: number): string {
  const title = plan.levels.find(candidate => candidate.level === level)?.title
  return title === undefined ? `level ${level}` : `level ${level} (${title})`
}

/** Parties and audiences that the language names itself. */
const CROWD: Readonly<Record<string, string>> = {
  everyone: 'everyone',
  responders: 'all who respond',
  reporter: 'whoever reported it',
  'on-call': 'whoever is on call',
}

/** A role, position or group as the one that acts: `the Incident Commander`. */
export function partyName(plan: Plan, party: string): string {
  const named = [...plan.roles, ...plan.positions, ...plan.groups].find(({ id }) => id === party)
  if (Object.hasOwn(CROWD, party)) return CROWD[party] ?? party
  return named === undefined ? party : `the ${named.title}`
}

/** An audience by its title; a party by its own. */
function audienceName(plan: Plan, audience: string): string {
  return plan.audiences.find(({ id }) => id === audience)?.title ?? partyName(plan, audience)
}

export function partyNames(plan: Plan, parties: readonly string[]): string {
  return listInWords(parties.map(party => partyName(plan, party)))
}

export function audienceNames(plan: Plan, audiences: readonly string[]): string {
  return listInWords(audiences.map(audience => audienceName(plan, audience)))
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

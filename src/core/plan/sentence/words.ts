import type { Answer, Channel, Plan } from '#/core/plan/plan.ts'
import type { Instant, Span } from '#/core/time.ts'

/** Plain words for the names and times of a plan. Texts of the plan come out as they are: whoever shows them escapes them. */

/** The product, where it acts by itself. */
export const PRODUCT = 'Tocsin'

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

/** `1h30m` as `1 hour 30 minutes`. A span that is written in words already stays so. */
export function spanInWords({ text }: Span): string {
  const parts = [...text.matchAll(/(\d+)(mo|[smhdwqy])(?![a-z])/g)]
  if (parts.length === 0) return text
  return parts
    .map(([, count = '', unit = '']) => counted(Number(count), UNITS[unit] ?? unit))
    .join(' ')
}

/** `every day`, `every 2 hours`. */
export function everyInWords(span: Span): string {
  return `every ${spanInWords(span).replace(/^1 (\S+)$/, '$1')}`
}

/** The day of an instant in a zone: `2026-11-22`. */
export function dayIn(zone: string, at: Instant): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** `1 minute`, `2 minutes`. */
export function counted(count: number, noun: string, several = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : several}`
}

/** `once`, `twice`, `3 times`. */
export function timesInWords(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

export function quoted(text: string): string {
  return `“${text}”`
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Words with which a title can go into a sentence without an article before it. */
const OWN_ARTICLE =
  /^(the|a|an|all|any|each|every|everyone|everybody|who|whoever|those|our|your)\b/i

/** A title as a name within a sentence: `the Incident Commander`, `all team members`. */
function named(title: string): string {
  if (!OWN_ARTICLE.test(title)) return `the ${title}`
  return title.charAt(0).toLowerCase() + title.slice(1)
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
  if (Object.hasOwn(CROWD, party)) return CROWD[party] ?? party
  const title = titleIn([...plan.roles, ...plan.positions, ...plan.groups], party)
  return title === undefined ? quoted(party) : named(title)
}

/** An audience by its title; a party by its own. */
export function audienceName(plan: Plan, audience: string): string {
  const title = titleIn(plan.audiences, audience)
  return title === undefined ? partyName(plan, audience) : named(title)
}

export function partyNames(
  plan: Plan,
  parties: readonly string[],
  conjunction: 'and' | 'or' = 'and',
): string {
  return listInWords(
    parties.map(party => partyName(plan, party)),
    conjunction,
  )
}

export function audienceNames(plan: Plan, audiences: readonly string[]): string {
  return listInWords(audiences.map(audience => audienceName(plan, audience)))
}

export function ruleName(plan: Plan, rule: string): string {
  return quoted(titleOf(plan.rules, rule))
}

export function ruleNames(
  plan: Plan,
  rules: readonly string[],
  conjunction: 'and' | 'or' = 'and',
): string {
  return listInWords(
    rules.map(rule => ruleName(plan, rule)),
    conjunction,
  )
}

/** `P0 (Critical)`; the title alone when it says what the id says. */
export function severityName(plan: Plan, severity: string): string {
  const title = titleIn(plan.severities, severity)
  if (title === undefined) return severity
  return bare(title) === bare(severity) ? title : `${severity} (${title})`
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

export function severityNames(
  plan: Plan,
  severities: readonly string[],
  conjunction: 'and' | 'or',
): string {
  return listInWords(
    severities.map(severity => severityName(plan, severity)),
    conjunction,
  )
}

/** `level 2 (Executive team)` */
export function levelName(plan: Plan, level: number): string {
  const title = plan.levels.find(candidate => candidate.level === level)?.title
  return title === undefined ? `level ${level}` : `level ${level} (${title})`
}

/** `100,000` */
export function numberInWords(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 })
}

/** A question of the plan, in quotes. */
export function questionOf(plan: Plan, fact: string): string {
  return quoted(plan.facts.find(({ id }) => id === fact)?.ask ?? fact)
}

/** yes, no and numbers as they are; any other answer in quotes: `“none” or “small group”`. */
export function answersInWords(answers: readonly Answer[]): string {
  return listInWords(
    answers.map(answer =>
      typeof answer === 'number'
        ? numberInWords(answer)
        : answer === 'yes' || answer === 'no'
          ? answer
          : quoted(answer),
    ),
    'or',
  )
}

export function titleOf(
  elements: readonly { readonly id: string; readonly title: string }[],
  id: string,
): string {
  return titleIn(elements, id) ?? id
}

/** Titles in quotes: `“Root cause” or “Timeline”`. */
export function titlesOf(
  elements: readonly { readonly id: string; readonly title: string }[],
  ids: readonly string[],
  conjunction: 'and' | 'or' = 'and',
): string {
  return listInWords(
    ids.map(id => quoted(titleOf(elements, id))),
    conjunction,
  )
}

function titleIn(
  elements: readonly { readonly id: string; readonly title: string }[],
  id: string,
): string | undefined {
  return elements.find(element => element.id === id)?.title
}

const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  email: 'e-mail',
  slack: 'Slack',
  teams: 'Teams',
  sms: 'SMS',
  voice: 'telephone',
  push: 'push message',
  ntfy: 'ntfy',
  mattermost: 'Mattermost',
  discord: 'Discord',
  webhook: 'webhook',
  log: 'the log of the program',
}

export function channelNames(via: readonly Channel[]): string {
  return listInWords(via.map(channel => CHANNEL_NAMES[channel]))
}

/** `by e-mail and Slack`: each channel carries the message, at once; one that fails is made up for by another. */
export function byChannels(via: readonly Channel[]): string {
  return `by ${channelNames(via)}`
}

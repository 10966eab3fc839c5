import { readFileSync } from 'node:fs'
import { assert } from '#/core/assert.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { earliest, latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { AnyBody } from '../kit/any-command.ts'
import { plan, settingOf } from '../kit/setting.ts'
import { GATHERED } from './reading.ts'
import { replay } from './replay.ts'
import type { Deed, Replayed } from './replay.ts'
import type { Told } from './veris-play.ts'
import type { VerisRecord } from './veris-record.ts'

/** The regimes of `breach-law.yaml`, with somebody to answer and to tell. */
export const LAW = settingOf(
  plan(readFileSync(new URL('breach-law.yaml', import.meta.url), 'utf8')),
  { desk: ['dee'] },
  {
    contacts: new Map([
      ['authority', ['desk@authority.example']],
      ['concerned', ['all@concerned.example']],
    ]),
  },
)

/**
 * The clocks that are looked at: the rule of the regime, the zone of its law, since when it is in force, and the moment from
 * which it counts. A day of a record is taken to be one of that zone.
 */
export const CLOCKS = {
  'gdpr-authority': {
    zone: 'Europe/Brussels',
    since: '2018-05-24T22:00:00.000Z',
    start: 'aware',
    span: { hours: 72 },
  },
  'hipaa-individuals': {
    zone: 'America/New_York',
    since: '2009-09-23T04:00:00.000Z',
    start: 'hipaa-discovered',
    span: { days: 60 },
  },
} as const
export type ClockName = keyof typeof CLOCKS

/** Members of the Union and of the European Economic Area while these records were written; the United Kingdom was one. */
const EUROPE = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  ),
)
/** NAICS: health care, and insurers of it. */
const HEALTH = /^(62|524114)/
const PERSONAL = new Set(['personal', 'medical', 'bank', 'payment', 'credentials'])

type Answer = 'yes' | 'no' | null

/** What a record answers to the questions of the plan; null where it does not say. */
export function answersOf(record: VerisRecord) {
  const { countries, industry, disclosure, dataKinds, dataStates, dataTotal } = record
  const known = countries.filter(country => country !== 'UNKNOWN')
  const among = (wanted: (country: string) => boolean): Answer =>
    known.some(wanted) ? 'yes' : known.length < countries.length || known.length === 0 ? null : 'no'
  const american = among(country => country === 'US')
  const health: Answer =
    industry === undefined || /^0*$/.test(industry) ? null : HEALTH.test(industry) ? 'yes' : 'no'
  const isPersonal = dataKinds.some(kind => PERSONAL.has(kind))
  return {
    european: among(country => EUROPE.has(country)),
    'american-health': both(american, health),
    personal: disclosure === 'no' ? 'no' : disclosure === 'yes' && isPersonal ? 'yes' : null,
    presumed: disclosure === 'potentially' && isPersonal ? 'yes' : 'no',
    secured: securedOf(dataStates),
    'hipaa-affected': dataTotal ?? null,
  } as const
}

function both(one: Answer, other: Answer): Answer {
  if (one === 'no' || other === 'no') return 'no'
  return one === null || other === null ? null : 'yes'
}

function securedOf(states: readonly string[]): 'secured' | 'unsecured' | 'unsaid' {
  if (states.some(state => state.endsWith('unencrypted') || state === 'printed')) return 'unsecured'
  return states.length > 0 && states.every(state => state.endsWith(' encrypted'))
    ? 'secured'
    : 'unsaid'
}

/** Plays a record under the law: what is known is answered when it is declared, and the notices go out when they did. */
export function playLaw(record: VerisRecord, { aware, notified }: Told): Replayed {
  const begins = earliest([aware, notified]) ?? record.writtenAt ?? GATHERED
  const deeds: Deed[] = [
    { at: begins, body: { do: 'declare', title: 'A record of a register', source: 'register' } },
    ...Object.entries(answersOf(record)).flatMap(([fact, value]) =>
      value === null ? [] : [{ at: begins, body: { do: 'answer', fact, value } as const }],
    ),
    { at: begins, body: { do: 'classify', severity: 'unsized', type: 'breach' } },
  ]
  if (aware !== undefined)
    deeds.push({ at: aware, body: { do: 'mark', moment: 'aware', when: aware } })
  if (aware !== undefined && notified !== undefined)
    for (const clock of Object.keys(CLOCKS) as ClockName[]) deeds.push(notice(clock, notified))
  return replay(LAW, 'dee', deeds, latest(deeds.map(({ at }) => at)) ?? begins)
}

/** A notice with every part that it wants; what only a late one has to say is said when it is late. */
function notice(clock: ClockName, at: Instant): Deed {
  const { rules, templates } = lookup(LAW.plan)
  const act = rules.get(clock)?.act
  assert(act?.do === 'report' || act?.do === 'notice', `${clock} is told to somebody`)
  const parts = templates.get(act.template ?? '')?.parts ?? []
  const body = (some: typeof parts): AnyBody => ({
    do: act.do === 'report' ? 'submit-report' : 'send-notice',
    obligation: clock,
    parts: Object.fromEntries(some.map(({ id }) => [id, 'What is known'])),
  })
  return { at, body: body(parts.filter(part => part.when === undefined)), orElse: body(parts) }
}

/** What one of the rules of the plan comes to after a play. */
export function clockOf({ incident }: Replayed, clock: string): Obligation {
  const now = incident.lastAt ?? GATHERED
  const found = obligations(LAW.plan, incident, now).find(({ key }) => key === clock)
  assert(found !== undefined, `the plan has ${clock}`)
  return found
}

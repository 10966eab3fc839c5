// What each report of the law is due by, a second time and for tests alone: by hand from the articles, with the slow arithmetic
// of test/properties. It knows nothing of `regimes/` but names.
import type { Calendar } from '#/core/calendar/calendar.ts'
import {
  dateShown,
  firstShowing,
  isWorked,
  plusWall,
  plusWorkingDays,
  shownAt,
} from '../properties/calendar-slowly.ts'

const HOUR_MS = 3_600_000

/** For whom, on whose calendar. */
export type Who = { readonly kind: string; readonly calendar: Calendar }

/** Milliseconds since 1970, by the names of moments. */
export type Moments = Readonly<Record<string, number>>

export type Report = {
  readonly regime: string
  readonly report: string
  /** Kinds of organisation for which it is tried. */
  readonly kinds: readonly string[]
  /** Moments that a case needs, each so many hours after the one before at most. */
  readonly moments: readonly string[]
  readonly facts?: Readonly<Record<string, string | number>>
  /** Undefined: not owed, or without a date. */
  readonly due: (moments: Moments, who: Who) => number | undefined
  /** The first day on which it is in force, when not that of the whole law. */
  readonly since?: string
  /** Whether a later start never brings an earlier limit. */
  readonly monotone: boolean
}

const hours = (moment: string, count: number) => (moments: Moments) =>
  at(moments, moment) + count * HOUR_MS
const days =
  (moment: string, count: number) =>
  (moments: Moments, { calendar }: Who) =>
    plusWall(calendar.zone, at(moments, moment), { days: count })
const months =
  (moment: string, count: number) =>
  (moments: Moments, { calendar }: Who) =>
    plusWall(calendar.zone, at(moments, moment), { months: count })
const workingDays =
  (moment: string, count: number) =>
  (moments: Moments, { calendar }: Who) =>
    plusWorkingDays(calendar, at(moments, moment), count)

function at(moments: Moments, name: string): number {
  return moments[name] ?? NaN
}

/** RTS 2025/301 Art. 5(4): by noon of the next working day. */
function noonRule(ms: number, { calendar }: Who): number {
  let date = dateShown(shownAt(calendar.zone, ms))
  if (isWorked(calendar, date)) return ms
  while (!isWorked(calendar, date)) date = date.add({ days: 1 })
  const noon = date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds
  return firstShowing(calendar.zone, noon)
}

/** RTS 2025/301 Art. 5(5). */
const EXACT = new Set(['credit-institution', 'central-counterparty', 'trading-venue'])

const DORA_KINDS = [
  'credit-institution',
  'payment-institution',
  'central-counterparty',
  'investment-firm',
  'trading-venue',
  'insurance-undertaking',
]

function doraInitial(moments: Moments, who: Who): number {
  const [aware, classified] = [at(moments, 'aware'), at(moments, 'classified')]
  const soonest = classified + 4 * HOUR_MS
  const latest = aware + 24 * HOUR_MS
  const due = classified > latest ? soonest : Math.min(soonest, latest)
  return EXACT.has(who.kind) ? due : noonRule(due, who)
}

function doraIntermediate(moments: Moments, who: Who): number {
  const due = at(moments, 'initial-submitted') + 72 * HOUR_MS
  return EXACT.has(who.kind) ? due : noonRule(due, who)
}

/** Sixty days after the calendar year of discovery: the first instant that is too late. */
function hipaaYearly(moments: Moments, { calendar }: Who): number {
  const { year } = dateShown(shownAt(calendar.zone, at(moments, 'discovered')))
  const next = Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 })
  const late = next.add({ days: 60 }).toZonedDateTime('UTC').epochMilliseconds
  return firstShowing(calendar.zone, late)
}

/** Days of a change in the law, by the clocks of a zone. */
function isBefore(moments: Moments, name: string, day: string, { calendar }: Who): boolean {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime(calendar.zone)
  return at(moments, name) < epochMilliseconds
}

const ANY = ['']

export const REPORTS: readonly Report[] = [
  {
    regime: 'gdpr',
    report: 'authority',
    kinds: ['controller', 'both'],
    moments: ['aware'],
    due: hours('aware', 72),
    monotone: true,
  },
  {
    regime: 'uk-gdpr',
    report: 'ico',
    kinds: ANY,
    moments: ['aware'],
    due: hours('aware', 72),
    monotone: true,
  },
  {
    regime: 'pecr',
    report: 'ico',
    kinds: ANY,
    moments: ['aware'],
    due: (moments, who) =>
      hours('aware', isBefore(moments, 'aware', '2025-08-20', who) ? 24 : 72)(moments),
    monotone: true,
  },
  {
    regime: 'dora',
    report: 'initial',
    kinds: DORA_KINDS,
    moments: ['aware', 'classified'],
    due: doraInitial,
    monotone: false,
  },
  {
    regime: 'dora',
    report: 'intermediate',
    kinds: DORA_KINDS,
    moments: ['initial-submitted'],
    due: doraIntermediate,
    monotone: false,
  },
  {
    regime: 'dora',
    report: 'final',
    kinds: DORA_KINDS,
    moments: ['intermediate-submitted'],
    due: (moments, who) => noonRule(months('intermediate-submitted', 1)(moments, who), who),
    monotone: false,
  },
  {
    regime: 'nis2',
    report: 'early-warning',
    kinds: ['essential', 'important'],
    moments: ['aware'],
    due: hours('aware', 24),
    monotone: true,
  },
  {
    regime: 'nis2',
    report: 'notification',
    kinds: ['essential', 'important'],
    moments: ['aware'],
    due: hours('aware', 72),
    monotone: true,
  },
  {
    regime: 'nis2',
    report: 'notification',
    kinds: ['trust-service-provider'],
    moments: ['aware'],
    due: hours('aware', 24),
    monotone: true,
  },
  {
    regime: 'nis2',
    report: 'final',
    kinds: ['essential'],
    moments: ['notification-submitted'],
    due: months('notification-submitted', 1),
    monotone: true,
  },
  {
    regime: 'hipaa',
    report: 'individuals',
    kinds: ['covered-entity'],
    moments: ['discovered'],
    due: days('discovered', 60),
    monotone: true,
  },
  {
    regime: 'hipaa',
    report: 'media',
    kinds: ['covered-entity'],
    moments: ['discovered'],
    facts: { residents: 501 },
    due: days('discovered', 60),
    monotone: true,
  },
  {
    regime: 'hipaa',
    report: 'hhs',
    kinds: ['covered-entity'],
    moments: ['discovered'],
    facts: { affected: 500 },
    due: days('discovered', 60),
    monotone: true,
  },
  {
    regime: 'hipaa',
    report: 'hhs',
    kinds: ['covered-entity'],
    moments: ['discovered'],
    facts: { affected: 499 },
    due: hipaaYearly,
    monotone: true,
  },
  {
    regime: 'hipaa',
    report: 'covered-entity',
    kinds: ['business-associate'],
    moments: ['discovered'],
    due: days('discovered', 60),
    monotone: true,
  },
  {
    regime: 'sec-8k',
    report: '8-k',
    kinds: ANY,
    moments: ['determined'],
    due: workingDays('determined', 4),
    monotone: true,
  },
  {
    regime: 'nydfs',
    report: 'notification',
    kinds: ANY,
    moments: ['determined'],
    due: hours('determined', 72),
    since: '2017-03-01',
    monotone: true,
  },
  {
    regime: 'nydfs',
    report: 'payment',
    kinds: ANY,
    moments: ['paid'],
    due: hours('paid', 24),
    monotone: true,
  },
  {
    regime: 'nydfs',
    report: 'explanation',
    kinds: ANY,
    moments: ['paid'],
    due: days('paid', 30),
    monotone: true,
  },
  {
    regime: 'us-banks',
    report: 'regulator',
    kinds: ['bank'],
    moments: ['determined'],
    due: hours('determined', 36),
    monotone: true,
  },
  {
    regime: 'ftc-safeguards',
    report: 'ftc',
    kinds: ANY,
    moments: ['discovered'],
    due: days('discovered', 30),
    monotone: true,
  },
  {
    regime: 'california',
    report: 'residents',
    kinds: ANY,
    moments: ['discovered'],
    due: days('discovered', 30),
    monotone: true,
  },
  {
    regime: 'california',
    report: 'attorney-general',
    kinds: ANY,
    moments: ['residents-sent'],
    due: days('residents-sent', 15),
    monotone: true,
  },
  {
    regime: 'texas',
    report: 'individuals',
    kinds: ANY,
    moments: ['determined'],
    due: days('determined', 60),
    monotone: true,
  },
  {
    regime: 'texas',
    report: 'attorney-general',
    kinds: ANY,
    moments: ['determined'],
    due: days('determined', 30),
    monotone: true,
  },
  {
    regime: 'us-states',
    report: 'colorado',
    kinds: ANY,
    moments: ['discovered'],
    due: days('discovered', 30),
    monotone: true,
  },
  {
    regime: 'us-states',
    report: 'delaware',
    kinds: ANY,
    moments: ['discovered'],
    due: days('discovered', 60),
    monotone: true,
  },
  {
    regime: 'pci-dss',
    report: 'incident-report',
    kinds: ANY,
    moments: ['suspected'],
    due: days('suspected', 3),
    monotone: true,
  },
  {
    regime: 'pci-dss',
    report: 'accounts',
    kinds: ANY,
    moments: ['suspected'],
    due: workingDays('suspected', 10),
    monotone: true,
  },
  {
    regime: 'cra',
    report: 'early-warning',
    kinds: ANY,
    moments: ['aware'],
    due: hours('aware', 24),
    monotone: true,
  },
  {
    regime: 'cra',
    report: 'notification',
    kinds: ANY,
    moments: ['aware'],
    due: hours('aware', 72),
    monotone: true,
  },
  {
    regime: 'cra',
    report: 'vulnerability-final',
    kinds: ANY,
    moments: ['fixed'],
    due: days('fixed', 14),
    monotone: true,
  },
  {
    regime: 'cra',
    report: 'incident-final',
    kinds: ANY,
    moments: ['notification-submitted'],
    due: months('notification-submitted', 1),
    monotone: true,
  },
  {
    regime: 'ai-act',
    report: 'serious-incident',
    kinds: ANY,
    moments: ['linked'],
    due: days('linked', 15),
    monotone: true,
  },
  {
    regime: 'uk-fca',
    report: 'initial',
    kinds: ['other'],
    moments: ['met'],
    due: hours('met', 24),
    monotone: true,
  },
  {
    regime: 'uk-fca',
    report: 'initial',
    kinds: ['payment-service-provider'],
    moments: ['met'],
    due: hours('met', 4),
    monotone: true,
  },
  {
    regime: 'uk-fca',
    report: 'final',
    kinds: ['other'],
    moments: ['resolved'],
    due: workingDays('resolved', 30),
    monotone: true,
  },
]

/** The first day on which each law is in force, as far as this table goes. */
export const SINCE: Readonly<Record<string, string>> = {
  gdpr: '2018-05-25',
  'uk-gdpr': '2021-01-01',
  dora: '2025-01-17',
  nis2: '2024-10-18',
  hipaa: '2009-09-23',
  'sec-8k': '2023-12-18',
  nydfs: '2023-12-01',
  'us-banks': '2022-05-01',
  'ftc-safeguards': '2024-05-13',
  california: '2026-01-01',
  texas: '2023-09-01',
  'us-states': '2018-09-01',
  'pci-dss': '2024-03-31',
  cra: '2026-09-11',
  'ai-act': '2026-08-02',
  'uk-fca': '2027-03-18',
}

import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import type { RegimeSource } from '#/core/plan/source/regime.ts'
import { SOURCES } from './sources.ts'

/** What carries each row of the table in the reference text on regulations, where it is a promise: `regime: obligation`. */
const ROWS: Readonly<Record<string, string>> = {
  'GDPR 33(1)': 'gdpr gdpr-authority',
  'GDPR 33(2)': 'gdpr gdpr-processor',
  'GDPR 33(4)': 'gdpr gdpr-phases',
  'GDPR 33(5)': 'gdpr gdpr-register',
  'GDPR 34(1)': 'gdpr gdpr-persons',
  'GDPR 34(3)(c)': 'gdpr gdpr-public-communication',
  'DORA initial': 'dora dora-initial',
  'DORA intermediate': 'dora dora-intermediate',
  'DORA update': 'dora dora-update',
  'DORA final': 'dora dora-final',
  'DORA 5(3), initial': 'dora dora-initial-excuse',
  'DORA 5(3), intermediate': 'dora dora-intermediate-excuse',
  'DORA 5(3), final': 'dora dora-final-excuse',
  'DORA 19(3)': 'dora dora-clients',
  'DORA 19(2)': 'dora dora-threat',
  'DORA reclassified': 'dora dora-reclassification',
  'NIS2 23(4)(a)': 'nis2 nis2-warning',
  'NIS2 23(4)(b)': 'nis2 nis2-notification',
  'NIS2 23(4)(c)': 'nis2 nis2-intermediate',
  'NIS2 23(4)(d)': 'nis2 nis2-final',
  'NIS2 23(4)(e)': 'nis2 nis2-final-after-progress',
  'NIS2 23(1), (2)': 'nis2 nis2-recipients',
  'CRA vulnerability, warning': 'cra cra-vulnerability-warning',
  'CRA vulnerability, notice': 'cra cra-vulnerability-notice',
  'CRA vulnerability, final': 'cra cra-vulnerability-final',
  'CRA incident, warning': 'cra cra-incident-warning',
  'CRA incident, notice': 'cra cra-incident-notice',
  'CRA incident, final': 'cra cra-incident-final',
  'AI Act 73': 'ai-act ai-report',
  'UK GDPR 33': 'uk-gdpr uk-authority',
  'UK PECR since': 'pecr pecr-authority',
  'UK PECR before': 'pecr pecr-authority-before',
  'UK FCA initial': 'uk-fca fca-initial',
  'UK FCA intermediate': 'uk-fca fca-intermediate',
  'UK FCA final': 'uk-fca fca-final',
  'HIPAA 404': 'hipaa hipaa-individuals',
  'HIPAA 406': 'hipaa hipaa-media',
  'HIPAA 408(b)': 'hipaa hipaa-hhs',
  'HIPAA 408(c)': 'hipaa hipaa-hhs-yearly',
  'HIPAA 410': 'hipaa hipaa-associate',
  'SEC determination': 'sec-8k sec-determine',
  'SEC 8-K': 'sec-8k sec-8k',
  'SEC delay': 'sec-8k sec-8k-delayed',
  'SEC 8-K/A': 'sec-8k sec-8ka',
  'NYDFS (a)(1)': 'nydfs nydfs-notification',
  'NYDFS (a)(2)': 'nydfs nydfs-update',
  'NYDFS (c), payment': 'nydfs nydfs-payment',
  'NYDFS (c), explanation': 'nydfs nydfs-explanation',
  'US banks': 'us-banks us-banks-regulator',
  'US bank service providers': 'us-banks us-banks-customers',
  'FTC Safeguards': 'ftc-safeguards ftc-notice',
  'California residents': 'california california-notice',
  'California Attorney General': 'california california-attorney-general',
  'Texas individuals': 'texas texas-individuals',
  'Texas Attorney General': 'texas texas-attorney-general',
  'New York': 'us-states us-states-ny',
  Colorado: 'us-states us-states-co',
  Florida: 'us-states us-states-fl',
  Delaware: 'us-states us-states-de',
  'PCI acquirer and brands': 'pci-dss pci-acquirer',
  'PCI incident report': 'pci-dss pci-incident-report',
  'PCI accounts at risk': 'pci-dss pci-accounts',
}

/** Rows that rest on a secondary source or on general knowledge, [2nd] and [gk] in the reference text. */
const DOUBTFUL = [
  'sec-8k sec-8k',
  'sec-8k sec-8ka',
  'us-states us-states-ny',
  'us-states us-states-co',
  'us-states us-states-fl',
  'us-states us-states-de',
  'pci-dss pci-incident-report',
  'pci-dss pci-accounts',
]

type Row = NonNullable<RegimeSource['obligations']>[number]
const rows: ReadonlyMap<string, { readonly regime: RegimeSource; readonly row: Row }> = new Map(
  SOURCES.flatMap(regime =>
    (regime.obligations ?? []).map(row => [`${regime.regime} ${row.id}`, { regime, row }] as const),
  ),
)

for (const [name, key] of Object.entries(ROWS))
  test(`${name} is a promise of a regime`, () => {
    ok(rows.has(key), key)
  })

test('every promise of a regime names its article, days on which it is in force, and who owes it', () => {
  const wanting = [...rows].flatMap(([key, { regime, row }]) => {
    const missing = [
      ...(row.law === undefined ? ['law'] : []),
      ...(regime['in-force'] === undefined && row['in-force'] === undefined ? ['in-force'] : []),
      ...(row.by === undefined ? ['by'] : []),
    ]
    return missing.map(what => `${key}: ${what}`)
  })
  deepEqual(wanting, [])
})

test('what rests on secondary sources or general knowledge is marked so', () => {
  const marked = ({ regime, row }: { regime: RegimeSource; row: Row }) =>
    row.unverified ?? regime.unverified
  deepEqual(
    DOUBTFUL.filter(key => {
      const found = rows.get(key)
      return found === undefined || marked(found) === undefined
    }),
    [],
  )
})

test('every question, template, moment and statement of a regime names its article', () => {
  const wanting = SOURCES.flatMap(({ regime, facts, templates, classifications, statements }) =>
    Object.entries({ ...templates, ...classifications, ...statements, ...asked(facts) })
      .filter(([, { law }]) => law === undefined)
      .map(([id]) => `${regime} ${id}`),
  )
  deepEqual(wanting, [])
})

/** Not those that follow from others: these stand for the whole of what they are made of. */
function asked(facts: RegimeSource['facts'] = {}) {
  return Object.fromEntries(Object.entries(facts).filter(([, { is }]) => is === undefined))
}

test('a day of which a doubt is told has its doubt in words', () => {
  for (const { regime, 'in-force': days } of SOURCES)
    ok(days?.unverified === undefined || days.unverified.endsWith('.'), regime)
})

test('every regime says of which month its text is', () => {
  for (const { regime, version } of SOURCES) ok(/^\d{4}-\d{2}$/.test(version), regime)
})

/** How people write one name in several ways: `SEC 8-K`, `sec_8k` and `sec-8k` are one. */
export function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')
}

/** `Initial submitted` and `initial_submitted` as `initial-submitted`. */
export function hyphened(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** What moments are called elsewhere, by the word that regimes use. The last word of a regime's own moment is its word. */
const MOMENT_WORDS: Readonly<Record<string, readonly string[]>> = {
  occurred: ['occurrence', 'began', 'beginning', 'start', 'started'],
  detected: ['detection'],
  aware: ['awareness', 'became-aware', 'knowledge', 'known'],
  discovered: ['discovery', 'found', 'notified-of-breach'],
  determined: [
    'determination',
    'material',
    'materiality',
    'materiality-determined',
    'determined-material',
    'determined-materiality',
  ],
  classified: [
    'classification',
    'classified-as-major',
    'classified-major',
    'major',
    'declared-major',
    'classification-as-major',
  ],
  verified: ['verification'],
  paid: ['payment', 'payment-made', 'ransom-paid', 'extortion-paid', 'extortion-payment'],
  resolved: ['resolution', 'restored', 'closed-out'],
  handled: ['handling-ended', 'handling-end', 'incident-handled'],
  updated: ['update-submitted', 'latest-update', 'updated-intermediate', 'intermediate-updated'],
  fixed: ['fix', 'fix-available', 'patch', 'patched', 'corrective-measure', 'measure-available'],
  linked: ['link', 'causal-link', 'link-established', 'causal-link-established'],
  met: ['threshold', 'threshold-met'],
  suspected: ['compromise', 'confirmed', 'suspicion', 'suspected-compromise'],
  available: ['information-available', 'information-determined'],
}

/** The word of the language for what somebody calls a moment. */
export function momentWord(name: string): string {
  const written = hyphened(name)
  const found = Object.entries(MOMENT_WORDS).find(([, others]) => others.includes(written))
  return found?.[0] ?? written
}

/** `initial-submitted` as `initial`: the report whose submission is meant. */
export function submittedReport(name: string): string | undefined {
  return /^(.+)-(submitted|submission|sent|made|filed|given|notified|delivered|done)$/.exec(
    hyphened(name),
  )?.[1]
}

/** Kinds of organisation by the names that others give them. */
const KIND_WORDS: Readonly<Record<string, readonly string[]>> = {
  'credit-institution': ['bank', 'ci', 'credit'],
  'payment-institution': ['pi', 'psp', 'payment-service-provider', 'payment'],
  'electronic-money-institution': ['emi', 'e-money-institution', 'e-money'],
  'account-information-service-provider': ['aisp'],
  'investment-firm': ['investment', 'broker-dealer'],
  'crypto-asset-service-provider': ['casp', 'crypto'],
  'central-counterparty': ['ccp', 'central-counter-party'],
  'central-securities-depository': ['csd'],
  'trading-venue': ['exchange', 'venue', 'mtf', 'otf', 'regulated-market', 'stock-exchange'],
  'manager-of-alternative-investment-funds': ['aifm', 'alternative-investment-fund-manager'],
  'management-company': ['ucits', 'ucits-management-company', 'fund-manager'],
  'insurance-undertaking': ['insurer', 'insurance', 'reinsurer', 'reinsurance-undertaking'],
  'insurance-intermediary': ['reinsurance-intermediary', 'ancillary-insurance-intermediary'],
  'institution-for-occupational-retirement-provision': ['iorp', 'pension-fund'],
  'data-reporting-service-provider': ['drsp'],
  'crowdfunding-service-provider': ['crowdfunding'],
  'administrator-of-critical-benchmarks': ['benchmark-administrator'],
  'trust-service-provider': ['tsp', 'qtsp', 'qualified-trust-service-provider', 'trust'],
  none: ['no', 'neither', 'not'],
  essential: ['essential-entity', 'nis2-essential', 'yes'],
  important: ['important-entity', 'nis2-important'],
  'covered-entity': ['provider', 'health-plan', 'covered'],
  'business-associate': ['associate', 'ba'],
  bank: ['banking-organization', 'banking-organisation'],
  'service-provider': ['bank-service-provider', 'provider'],
  'payment-service-provider': ['psp', 'payment-institution'],
}

/** That of some choices which somebody means; undefined when it is none of them. */
export function choiceMeant(written: string, choices: readonly string[]): string | undefined {
  const word = plain(written)
  return (
    choices.find(choice => plain(choice) === word) ??
    choices.find(choice => (KIND_WORDS[choice] ?? []).some(other => plain(other) === word))
  )
}

const PEOPLE = [
  'individuals',
  'persons',
  'people',
  'affected',
  'affected-individuals',
  'affected-persons',
  'affected-residents',
  'affected-consumers',
  'individuals-affected',
  'persons-affected',
  'residents-affected',
  'consumers-affected',
  'state-residents',
  'residents-of-state',
  'residents',
  'consumers',
  'customers',
  'number',
  'count',
] as const

/** Words for a question that others call otherwise, by what stands behind the id of the regime in its fact. */
const FACT_WORDS: Readonly<Record<string, readonly string[]>> = {
  affected: PEOPLE,
  residents: PEOPLE,
  consumers: PEOPLE,
  'clients-share': [
    'clients-percent',
    'clients-pct',
    'client-share',
    'clients-affected-percent',
    'affected-clients-percent',
  ],
  'clients-number': [
    'clients',
    'clients-affected',
    'affected-clients',
    'clients-count',
    'number-of-clients',
  ],
  'counterparts-share': [
    'counterparts',
    'counterparts-percent',
    'counterparts-pct',
    'counterparties-share',
    'counterparties-percent',
  ],
  'transactions-share': [
    'transactions',
    'transactions-percent',
    'transactions-pct',
    'transactions-number-share',
  ],
  'transactions-value-share': [
    'transaction-value',
    'transactions-value',
    'transactions-value-percent',
    'value-share',
  ],
  'member-states': ['countries', 'member-states-count', 'states', 'number-of-member-states'],
  costs: ['cost', 'losses', 'costs-eur', 'cost-eur', 'costs-and-losses', 'economic-impact'],
  'malicious-access': ['intrusion', 'unauthorised-access', 'unauthorized-access'],
  'may-lose-data': ['data-loss-possible', 'possible-data-loss', 'may-result-in-data-loss'],
  'risk-unlikely': ['no-risk', 'unlikely-risk', 'low-risk'],
}

/** Of a question of a regime: what others call it. */
export function factWords(id: string): readonly string[] {
  const [, ...rest] = id.split('-')
  const own = rest.join('-')
  return [id, own, ...(FACT_WORDS[own] ?? [])]
}

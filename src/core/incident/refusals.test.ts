import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { REFUSALS } from '#/core/refusal.ts'
import type { RefusalCode, RefusalDetail } from '#/core/refusal.ts'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import type { History } from '../../../test/kit/given.ts'
import { AT_BANK } from '../../../test/kit/bank.ts'
import { AT_CLOCKS } from '../../../test/kit/clocks.ts'
import { HOME } from '../../../test/kit/house.ts'

type Provoked = readonly [
  history: History,
  by: string,
  body: Parameters<typeof asks>[2],
  detail?: RefusalDetail,
]

const BREACH = asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'breach' })
const LOOKED = asks('ana', '09:02', { do: 'complete', obligation: 'look' })
const RESOLVED = asks('ana', '09:03', { do: 'resolve', text: 'Restarted' })
const KNOWN = asks('ana', '09:02', { do: 'mark', moment: 'aware' })
const PARTS = { what: 'A disk broke', next: 'We write again tomorrow' }

const undeclared = after(HOME)
const open = after(HOME, ALARM)
const breach = after(HOME, ALARM, BREACH, KNOWN)
const resolved = after(HOME, ALARM, BREACH, LOOKED, RESOLVED)
const over = open.and(asks('ana', '09:05', { do: 'declassify', reason: 'A test' }))

const BANK = after(
  AT_BANK,
  ALARM,
  asks('ana', '09:01', { do: 'acknowledge' }),
  asks('ana', '09:02', { do: 'classify', severity: 'bad', type: 'theft' }),
)
const STOP = { do: 'take-decision', decision: 'shut-down', reason: 'It goes on' } as const

/** Not given by the engine: only the store or the door can know. */
const ELSEWHERE = 'elsewhere'

/** In the order in which the codes are declared. One without a line does not compile. */
const PROVOKED = {
  'incident-unknown': [undeclared, 'ana', { do: 'note', text: 'Hello?' }],
  'incident-exists': [open, 'ana', { do: 'declare', title: 'Broken' }],
  'incident-not-open': [over, 'ana', { do: 'contain' }, { status: 'declassified' }],
  'not-resolved': [open, 'ana', { do: 'close' }],
  'severity-unknown': [
    open,
    'ana',
    { do: 'classify', severity: 'worst', type: 'outage' },
    { known: ['bad', 'mild'] },
  ],
  'type-unknown': [open, 'ana', { do: 'classify', severity: 'bad', type: 'flood' }],
  'type-missing': [open, 'ana', { do: 'classify', severity: 'bad' }],
  'below-floor': [
    open.and(asks('ana', '09:01', { do: 'answer', fact: 'intruder', value: true })),
    'ana',
    { do: 'classify', severity: 'mild', type: 'breach' },
    { floor: 'bad' },
  ],
  'lower-not-yet': [
    BANK,
    'ana',
    { do: 'classify', severity: 'mild', reason: 'Less than we thought' },
    { was: 'bad', 'waits-for': ['stable'] },
  ],
  'lower-not-yours': [
    BANK.and(asks('ana', '09:03', { do: 'assess', classification: 'contract', level: 'breached' })),
    'ana',
    { do: 'assess', classification: 'contract', level: 'kept', reason: 'We paid' },
    { roles: ['counsel'] },
  ],
  'classification-unknown': [
    BANK,
    'ana',
    { do: 'assess', classification: 'moral', level: 'bad' },
    { known: ['major', 'contract'] },
  ],
  'assessment-unknown': [
    BANK,
    'ana',
    { do: 'assess', classification: 'contract', level: 'bent' },
    { known: ['breached', 'kept'] },
  ],
  'assessment-not-yours': [
    BANK,
    'ana',
    { do: 'assess', classification: 'major', level: 'major' },
    { role: 'counsel' },
  ],
  'nothing-to-confirm': [
    BANK,
    'sam',
    { do: 'complete', obligation: 'check-contract' },
    { of: 'contract' },
  ],
  'confirm-by-another': [
    BANK.and(asks('sam', '09:03', { do: 'assess', classification: 'contract', level: 'breached' })),
    'sam',
    { do: 'complete', obligation: 'check-contract' },
    { given: 'sam' },
  ],
  'confirm-not-yours': [
    BANK.and(asks('ana', '09:03', { do: 'assess', classification: 'contract', level: 'breached' })),
    'lea',
    { do: 'complete', obligation: 'check-contract' },
    { role: 'guard' },
  ],
  'plan-version-unknown': [open, 'ana', { do: 'migrate', plan: 'house', reason: 'Mended' }],
  // `migrate.test.ts` has two versions of a plan.
  'plan-other': ELSEWHERE,
  'migration-leaves-state': ELSEWHERE,
  'migration-leaves-overdue': ELSEWHERE,
  'reason-needed': [breach, 'ana', { do: 'classify', severity: 'mild' }, { was: 'bad' }],
  'fact-unknown': [open, 'ana', { do: 'answer', fact: 'weather', value: 'fine' }],
  'fact-computed': [BANK, 'ana', { do: 'answer', fact: 'serious', value: true }],
  'answer-invalid': [open, 'ana', { do: 'answer', fact: 'users', value: 'many' }],
  'moment-unknown': [open, 'ana', { do: 'mark', moment: 'resolved' }],
  'moment-in-future': [
    open,
    'ana',
    { do: 'mark', moment: 'aware', when: at('09:10:00.001') },
    { now: at('09:10') },
  ],
  'moment-not-marked': [
    open,
    'ana',
    { do: 'correct-moment', moment: 'aware', when: at('09:00'), reason: 'Earlier' },
  ],
  'role-unknown': [open, 'ana', { do: 'assign', role: 'king', person: 'bo' }],
  'role-vacant': [open, 'bo', { do: 'accept', role: 'scribe' }],
  'role-not-yours': [breach, 'bo', { do: 'hand-over', role: 'lead', to: 'eva' }, { holder: 'ana' }],
  'roles-conflict': [
    breach,
    'ana',
    { do: 'assign', role: 'scribe', person: 'ana' },
    { with: 'lead' },
  ],
  'roles-too-many': [
    BANK.and(asks('ana', '09:03', { do: 'assign', role: 'guard', person: 'ana' })),
    'ana',
    { do: 'assign', role: 'treasurer', person: 'ana' },
    { holds: ['commander', 'guard'], most: 2 },
  ],
  'span-exceeded': [
    BANK.and(
      asks('bo', '09:03', { do: 'assign', role: 'fixer', person: 'bo' }),
      asks('eva', '09:03', { do: 'assign', role: 'fixer', person: 'eva' }),
    ),
    'ana',
    { do: 'assign', role: 'scribe', person: 'odo' },
    { role: 'commander', span: 2 },
  ],
  'training-missing': [
    BANK,
    'ana',
    { do: 'hand-over', role: 'commander', to: 'lea' },
    { needs: ['command'] },
  ],
  'rest-needed': [
    BANK.and(
      asks('bo', '09:03', { do: 'assign', role: 'scribe', person: 'bo' }),
      asks('bo', '09:05', { do: 'decline', role: 'scribe' }),
    ),
    'ana',
    { do: 'assign', role: 'scribe', person: 'bo' },
    { until: at('10:05') },
  ],
  'person-unknown': [breach, 'ana', { do: 'assign', role: 'scribe', person: 'nobody' }],
  'not-yours': [breach, 'zoe', { do: 'resolve', text: 'I did it' }, { roles: ['lead'] }],
  'page-unknown': [open, 'zoe', { do: 'acknowledge' }],
  'nobody-behind': [open, 'ana', { do: 'call-in', person: 'chief' }],
  'obligation-unknown': [open, 'ana', { do: 'complete', obligation: 'dance' }],
  'obligation-not-open': [
    open,
    'ana',
    { do: 'complete', obligation: 'climb' },
    { standing: 'armed' },
  ],
  'obligation-needs-act': [
    breach,
    'ana',
    { do: 'complete', obligation: 'how-many' },
    { command: 'answer' },
  ],
  'order-broken': [open, 'ana', { do: 'complete', obligation: 'alone' }, { first: ['look'] }],
  'too-early': [
    after(AT_CLOCKS, ALARM, asks('ana', '09:01', { do: 'contain' })),
    'ana',
    { do: 'complete', obligation: 'soak' },
    { 'not-before': at('11:01') },
  ],
  'waiver-not-yours': [
    breach,
    'bo',
    { do: 'waive', obligation: 'look', reason: 'No time' },
    { role: 'lead' },
  ],
  'stage-unknown': [open, 'ana', { do: 'begin-stage', stage: 'third' }],
  'stage-before-done': [
    open.and(asks('ana', '09:02', { do: 'waive', gate: 'ready', reason: 'No time' })),
    'ana',
    { do: 'begin-stage', stage: 'second' },
    { open: ['look'] },
  ],
  'audience-unknown': [open, 'ana', { do: 'update', to: ['neighbours'], text: 'News' }],
  'nobody-to-tell': [
    after({ ...HOME, directory: { ...HOME.directory, contacts: new Map() } }, ALARM),
    'ana',
    { do: 'update', to: ['customers'], text: 'News' },
  ],
  'nothing-to-meet': [open, 'ana', { do: 'update', text: 'News' }],
  'part-missing': [
    breach,
    'ana',
    { do: 'send-notice', obligation: 'notice', parts: { what: 'A disk' } },
    { missing: ['next'] },
  ],
  'part-unknown': [
    breach,
    'ana',
    { do: 'send-notice', obligation: 'notice', parts: { ...PARTS, joke: 'Ha' } },
    { unknown: ['joke'] },
  ],
  'approval-missing': [
    breach,
    'ana',
    { do: 'send-notice', obligation: 'notice', parts: PARTS },
    { roles: ['lead'] },
  ],
  'approval-not-yours': [
    breach,
    'bo',
    { do: 'approve', obligation: 'notice', parts: PARTS },
    { roles: ['lead'] },
  ],
  'approval-not-wanted': [BANK, 'ana', { do: 'ask-approval', obligation: 'rebuild' }],
  'approval-not-asked': [BANK, 'ana', { do: 'object', decision: 'shut-down', reason: 'No' }],
  'nothing-to-approve': [BANK, 'ana', { do: 'approve' }],
  'break-glass-absent': [
    BANK,
    'ana',
    { do: 'take-decision', decision: 'open-vault', 'break-glass': true, reason: 'It burns' },
    { roles: ['key-holders'] },
  ],
  'break-glass-not-yours': [BANK, 'lea', { ...STOP, 'break-glass': true }, { role: 'commander' }],
  'decision-unknown': [
    BANK,
    'ana',
    { do: 'take-decision', decision: 'lunch' },
    { known: ['shut-down', 'pay', 'open-vault'] },
  ],
  'decision-not-now': [after(AT_BANK, ALARM), 'ana', STOP, { 'waits-for': ['severity'] }],
  'evidence-unknown': [
    open,
    'ana',
    { do: 'delete-evidence', evidence: 'evidence-1', reason: 'Space' },
  ],
  'evidence-immutable': ELSEWHERE,
  'follow-up-unknown': [open, 'ana', { do: 'finish-follow-up', 'follow-up': 'follow-up-1' }],
  'due-in-past': [
    resolved,
    'ana',
    { do: 'add-follow-up', title: 'Buy disks', owner: 'bo', due: at('09:10') },
    { now: at('09:10') },
  ],
  'attendance-missing': [
    resolved.and(
      ...['ana', 'bo'].map(by => asks(by, '09:04', { do: 'write-notes', text: 'I was there' })),
    ),
    'ana',
    { do: 'hold-meeting', obligation: 'review', present: ['bo'] },
    { missing: ['chief'] },
  ],
  'level-unknown': [open, 'ana', { do: 'escalate', level: 9, reason: 'Help' }],
  'level-not-allowed': [open, 'ana', { do: 'escalate', level: 3, reason: 'Help' }],
  'field-unknown': [open, 'ana', { do: 'set-field', field: 'mood', value: 'Good' }],
  'field-computed': [open, 'ana', { do: 'set-field', field: 'severity', value: 'bad' }],
  'gate-unknown': [open, 'ana', { do: 'waive', gate: 'iron', reason: 'No key' }],
  'gate-not-met': [
    open,
    'ana',
    { do: 'resolve', text: 'Restarted' },
    { gate: 'looked', open: ['look'], 'waivable-by': 'lead' },
  ],
  'gate-not-waivable': [BANK, 'ana', { do: 'waive', gate: 'no-word', reason: 'They ask' }],
  'merge-into-itself': [open, 'ana', { do: 'merge', into: 'INC-1', reason: 'The same' }],
  'drill-over': ELSEWHERE,
  'version-unknown': [open, 'ana', { do: 'redact', version: 999, reason: 'A password' }],
  'nothing-to-redact': ELSEWHERE,
} satisfies Record<RefusalCode, Provoked | typeof ELSEWHERE>

for (const [code, provoked] of Object.entries(PROVOKED) as [
  RefusalCode,
  Provoked | typeof ELSEWHERE,
][]) {
  if (provoked === ELSEWHERE) continue
  const [history, by, body, detail] = provoked
  test(`${code} refuses ${body.do}`, () => {
    history.when(asks(by, '09:10', body)).refuses(code, detail)
  })
}

test('the cases stand in the order in which the codes are declared', () => {
  deepEqual(Object.keys(PROVOKED), Object.keys(REFUSALS))
})

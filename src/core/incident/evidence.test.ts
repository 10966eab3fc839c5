import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ALARM, after, asks } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'

const SHA = 'a'.repeat(64)
const add = (time: string, sha256 = SHA, kind = 'logs') =>
  asks('bo', time, { do: 'add-evidence', kind, title: 'Logs of the night', sha256, bytes: 12 })
const begun = after(
  HOME,
  ALARM,
  asks('ana', '09:01', { do: 'classify', severity: 'mild', type: 'outage' }),
)

test('material that is added meets what asks for its kind', () => {
  begun
    .when(add('09:05'))
    .recordsAmong(
      { type: 'evidence-added', kind: 'logs', sha256: SHA },
      { type: 'obligation-met', obligation: 'keep-logs' },
    )
  begun.when(add('09:05', SHA, 'photos')).recordsAmong({ type: 'evidence-added', kind: 'photos' })
  equal(begun.and(add('09:05', SHA, 'photos')).standing('keep-logs', '09:05'), 'open')
})

test('the same material twice is one piece', () => {
  const kept = begun.and(add('09:05'))
  kept.when(add('09:06')).records()
  equal(kept.and(add('09:06', 'b'.repeat(64))).incident.evidence.size, 2)
})

test('what was kept before anyone asked for it is enough to tick it off', () => {
  const early = after(
    HOME,
    ALARM,
    add('09:00'),
    asks('ana', '09:01', { do: 'classify', severity: 'mild', type: 'outage' }),
  )
  early
    .when(asks('bo', '09:05', { do: 'complete', obligation: 'keep-logs' }))
    .recordsAmong({ type: 'obligation-met', obligation: 'keep-logs' })
  begun
    .when(asks('bo', '09:05', { do: 'complete', obligation: 'keep-logs' }))
    .refuses('obligation-needs-act', { command: 'add-evidence' })
})

test('who holds it is on record from hand to hand', () => {
  const kept = begun.and(add('09:05'))
  const [evidence = ''] = kept.incident.evidence.keys()
  const pass = asks('bo', '09:10', {
    do: 'transfer-evidence',
    evidence,
    to: 'ana',
    reason: 'Off duty',
  })
  kept.when(pass).records({ type: 'evidence-transferred', evidence, to: 'ana', reason: 'Off duty' })
  equal(kept.and(pass).incident.evidence.get(evidence)?.heldBy, 'ana')
  kept
    .when(
      asks('bo', '09:10', {
        do: 'transfer-evidence',
        evidence,
        to: 'stranger',
        reason: 'Off duty',
      }),
    )
    .refuses('person-unknown')
})

test('evidence stays, and that somebody wanted it gone stays too', () => {
  const kept = begun.and(add('09:05'))
  const [evidence = ''] = kept.incident.evidence.keys()
  const gone = asks('bo', '09:10', { do: 'delete-evidence', evidence, reason: 'It is large' })
  kept.when(gone).records({ type: 'evidence-deletion-refused', evidence, reason: 'It is large' })
  deepEqual([...kept.and(gone).incident.evidence.keys()], [evidence])
})

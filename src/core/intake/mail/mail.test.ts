import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '#/core/intake/doors/reading.ts'
import { readAlertMail } from '#/core/intake/mail/alert-mail.ts'
import { answerTo } from '#/core/intake/mail/answer.ts'
import type { Mail } from '#/core/intake/mail/mail.ts'
import { readSecurityMail } from '#/core/intake/mail/security-mail.ts'

const MAIL: Mail = {
  messageId: 'm1@mx.example',
  thread: [],
  from: { name: 'Nora', address: 'Nora@mx.example' },
  returnPath: 'nora@mx.example',
  subject: 'Your login page',
  text: 'It lets anybody in.\n',
  sentAtMs: undefined,
  attachments: [],
  headers: {},
}

function reportOf(read: typeof readAlertMail, mail: Mail): Report {
  const given = read({ headers: {}, body: mail, nowMs: 0 })
  ok('reports' in given, JSON.stringify(given))
  const [report] = given.reports
  ok(report !== undefined)
  return report
}

const alert = (more: Partial<Mail>) => reportOf(readAlertMail, { ...MAIL, ...more })
const security = (more: Partial<Mail>) => reportOf(readSecurityMail, { ...MAIL, ...more })

test('T1.1 the two mails of Alertmanager are the beginning and the end of one thing', () => {
  const begun = alert({ subject: '[FIRING:1] Exfiltration (prod)', messageId: 'a' })
  const ended = alert({ subject: '[RESOLVED] Exfiltration (prod)', messageId: 'b' })
  deepEqual([begun.state, ended.state], ['firing', 'resolved'])
  equal(begun.key, ended.key)
  equal(begun.title, 'Exfiltration (prod)')
})

test('the end of one sender’s alert is not the end of another’s', () => {
  const begun = alert({ subject: '[FIRING:1] Disk' })
  const other = { name: '', address: 'eve@evil.example' }
  notEqual(alert({ subject: '[RESOLVED] Disk', from: other }).key, begun.key)
})

test('Nagios says it between stars', () => {
  const begun = alert({ subject: '** PROBLEM Service Alert: web-1/HTTP is CRITICAL **' })
  const ended = alert({ subject: '** RECOVERY Service Alert: web-1/HTTP is OK **' })
  deepEqual([begun.state, ended.state, ended.key], ['firing', 'resolved', begun.key])
})

test('without a mark the thread is the thing, and no text ends it', () => {
  const first = alert({ subject: 'Backup failed' })
  const reply = alert({ subject: 'Re: Backup failed', messageId: 'm2', thread: ['m1@mx.example'] })
  equal(first.key, reply.key)
  equal(alert({ subject: 'Backup', text: '[RESOLVED] all is well' }).state, 'firing')
  notEqual(alert({ messageId: 'm3' }).key, first.key)
})

test('a mail without any id is the same mail only as long as it says the same', () => {
  const one = alert({ messageId: '' })
  equal(alert({ messageId: '' }).key, one.key)
  notEqual(alert({ messageId: '', text: 'other' }).key, one.key)
})

test('C5.10 what a person writes is a report from outside, with the text, and no mail of theirs ends it', () => {
  const report = security({ subject: 'Resolved: your login page', attachments: [PICTURE] })
  deepEqual(
    [report.state, report.source, report.labels?.['reporter']],
    ['firing', 'external-researcher', 'nora@mx.example'],
  )
  ok(report.description?.includes('It lets anybody in.'))
  ok(report.description?.includes('proof.png (image/png, 12 bytes)'))
})

const PICTURE = { name: 'proof.png', type: 'image/png', bytes: 12 }

test('what others say of the sender is kept as their word', () => {
  const headers = { 'authentication-results': 'mx; spf=pass; dkim=pass', 'received-spf': 'pass' }
  const report = security({ headers })
  ok(report.labels?.['claimed_authentication']?.includes('dkim=pass'))
  ok(report.description?.includes('not checked here'))
})

test('what is posted to a mailbox over the web is refused', () => {
  for (const read of [readAlertMail, readSecurityMail])
    for (const body of [{}, null, 'text', { returnPath: 7 }])
      ok('malformed' in read({ headers: {}, body, nowMs: 0 }))
})

const ours = (address: string) => address.endsWith('@tocsin.example')
const answered = (more: Partial<Mail>) => 'to' in answerTo({ ...MAIL, ...more }, ours)

test('C5.10 a person is answered, at the sender of the envelope', () => {
  deepEqual(answerTo(MAIL, ours), { to: 'nora@mx.example' })
  ok(answered({ headers: { 'auto-submitted': 'no' } }))
  ok(answered({ headers: { 'content-type': 'multipart/mixed; boundary=x' } }))
})

test('no machine, list, bounce or mail of our own is ever answered', () => {
  const never: readonly Partial<Mail>[] = [
    { returnPath: '' },
    { from: undefined },
    { returnPath: 'security@tocsin.example' },
    { from: { name: '', address: 'Security@tocsin.example' } },
    { returnPath: 'MAILER-DAEMON@mx.example' },
    { returnPath: 'noreply@mx.example' },
    { from: { name: '', address: 'no-reply@mx.example' } },
    { returnPath: 'list-bounces@mx.example' },
    { returnPath: 'bounce+123=x@mx.example' },
    { headers: { 'auto-submitted': 'auto-replied' } },
    { headers: { 'auto-submitted': 'auto-generated; type=x' } },
    { headers: { precedence: 'bulk' } },
    { headers: { precedence: 'list' } },
    { headers: { 'list-id': '<x.example>' } },
    { headers: { 'list-unsubscribe': '<mailto:x@y>' } },
    { headers: { 'x-auto-response-suppress': 'OOF' } },
    { headers: { 'x-loop': 'x' } },
    { headers: { 'x-tocsin-idempotency-key': 'k' } },
    { headers: { 'content-type': 'multipart/report; report-type=delivery-status' } },
    { headers: { 'x-spam-flag': 'YES' } },
  ]
  for (const more of never) equal(answered(more), false, JSON.stringify(more))
})

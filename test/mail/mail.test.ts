// Mail in over the whole system, handed in by a real client: what is taken, what is refused, and who is answered.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { createEmail } from '#/outbound/email.ts'
import { parseMailbox } from '#/outbound/mailbox.ts'
import { parseSmtpUrl } from '#/outbound/smtp-url.ts'
import { startApi } from '../http/api.ts'
import type { Fields } from '../http/api.ts'
import { LOCALHOST } from '../outbound/push-service.ts'
import { settled } from '../doors/kit.ts'
import type { Box } from './kit.ts'
import { hand, mailboxOf, talk } from './kit.ts'

/** Where answers go. */
const outside: { readonly to: string; readonly mail: Email }[] = []
const postOffice = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  async onData(stream, session, done) {
    const chunks: Buffer[] = []
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
    const [to] = session.envelope.rcptTo
    outside.push({ to: to?.address ?? '', mail: await PostalMime.parse(Buffer.concat(chunks)) })
    done()
  },
})
postOffice.listen(0, '127.0.0.1')
await once(postOffice.server, 'listening')
const postPort = (postOffice.server.address() as { port: number }).port
const smtp = parseSmtpUrl(`smtp://127.0.0.1:${postPort}`)
const from = parseMailbox('Tocsin <tocsin@acme.example>')
ok(!('problem' in smtp) && from !== undefined)
const email = createEmail({ smtp, from })

const mailTls = { cert: LOCALHOST, key: LOCALHOST }
let nowMs = Date.parse('2026-03-01T02:00:00Z')
const api = await startApi({
  nowMs: () => nowMs,
  mailTls,
  destinations: () => [email],
  environment: { TOCSIN_SMTP_LISTEN: '0', TOCSIN_MAIL_FROM: 'Tocsin <tocsin@acme.example>' },
})
after(() => {
  email.close?.()
  postOffice.close()
})
const port = api.system.mailPort ?? 0
const security = await mailboxOf(api, 'security-mail', 'security')
const alerts = await mailboxOf(api, 'alert-mail', 'alerts')

async function groupTitled(title: string): Promise<Fields | undefined> {
  return (await settled(api.operator)).find(one => one['title'] === title)
}

async function descriptionOf(title: string): Promise<string> {
  const group = await groupTitled(title)
  return (await api.operator('GET', `/api/signals/${String(group?.['key'])}`)).text
}

/** A mailbox that is made now is known to mail servers within seconds. */
async function newMailbox(name: string, more: object = {}): Promise<Box> {
  const made = await mailboxOf(api, 'security-mail', name, more)
  nowMs += 10_000
  return made
}

async function answersTo(address: string, count: number): Promise<readonly Email[]> {
  for (;;) {
    const found = outside.filter(({ to }) => to === address)
    if (found.length >= count) return found.map(({ mail }) => mail)
    await setImmediate()
  }
}

test('T1.1 a mail of Alertmanager opens an incident, and the one after it ends it', async () => {
  const mail = (subject: string) => ({
    to: alerts.address,
    from: 'alertmanager@acme.example',
    subject,
    html: '<p>412000 rows read</p><script>alert(1)</script>',
  })
  equal(await hand(port, mail('[FIRING:1] Exfiltration (prod)')), 250)
  const begun = await groupTitled('Exfiltration (prod)')
  deepEqual([begun?.['firing'], begun?.['round']], [1, 1])
  const description = await descriptionOf('Exfiltration (prod)')
  ok(description.includes('412000 rows read') && !description.includes('alert(1)'))
  equal(await hand(port, mail('[RESOLVED] Exfiltration (prod)')), 250)
  equal((await groupTitled('Exfiltration (prod)'))?.['firing'], 0)
})

test('the key in the address of a mailbox is neither kept with a mail nor shown in its signal', async () => {
  const mail = {
    to: alerts.address.toUpperCase().replace('TOCSIN.EXAMPLE', 'tocsin.example'),
    from: 'disk@acme.example',
    subject: '[FIRING] A disk fills up',
    text: `Sent to ${alerts.address}.`,
  }
  equal(await hand(port, mail), 250)
  ok(!(await descriptionOf('A disk fills up')).toLowerCase().includes(alerts.key.toLowerCase()))
  const kept = (await api.operator('GET', '/api/doors/alerts/payloads')).text
  ok(kept.includes('A disk fills up') && !kept.toLowerCase().includes(alerts.key.toLowerCase()))
})

test('C5.10 a person who writes is answered, and it is a signal with the text as it came', async () => {
  const sent = {
    to: security.address,
    subject: 'Your login lets anybody in',
    text: 'Try an empty password.\nBcc: <script>alert(1)</script>',
    messageId: '<report-1@mx.example>',
    headers: { 'Authentication-Results': 'mx.acme.example; spf=pass; dkim=pass' },
    attachments: [{ filename: 'proof.png', content: Buffer.alloc(2_000) }],
  }
  equal(await hand(port, sent), 250)
  const description = await descriptionOf('Your login lets anybody in')
  ok(
    description.includes('Try an empty password.') &&
      description.includes('proof.png (image/png, 2000 bytes)'),
  )
  ok(description.includes('not checked here'))
  const [answer] = await answersTo('nora@mx.example', 1)
  match(answer?.subject ?? '', /Your report has arrived/)
  match(answer?.text ?? '', /M-[0-9A-F]{8}/)
  const headers = JSON.stringify(answer?.headers)
  ok(headers.includes('auto-generated'))
  // Nothing of what a stranger wrote goes out again in our name.
  ok(!JSON.stringify(answer).includes('login lets'))
})

test('the same mail again is the same report, answered once; so are the mails after it in its thread', async () => {
  const first = {
    to: security.address,
    subject: 'Twice',
    text: 'x',
    messageId: '<twice@mx.example>',
    from: 'twice@mx.example',
  }
  equal(await hand(port, first), 250)
  await answersTo('twice@mx.example', 1)
  equal(await hand(port, first), 250)
  const reply = {
    ...first,
    subject: 'Re: Twice',
    messageId: '<later@mx.example>',
    references: '<twice@mx.example>',
  }
  equal(await hand(port, reply), 250)
  const about = (await settled(api.operator)).filter(({ title }) => String(title).includes('Twice'))
  equal(about.length, 1)
  equal(outside.filter(({ to }) => to === 'twice@mx.example').length, 1)
})

test('machines are taken and not answered, nor is anybody flooded', async () => {
  const quiet = { to: security.address, text: 'x' }
  const before = outside.length
  equal(
    await hand(port, {
      ...quiet,
      from: 'robot@mx.example',
      subject: 'a',
      headers: { 'Auto-Submitted': 'auto-replied' },
    }),
    250,
  )
  equal(
    await hand(port, {
      ...quiet,
      from: 'many@mx.example',
      subject: 'b',
      headers: { Precedence: 'bulk' },
    }),
    250,
  )
  equal(
    await hand(port, { ...quiet, subject: 'c', envelope: { from: '', to: security.address } }),
    250,
  )
  equal(await hand(port, { ...quiet, from: 'tocsin@acme.example', subject: 'd' }), 250)
  for (let mail = 0; mail < 6; mail += 1)
    equal(await hand(port, { ...quiet, from: 'often@mx.example', subject: `often ${mail}` }), 250)
  await answersTo('often@mx.example', 3)
  equal(await hand(port, { ...quiet, from: 'last@mx.example', subject: 'last' }), 250)
  await answersTo('last@mx.example', 1)
  equal(outside.length, before + 4)
  for (const title of ['a', 'b', 'c', 'd', 'often 5'])
    ok((await groupTitled(title)) !== undefined, title)
})

test('mail for anybody else is refused, whoever asks, and nothing is passed on', async () => {
  const others = [
    'somebody@elsewhere.example',
    'nobody@tocsin.example',
    'security@tocsin.example.evil.example',
    'security@acme.example',
    'alerts@tocsin.example',
    'alerts+wrong@tocsin.example',
    `alerts+${alerts.key}x@tocsin.example`,
    '"security@tocsin.example"@elsewhere.example',
    'security%elsewhere.example@tocsin.example',
  ]
  for (const to of others)
    ok([501, 550].includes(await hand(port, { to, subject: 'x', text: 'x' })), to)
  equal(await hand(port, { to: security.address.toUpperCase(), subject: 'loud', text: 'x' }), 250)
})

test('a mailbox that is switched off takes nothing', async () => {
  const closed = await newMailbox('closed')
  await api.operator('POST', '/api/doors/closed/edit', { body: { enabled: false } })
  nowMs += 10_000
  equal(await hand(port, { to: closed.address, subject: 'x', text: 'x' }), 550)
})

test('what is handed in can be encrypted', async () => {
  const sent = { to: security.address, subject: 'Under the seal', text: 'x' }
  equal(await hand(port, sent, { ca: mailTls.cert }), 250)
  ok((await groupTitled('Under the seal')) !== undefined)
})

test('more than a mail may be, or a mailbox takes, is refused', async () => {
  const small = await newMailbox('small', { bytes_max: 2_000, per_minute: 2 })
  const big = { to: small.address, subject: 'big', text: 'x'.repeat(3_000) }
  equal(await hand(port, big), 554)
  const greeting = await talk(port, ['EHLO x', 'MAIL FROM:<a@b.example> SIZE=999999999', 'QUIT'])
  match(greeting[2] ?? '', /^552/)
  const fits = { to: small.address, subject: 'fits', text: 'x' }
  equal(await hand(port, fits), 250)
  equal(await hand(port, { ...fits, subject: 'fits 2' }), 250)
  equal(await hand(port, { ...fits, subject: 'fits 3' }), 451)
})

test('no command makes it a relay, a log-in or a list of who is here', async () => {
  const said = await talk(port, [
    'EHLO x',
    'AUTH PLAIN AGEAYg==',
    'VRFY security',
    'EXPN security',
    'RCPT TO:<security@tocsin.example>',
    'MAIL FROM:<a@b.example>',
    'RCPT TO:<x@elsewhere.example>',
    'DATA',
    'HELP',
    'NONSENSE',
    'RSET',
    'QUIT',
  ])
  match(said[1] ?? '', /STARTTLS/)
  ok(!/AUTH/.test(said[1] ?? ''))
  const codes = said.map(answer => answer.slice(-400).match(/(\d{3}) [^\n]*$/)?.[1])
  deepEqual(
    [codes[2], codes[5], codes[7], codes[8]].map(code => code?.[0]),
    ['5', '5', '5', '5'],
  )
  ok(!said.some(answer => answer.includes('Tocsin Security') || /^2.*security@/.test(answer)))
})

test('hostile mails are taken or refused, and the server goes on', async () => {
  const raw = (lines: readonly string[]) =>
    talk(port, [
      'EHLO x',
      'MAIL FROM:<evil@mx.example>',
      'RCPT TO:<security@tocsin.example>',
      'DATA',
      `${lines.join('\r\n')}\r\n.`,
      'QUIT',
    ])
  const deep = Array.from(
    { length: 40 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`,
  )
  const mails: readonly (readonly string[])[] = [
    [''],
    ['Subject: \u0000\u0001', '', '\u0000'],
    [`Subject: ${'x'.repeat(5_000)}`, '', 'y'],
    ['Subject: =?utf-8?B?////?=', 'Content-Transfer-Encoding: base64', '', '////'],
    ['From: a@b, c@d, <<<>>>', 'Message-ID: <<<', 'References: >>> <', '', 'x'],
    ['Content-Type: text/html; charset=nonsense', '', '<style>'],
    ['__proto__: x', 'constructor: y', '', 'z'],
    deep,
    Array.from({ length: 60 }, () => 'Received: from a by b').concat('', 'x'),
    Array.from({ length: 5_000 }, (_, at) => `X-${at}: ${'y'.repeat(100)}`).concat('', 'x'),
  ]
  for (const lines of mails) {
    const answer = (await raw(lines)).at(-2) ?? ''
    match(answer, /^(250|554) /, lines.slice(0, 1).join(''))
  }
  match((await raw(mails[8] ?? [])).at(-2) ?? '', /passed on more than/)
  equal(await hand(port, { to: security.address, subject: 'Still here', text: 'x' }), 250)
})

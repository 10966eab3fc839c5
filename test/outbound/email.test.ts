import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, describe, test } from 'node:test'
import { instant } from '#/core/time.ts'
import { createEmail } from '#/outbound/email.ts'
import type { Destination, Message, Outcome } from '#/outbound/message.ts'
import { parseSmtpUrl, type SmtpSettings } from '#/outbound/smtp-url.ts'
import { partOf, readMail, textOf, reply, startMailServer, type Answers } from './mail-server.ts'
import { HOSTILE, page } from './messages.ts'

const from = { name: 'Tocsin', address: 'tocsin@ops.example.org' }
const open: Destination[] = []
after(() => open.forEach(destination => destination.close?.()))

function settingsOf(url: string): SmtpSettings {
  const smtp = parseSmtpUrl(url)
  if ('problem' in smtp) throw new Error(smtp.problem)
  return smtp
}

function emailTo(url: string): Destination {
  const email = createEmail({ smtp: settingsOf(url), from })
  open.push(email)
  return email
}

const send = (email: Destination, message: Message, signal = new AbortController().signal) =>
  email.send(message, signal)

/** Sends one message through a server of its own and reads what arrived. */
async function arrives(message: Message) {
  const server = await startMailServer()
  const outcome = await send(emailTo(server.url), message)
  await server.close()
  deepEqual(outcome, { delivered: true, detail: 'The mail server took it.' })
  const [mail] = server.mails
  ok(mail !== undefined && server.mails.length === 1, 'one mail arrived')
  return { ...mail, part: readMail(mail.raw) }
}

async function answered(answers: Answers, message = page): Promise<Outcome> {
  const server = await startMailServer(answers)
  const outcome = await send(emailTo(server.url), message)
  await server.close()
  return outcome
}

test('C3.3 a page arrives with its subject, its text and the link that acknowledges it', async () => {
  const { from: sender, to, part } = await arrives(page)
  equal(sender, 'tocsin@ops.example.org')
  deepEqual(to, ['ana@example.org'])
  equal(part.headers.get('subject'), '[#12] P0: take command')
  equal(part.headers.get('to'), 'Ana Lima <ana@example.org>')
  equal(part.headers.get('auto-submitted'), 'auto-generated')
  equal(part.headers.get('list-id'), 'Tocsin <tocsin.ops.example.org>')
  match(part.headers.get('x-tocsin-idempotency-key') ?? '', /^[\w-]+$/)
  equal(part.headers.get('importance'), 'High')
  const text = textOf(part, 'text/plain')
  ok(text.includes(page.text) && text.includes('https://tocsin.example.org/acknowledge/v1.abc.def'))
  ok(text.includes('C2.1, C7.1'))
  const html = textOf(part, 'text/html')
  ok(html.includes('href="https://tocsin.example.org/acknowledge/v1.abc.def"'))
})

test('mails of one incident hang together, and two attempts are one mail', async () => {
  const server = await startMailServer()
  const email = emailTo(server.url)
  for (const messageId of ['inc-1-3-ana', 'inc-1-3-ana', 'inc-1-9-ana'])
    await send(email, { ...page, messageId })
  await server.close()
  const [first, again, other] = server.mails.map(mail => readMail(mail.raw).headers)
  equal(first?.get('message-id'), '<inc-1-3-ana@ops.example.org>')
  equal(again?.get('message-id'), first?.get('message-id'))
  notEqual(other?.get('message-id'), first?.get('message-id'))
  for (const headers of [first, again, other]) {
    equal(headers?.get('references'), '<inc-1@ops.example.org>')
    equal(headers?.get('in-reply-to'), '<inc-1@ops.example.org>')
  }
})

test('an exercise says so before anything else', async () => {
  const { part } = await arrives({ ...page, incident: { ...page.incident, exercise: true } })
  equal(part.headers.get('subject'), '[EXERCISE] [#12] P0: take command')
  match(textOf(part, 'text/plain'), /^EXERCISE: this is practice/)
})

describe('hostile text stays text', () => {
  const HEADERS = new Set(
    `from to subject message-id in-reply-to references date importance x-priority x-msmail-priority
     auto-submitted x-auto-response-suppress list-id x-tocsin-idempotency-key content-type mime-version`.split(
      /\s+/,
    ),
  )
  for (const [index, text] of HOSTILE.entries())
    test(`in every field of a mail: ${JSON.stringify(text.slice(0, 30))}`, async () => {
      const { to, raw, part } = await arrives({
        ...page,
        subject: text,
        text,
        cites: [text],
        messageId: text,
        threadId: text,
        idempotencyKey: text,
        incident: { ...page.incident, title: text, severity: text },
        to: { ...page.to, name: text },
        meeting: {
          id: `m${index}`,
          startsAt: instant('2026-03-02T09:00:00Z'),
          minutes: 30,
          sequence: 1,
        },
      })
      deepEqual(to, ['ana@example.org'])
      deepEqual(
        [...part.headers.keys()].filter(name => !HEADERS.has(name)),
        [],
      )
      ok(raw.split('\r\n').every(line => line.length <= 998 && !/[\r\n]/.test(line)))
      ok((part.headers.get('subject') ?? '').length <= 200)
      const html = textOf(part, 'text/html')
      ok(!/<script|<img|evil\.example">Ack/.test(html))
      ok(!/[^\P{Cc}\n\t]|[\u2028\u202e]/u.test(html))
      const event = partOf(part, 'text/calendar')?.body ?? ''
      equal(event.match(/^ATTENDEE/gm)?.length, 1)
      equal(event.match(/^BEGIN:VEVENT/gm)?.length, 1)
    })

  for (const address of [
    'ana@example.org, bo@example.org',
    'ana@example.org\r\nRCPT TO:<bo@example.org>',
    '<ana@example.org>',
    '"ana bo"@example.org',
    'ana',
    '',
    'ana@[127.0.0.1]',
    `${'a'.repeat(65)}@example.org`,
    'ana@@example.org',
  ])
    test(`an address that is not one is refused: ${JSON.stringify(address)}`, async () => {
      const outcome = await answered({}, { ...page, to: { address } })
      equal(outcome.delivered ? 'delivered' : outcome.retry, 'never')
    })
})

describe('what the mail server says decides whether to try again', () => {
  const cases: readonly [string, Answers, 'later' | 'never'][] = [
    ['451 at the recipient', { recipient: () => reply(451, 'greylisted') }, 'later'],
    ['450 at the recipient', { recipient: () => reply(450, 'mailbox busy') }, 'later'],
    ['550 at the recipient', { recipient: () => reply(550, 'no such user') }, 'never'],
    ['452 after the text', { content: () => reply(452, 'disk full') }, 'later'],
    ['421 after the text', { content: () => reply(421, 'closing') }, 'later'],
    ['554 after the text', { content: () => reply(554, 'looks like spam') }, 'never'],
  ]
  for (const [name, answers, retry] of cases)
    test(`${name}: ${retry}`, async () => {
      const outcome = await answered(answers)
      equal(outcome.delivered ? 'delivered' : outcome.retry, retry)
      // What the server says is a stranger's text and may quote the mail.
      ok(!outcome.delivered && !/greylisted|such user|spam/.test(outcome.cause.message))
    })

  test('nobody listens: later', async () => {
    const server = await startMailServer()
    await server.close()
    const outcome = await send(emailTo(server.url), page)
    equal(outcome.delivered ? 'delivered' : outcome.retry, 'later')
  })

  test('our password is refused: later, since the recipient is not to blame', async () => {
    const server = await startMailServer(
      {},
      {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, callback) => callback(reply(535, 'wrong password')),
      },
    )
    const url = server.url.replace('smtp://', 'smtp://tocsin:wrong@')
    const outcome = await send(emailTo(url), page)
    await server.close()
    equal(outcome.delivered ? 'delivered' : outcome.retry, 'later')
  })

  test('one refused mail does not spoil the connection for the next', async () => {
    const answers: Answers = {
      recipient: address => (address.startsWith('gone') ? reply(550, 'no such user') : undefined),
    }
    const server = await startMailServer(answers)
    const email = emailTo(server.url)
    const outcomes = [
      await send(email, { ...page, to: { address: 'gone@example.org' } }),
      await send(email, page),
    ]
    await server.close()
    deepEqual(
      outcomes.map(outcome => outcome.delivered),
      [false, true],
    )
  })
})

test('a server that never greets is given up when the caller says so', async () => {
  const silent = createServer(() => {})
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const abort = new AbortController()
  const sent = send(emailTo(`smtp://127.0.0.1:${port}`), page, abort.signal)
  abort.abort()
  const outcome = await sent
  equal(outcome.delivered ? 'delivered' : outcome.retry, 'later')
  silent.close()
})

test('a mail server that was restarted between two mails gets the second', async () => {
  const before = await startMailServer()
  const email = emailTo(before.url)
  ok((await send(email, page)).delivered)
  await before.close()
  const after = await startMailServer({}, {}, before.port)
  ok((await send(email, page)).delivered)
  await after.close()
})

describe('TLS', () => {
  const withTls = { disabledCommands: [] as string[] }

  test('is used where it is offered, with any certificate', async () => {
    let secure = false
    const server = await startMailServer(
      {},
      {
        ...withTls,
        onMailFrom: (_address, session, callback) => {
          secure = session.secure
          callback()
        },
      },
    )
    const outcome = await send(emailTo(server.url), page)
    await server.close()
    ok(outcome.delivered && secure)
  })

  test('is insisted on when the URL requires it, and the certificate is verified', async () => {
    const selfSigned = await startMailServer({}, withTls)
    const outcome = await send(emailTo(`${selfSigned.url}?tls=required`), page)
    await selfSigned.close()
    equal(outcome.delivered ? 'delivered' : outcome.retry, 'later')
    equal(selfSigned.mails.length, 0)
  })

  test('is insisted on when the server does not offer it', async () => {
    const plain = await startMailServer()
    const outcome = await send(emailTo(`${plain.url}?tls=required`), page)
    await plain.close()
    equal(outcome.delivered ? 'delivered' : outcome.retry, 'later')
    equal(plain.mails.length, 0)
  })

  test('is not used when the URL turns it off', async () => {
    const server = await startMailServer({}, withTls)
    const outcome = await send(emailTo(`${server.url}?tls=off`), page)
    await server.close()
    ok(outcome.delivered)
  })
})

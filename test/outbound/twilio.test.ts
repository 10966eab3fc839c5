// Text messages and calls against an emulation of Twilio that somebody else wrote, and against servers that misbehave.
import { createEmulator } from 'emulate'
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { fromMs } from '#/core/time.ts'
import { partsOf } from '#/outbound/gsm.ts'
import type { Message, Outcome } from '#/outbound/message.ts'
import { createSms, smsText } from '#/outbound/sms.ts'
import type { TwilioSettings } from '#/outbound/twilio-api.ts'
import { createVoice } from '#/outbound/voice.ts'
import { freePort } from './free-port.ts'
import { HOSTILE, page } from './messages.ts'
import { startReceiver } from './receiver.ts'
import type { Responder } from './receiver.ts'

const account = 'AC00000000000000000000000000000000'
const phone = { ...page, to: { person: 'ana', name: 'Ana', address: '+15550002222' } }
const called = { ...phone, channel: 'voice' as const, token: 'v1.abc.def' }
const settings: TwilioSettings = {
  account,
  token: 'twilio_test_auth_token',
  from: '+15551234567',
  callsFrom: undefined,
  url: '',
  callbackUrl: 'https://tocsin.example.org',
  now: () => fromMs(Date.now()),
}
const emulator = await createEmulator({ service: 'twilio', port: await freePort() })
after(() => emulator.close())
const live = { ...settings, url: emulator.url }
const verdict = (outcome: Outcome) => (outcome.delivered ? 'delivered' : outcome.retry)
const soon = () => AbortSignal.timeout(5_000)

async function listed(what: 'Messages' | 'Calls') {
  const authorization = `Basic ${Buffer.from(`${account}:${settings.token}`).toString('base64')}`
  const address = `${emulator.url}/2010-04-01/Accounts/${account}/${what}.json`
  const response = await fetch(address, { headers: { authorization } })
  const body = (await response.json()) as Record<string, readonly Record<string, unknown>[]>
  return body[what.toLowerCase()] ?? []
}

test('C3.3 a page is written to a phone, with how to answer it', async () => {
  emulator.reset()
  const outcome = await createSms(live).send(phone, soon())
  ok(outcome.delivered)
  match(outcome.reference ?? '', /^SM[0-9a-f]{32}$/)
  const [message] = await listed('Messages')
  equal(message?.['to'], '+15550002222')
  equal(message?.['from'], '+15551234567')
  match(
    String(message?.['body']),
    /^#12 P0: take command\nReply 1: on it, 2: hand on\nhttps:\/\/tocsin\.example\.org\/acknowledge\//,
  )
})

test('C3.3 a phone is called, told what it is about and which key answers', async () => {
  const server = await startReceiver((_received, response) =>
    response.writeHead(201).end(JSON.stringify({ sid: `CA${'a'.repeat(32)}` })),
  )
  const url = `http://127.0.0.1:${server.port}`
  const outcome = await createVoice({ ...settings, url }).send(called, soon())
  await server.close()
  deepEqual(outcome, {
    delivered: true,
    detail: 'Twilio took it.',
    reference: `CA${'a'.repeat(32)}`,
  })
  const form = new URLSearchParams(server.requests[0]?.body)
  const twiml = form.get('Twiml') ?? ''
  ok(twiml.length < 4_000)
  match(
    twiml,
    /<Gather [^>]*action="https:\/\/tocsin\.example\.org\/in\/twilio\/voice\/v1\.abc\.def"/,
  )
  match(twiml, /Incident 12\. P0: take command\./)
  match(twiml, /Press 1 .* Press 2 .* Press 3 /)
  match(form.get('StatusCallback') ?? '', /\/in\/twilio\/status\/voice\/[\w-]+$/)
})

test('the emulation takes calls, too', async () => {
  equal(verdict(await createVoice(live).send(called, soon())), 'delivered')
  equal((await listed('Calls'))[0]?.['to'], '+15550002222')
})

test('a token that Twilio does not know: tried again, since somebody may mend it', async () => {
  const outcome = await createSms({ ...live, token: 'revoked' }).send(phone, soon())
  ok(!outcome.delivered && outcome.retry === 'later' && outcome.channelWorks === undefined)
  match(outcome.cause.message, /TOCSIN_TWILIO_TOKEN/)
  ok(!outcome.cause.message.includes('revoked'))
})

test('a number that is none is not asked of anybody', async () => {
  for (const address of ['0170 1234567', '+49', '+4917012345678901', 'ana@example.org', '']) {
    const message = { ...phone, to: { ...phone.to, address } }
    for (const channel of [createSms(live), createVoice(live)])
      equal(verdict(await channel.send(message, soon())), 'never')
  }
})

async function answered(respond: Responder, message: Message = phone): Promise<Outcome> {
  const server = await startReceiver(respond)
  const sms = createSms({ ...settings, url: `http://127.0.0.1:${server.port}` })
  const outcome = await sms.send(message, soon())
  await server.close()
  return outcome
}

for (const [status, code, expected, says] of [
  [400, 21_211, 'never', /not valid/],
  [400, 21_610, 'never', /STOP/],
  [400, 21_614, 'never', /no text messages/],
  [400, 21_212, 'later', /TOCSIN_TWILIO_FROM/],
  [400, 21_408, 'later', /geographic/],
  [401, 20_003, 'later', /TOCSIN_TWILIO_ACCOUNT/],
  [429, 20_429, 'later', /429/],
  [500, 20_500, 'later', /500/],
  [503, undefined, 'later', /503/],
] as const)
  test(`HTTP ${status} with ${code}: ${expected}`, async () => {
    const outcome = await answered((_received, response) =>
      response
        .writeHead(status, { 'retry-after': '30' })
        .end(JSON.stringify({ code, message: 'CANARY <script>' })),
    )
    ok(!outcome.delivered)
    equal(outcome.retry, expected)
    match(outcome.cause.message, says)
    ok(!outcome.cause.message.includes('CANARY'))
    if (status === 429) equal(outcome.after, 30_000)
  })

test('an answer that is nonsense, cut off or never comes', async () => {
  const taken = await answered((_received, response) => response.writeHead(201).end('<html>'))
  deepEqual(taken, { delivered: true, detail: 'Twilio took it.' })
  const cut = await answered((_received, response) => response.destroy())
  equal(verdict(cut), 'later')
  const abort = new AbortController()
  const server = await startReceiver(() => abort.abort())
  const sms = createSms({ ...settings, url: `http://127.0.0.1:${server.port}` })
  equal(verdict(await sms.send(phone, abort.signal)), 'later')
  await server.close()
})

test('hostile text takes two parts at most, and what is ours comes last', () => {
  for (const text of HOSTILE) {
    const said = smsText({ ...phone, subject: text, text }, { canAnswer: true })
    ok(partsOf(said) <= 2, said)
    ok(!/[^\P{Cc}\n]/u.test(said) && said.isWellFormed(), said)
    match(said, /\nReply 1: on it, 2: hand on\nhttps:\/\/tocsin\.example\.org\/[^\s]+$/)
  }
})

test('an answer that is long gives way to the address of the incident', () => {
  const acknowledgeUrl = `https://tocsin.example.org/acknowledge/${'x'.repeat(300)}`
  const said = smsText({ ...phone, acknowledgeUrl }, { canAnswer: true })
  match(said, /\nhttps:\/\/tocsin\.example\.org\/incidents\/12$/)
})

test('hostile text in a call is said, and nothing more', async () => {
  const server = await startReceiver((_received, response) => response.writeHead(201).end('{}'))
  const voice = createVoice({ ...settings, url: `http://127.0.0.1:${server.port}` })
  for (const text of [...HOSTILE, '</Say><Dial>+19005550100</Dial><Say>'])
    await voice.send({ ...called, subject: text }, soon())
  await server.close()
  for (const { body } of server.requests) {
    const twiml = new URLSearchParams(body).get('Twiml') ?? ''
    ok(/^(<\/?(Response|Gather|Say)( [^<>]*)?>|[^<>])*$/.test(twiml), twiml)
    ok(twiml.length < 4_000 && twiml.isWellFormed())
  }
})

test('of a restricted incident neither a screen nor a mailbox tells more than that somebody is wanted', async () => {
  const incident = { ...page.incident, restricted: true, title: 'CANARY' }
  const said = smsText(
    { ...phone, incident, subject: 'CANARY', text: 'CANARY' },
    { canAnswer: true },
  )
  ok(!said.includes('CANARY'))
  match(said, /^#12 You are wanted/)
})

test('a message about no incident says what it says', () => {
  const code: Message = {
    ...page,
    act: 'contact-code',
    incident: { ...page.incident, id: '', number: 0, title: '' },
    subject: 'Tocsin',
    text: 'Your code is 123456.',
    to: { address: '+15550002222' },
  }
  const { acknowledgeUrl: _none, ...plain } = code
  equal(smsText(plain, { canAnswer: true }).trim(), 'Tocsin: Your code is 123456.')
})

test('several pages at once name their incidents, and say how each is answered', () => {
  const { acknowledgeUrl: _none, ...several } = phone
  const bundle: Message = {
    ...several,
    incident: { ...page.incident, id: '', number: 0, title: '' },
    subject: '2 messages about several incidents',
    text: `#12: Fire ${page.acknowledgeUrl}\n#13: Smoke ${page.acknowledgeUrl}`,
  }
  equal(
    smsText(bundle, { canAnswer: true }),
    '2 messages about several incidents: #12: Fire; #13: Smoke\nReply with a number, as 1 42: on it, 2 42: hand on',
  )
  const hidden = { ...bundle, incident: { ...bundle.incident, restricted: true } }
  match(smsText(hidden, { canAnswer: true }), /^You are wanted\nReply with a number/)
})

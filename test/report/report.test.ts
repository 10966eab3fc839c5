// The public form over the whole system: what a stranger sees, what becomes of what they write, and what nobody gets through it.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Destination, Message } from '#/outbound/message.ts'
import { startApi } from '../http/api.ts'
import type { Fields } from '../http/api.ts'
import { settled } from '../doors/kit.ts'

const mailed: Message[] = []
const email: Destination = {
  channel: 'email',
  async send(message) {
    // People are paged over it too, of the incident.
    if (message.act === 'report-received') mailed.push(message)
    return { delivered: true }
  },
}
let nowMs = Date.parse('2026-03-01T02:00:00Z')
const api = await startApi({
  nowMs: () => nowMs,
  destinations: () => [email],
  environment: { TOCSIN_URL: 'https://tocsin.example', TOCSIN_SMTP_LISTEN: '0' },
})

type Page = { readonly status: number; readonly text: string; readonly headers: Headers }

async function see(path = '/report', headers: Record<string, string> = {}): Promise<Page> {
  const response = await fetch(new URL(path, api.address), { headers })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const COMPLETE = {
  found: 'The login takes an empty password.\nTry it as ana.',
  where: 'https://shop.example/login',
  name: 'Nora',
  contact: 'nora@mx.example',
  consent: 'yes',
}

/** `from`: the address that a proxy on this machine says it comes from. */
async function send(
  fields: Record<string, string>,
  from = '192.0.2.1',
  path = '/report',
): Promise<Page> {
  const response = await fetch(new URL(path, api.address), {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'x-forwarded-for': from },
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const receiptIn = ({ text }: Page) => /R-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(text)?.[0] ?? ''

async function groups(): Promise<readonly Fields[]> {
  return settled(api.operator)
}

async function groupTitled(title: string): Promise<Fields | undefined> {
  return (await groups()).find(group => group['title'] === title)
}

test('there is no form, and no word of it, until an owner opens the door', async () => {
  equal((await see()).status, 404)
  equal((await see('/.well-known/security.txt')).status, 404)
  equal((await send(COMPLETE)).status, 404)
  const body = { kind: 'report-form', name: 'researchers' }
  equal((await api.operator('POST', '/api/doors', { body })).status, 201)
  equal((await see()).status, 200)
})

test('C5.10 what a researcher reports is a signal and an incident, and they are told a receipt, also by mail', async () => {
  const page = await see()
  const form = /name="form" value="([0-9a-f]{32})"/.exec(page.text)?.[1] ?? ''
  const answered = await send({ ...COMPLETE, form, credit: 'yes' })
  equal(answered.status, 200)
  const receipt = receiptIn(answered)
  notEqual(receipt, '')
  const group = await groupTitled(
    'Reported for https://shop.example/login: The login takes an empty password.',
  )
  const inFull = await api.operator('GET', `/api/signals/${String(group?.['key'])}`)
  ok(inFull.text.includes(receipt))
  // A plan without a source for researchers takes it as what a person said, not a machine.
  equal(group?.['source'], 'person')
  const incident = await api.operator('GET', `/api/incidents/${String(group?.['incident'])}`)
  equal(incident.status, 200, incident.text)
  ok(incident.text.includes('"nora@mx.example"'))
  while (mailed.length === 0) await setImmediate()
  deepEqual([mailed[0]?.to.address, mailed[0]?.act], ['nora@mx.example', 'report-received'])
  ok(mailed[0]?.text.includes(receipt))
  ok(!JSON.stringify(mailed[0]).includes('empty password'))
  // Sent twice by an impatient finger it is one report.
  equal(receiptIn(await send({ ...COMPLETE, form, credit: 'yes' })), receipt)
  equal((await groupTitled(String(group?.['title'])))?.['fired'], 1)
  equal(mailed.length, 1)
})

test('it needs no script, lets none run, and is read in the language of the browser', async () => {
  const english = await see()
  ok(!/<script|onclick|javascript:/i.test(english.text))
  const policy = english.headers.get('content-security-policy') ?? ''
  match(policy, /default-src 'none'/)
  ok(!policy.includes('unsafe'))
  match(english.text, /<html lang="en">/)
  match(
    (await see('/report', { 'accept-language': 'de-CH,de;q=0.9,en;q=0.8' })).text,
    /<html lang="de">/,
  )
  match(
    (await see('/report', { 'accept-language': 'en;q=0.5,de;q=0.9' })).text,
    /Schwachstelle melden/,
  )
  match((await see('/report', { 'accept-language': 'fr, en;q=0.2' })).text, /<html lang="en">/)
  match((await see('/report?language=de')).text, /<html lang="de">/)
  const german = await send({ ...COMPLETE, contact: '' }, '192.0.2.2', '/report?language=de')
  match(german.text, /Ihre Belegnummer/)
})

test('what is missing is said where it is missing, and nothing that was written is lost', async () => {
  const given = { found: '', where: '<b>"here"', name: "O'Neil", contact: 'nora at home' }
  const answered = await send(given)
  equal(answered.status, 422)
  match(answered.text, /role="alert"/)
  for (const field of ['found', 'contact', 'consent'])
    ok(answered.text.includes(`href="#${field}"`), field)
  equal(answered.text.match(/aria-invalid="true"/g)?.length, 3)
  ok(
    answered.text.includes('value="&lt;b&gt;&quot;here&quot;"') &&
      answered.text.includes('O&#39;Neil'),
  )
  ok(!answered.text.includes('<b>'))
  for (const wrong of [
    { found: 'too short' },
    { found: 'x'.repeat(10_001) },
    { where: 'x'.repeat(501) },
    { name: 'x'.repeat(201) },
    { contact: 'a@b@c' },
    { contact: 'a@b\r\nBcc: x@y.example' },
    { consent: '' },
  ])
    equal((await send({ ...COMPLETE, ...wrong })).status, 422, JSON.stringify(wrong).slice(0, 80))
})

test('whoever fills in what nobody sees is thanked, and nothing is kept', async () => {
  const before = (await groups()).length
  const answered = await send({ ...COMPLETE, website: 'https://spam.example' }, '192.0.2.3')
  equal(answered.status, 200)
  notEqual(receiptIn(answered), '')
  equal((await groups()).length, before)
})

test('one address may report so often, and another is not kept out by it', async () => {
  const statuses: number[] = []
  for (let count = 0; count < 12; count += 1)
    statuses.push((await send({ ...COMPLETE, contact: '' }, '192.0.2.4')).status)
  deepEqual(statuses, [...Array.from({ length: 10 }, () => 200), 429, 429])
  equal((await send({ ...COMPLETE, contact: '' }, '192.0.2.5')).status, 200)
  // Neighbours of one household share, whatever addresses they take.
  for (let count = 0; count < 10; count += 1)
    await send({ ...COMPLETE, contact: '' }, `2001:db8::${count}`)
  equal((await send({ ...COMPLETE, contact: '' }, '2001:db8::99')).status, 429)
  nowMs += 3_600_001
  equal((await send({ ...COMPLETE, contact: '' }, '192.0.2.4')).status, 200)
})

test('nobody is mailed more than a few times a day, whoever gives their address', async () => {
  const before = mailed.length
  for (let count = 0; count < 6; count += 1)
    await send({ ...COMPLETE, contact: 'Victim@mx.example' }, `198.51.100.${count}`)
  await send({ ...COMPLETE, contact: 'other@mx.example' }, '198.51.100.9')
  while (!mailed.some(({ to }) => to.address === 'other@mx.example')) await setImmediate()
  equal(mailed.slice(before).filter(({ to }) => to.address === 'victim@mx.example').length, 3)
})

test('researchers find where to report', async () => {
  const box = { kind: 'security-mail', name: 'security' }
  equal((await api.operator('POST', '/api/doors', { body: box })).status, 201)
  const { status, text, headers } = await see('/.well-known/security.txt')
  equal(status, 200)
  match(headers.get('content-type') ?? '', /^text\/plain; charset=utf-8/)
  const fields = text
    .trim()
    .split('\n')
    .map(line => line.split(': ') as [string, string])
  deepEqual(
    fields.filter(([name]) => name === 'Contact').map(([, value]) => value),
    ['https://tocsin.example/report', 'mailto:security@tocsin.example'],
  )
  const expires = Date.parse(fields.find(([name]) => name === 'Expires')?.[1] ?? '')
  ok(expires > nowMs && expires < nowMs + 365 * 86_400_000)
})

test('nonsense gets an answer, never a fault of ours', async () => {
  const bodies: readonly (readonly [string, string])[] = [
    ['application/x-www-form-urlencoded', ''],
    ['application/x-www-form-urlencoded', '%'],
    ['application/x-www-form-urlencoded', '%00=%ff&found=%00%ff'],
    ['application/x-www-form-urlencoded', `found=${'%F0%9F%92%A9'.repeat(5_000)}&consent=yes`],
    ['application/x-www-form-urlencoded', `found=${'x'.repeat(200_000)}`],
    ['application/x-www-form-urlencoded', `${'a=1&'.repeat(20_000)}`],
    ['application/json', '{}'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['', 'found=x'],
    ['text/plain', '\u0000'],
  ]
  for (const [type, body] of bodies)
    for (const path of ['/report', '/report?language[]=de', '/report?language=xx&language=de']) {
      const response = await fetch(new URL(path, api.address), {
        method: 'POST',
        body,
        headers: { ...(type !== '' && { 'content-type': type }), 'x-forwarded-for': '203.0.113.1' },
      })
      ok(
        response.status >= 200 && response.status < 500,
        `${type} ${body.slice(0, 20)} ${response.status}`,
      )
    }
  const hostile = '<script>alert(1)</script>\n\u202Egnp.exe\u0007 [x](javascript:alert(1))'
  equal((await send({ ...COMPLETE, found: hostile, contact: '' }, '203.0.113.2')).status, 200)
})

test('a form that is switched off is gone', async () => {
  await api.operator('POST', '/api/doors/researchers/edit', { body: { enabled: false } })
  equal((await see()).status, 404)
  equal((await send(COMPLETE)).status, 404)
})

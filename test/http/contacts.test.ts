// How people say themselves that they are reached: codes over the very channel, wishes, tests, and whose business each is.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Channel } from '#/core/plan/plan.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { mintToken } from '#/app/access/tokens.ts'
import { importDirectory } from '#/app/people/directory.ts'
import { makeMember, PASSWORD } from '../kit/member.ts'
import { says, startHouse } from '../sign-in/browser.ts'
import type { Answer, Browser, Fields } from '../sign-in/browser.ts'
import { clientAt, DIRECTORY } from './api.ts'

/** Everybody's phones and mailboxes, the newest message first. */
const carried: Message[] = []
let smsRefuses = false
const device = (channel: Channel): Destination => ({
  channel,
  send(message) {
    if (channel === 'sms' && smsRefuses)
      return Promise.resolve({
        delivered: false,
        retry: 'never',
        cause: new Error('No such number.'),
      })
    // What is told of accounts comes in its own time.
    if (['contact-code', 'page'].includes(message.act)) carried.unshift(message)
    return Promise.resolve({ delivered: true, detail: 'Taken.' })
  },
})
const house = await startHouse({ destinations: [device('email'), device('sms')] })
const { shell } = house.system
ok(
  'version' in
    (await importDirectory(
      shell,
      DIRECTORY.replace(
        'name: Bo Lind,',
        'name: Bo Lind, contacts: [{channel: sms, address: "+3525550177"}],',
      ),
      'test',
    )),
)
for (const [person, role] of [
  ['ana', 'owner'],
  ['bo', 'responder'],
  ['cleo', 'observer'],
] as const)
  await makeMember(shell, person, role)

const MINUTE_MS = 60_000
const NUMBER = '+3525550101'

async function signedIn(login: string): Promise<Browser> {
  const browser = house.browser()
  says(await browser.post('/api/sign-in/password', { login, password: PASSWORD }), [200])
  return browser
}
const [ana, bo, cleo] = [await signedIn('ana'), await signedIn('bo'), await signedIn('cleo')]
const ways = async (of: Browser) =>
  (await of.get('/api/account/contacts')).body['ways'] as readonly Fields[]
const add = (of: Browser, channel: string, address: string) =>
  of.post('/api/account/contacts', { channel, address })
const key = (added: Answer) => `/api/account/contacts/${String(added.body['key'])}`
const codeIn = (message: Message | undefined) => /\b\d{6}\b/.exec(message?.text ?? '')?.[0] ?? ''
const wrongOf = (code: string) => (code === '111111' ? '222222' : '111111')
const person = async (id: string) => (await shell.directory.current(shell.pool)).people.get(id)

suite('C9.1 an address of one’s own', () => {
  test('counts for nothing before its code came back, and for everything after', async () => {
    const added = await add(cleo, 'sms', NUMBER)
    says(added, [201])
    equal((await person('cleo'))?.contacts, undefined)
    says(await cleo.post(`${key(added)}/code`), [200])
    const [message] = carried
    deepEqual(
      [message?.channel, message?.to.address, message?.act],
      ['sms', NUMBER, 'contact-code'],
    )
    const code = codeIn(message)
    match(code, /^\d{6}$/)
    says(await cleo.post(`${key(added)}/confirm`, { code: wrongOf(code) }), [422, 'code-wrong'])
    says(await cleo.post(`${key(added)}/confirm`, { code }), [200])
    deepEqual((await person('cleo'))?.contacts, [
      { channel: 'sms', address: NUMBER, verified: true, own: true },
    ])
    says(await cleo.post(`${key(added)}/confirm`, { code }), [409, 'contact-code-over'])
    const [own] = await ways(cleo)
    deepEqual([own?.['origin'], own?.['address']], ['own', NUMBER])
    notEqual(own?.['confirmed'], null)
  })

  test('is shown to nobody else, nor kept in the clear', async () => {
    const listed = await ana.get('/api/directory')
    const shown = (listed.body['people'] as readonly Fields[]).find(({ id }) => id === 'cleo')
    deepEqual([shown?.['contacts'], shown?.['own_ways']], [[], ['sms']])
    const told = await Promise.all(
      [
        '/api/directory',
        '/api/directory/book',
        '/api/directory/readiness',
        '/api/directory/readiness/people',
        '/api/members',
        '/api/account-events',
      ].map(async path => (await ana.get(path)).text),
    )
    for (const text of told) ok(!text.includes(NUMBER), text)
    const { rows } = await shell.pool.query<{ row: string }>(
      `select own_contact::text || coalesce((select string_agg(record, '') from account_event), '') as row from own_contact`,
    )
    for (const { row } of rows) ok(!row.includes(NUMBER.slice(1)))
  })

  test('a code confirms the address to which it went, and no other', async () => {
    house.pass(2 * MINUTE_MS)
    const first = await add(cleo, 'sms', '+3525550102')
    const second = await add(cleo, 'email', 'cleo@home.example')
    says(await cleo.post(`${key(first)}/code`), [200])
    const code = codeIn(carried[0])
    says(await cleo.post(`${key(second)}/confirm`, { code }), [409, 'contact-code-over'])
    says(await cleo.post(`${key(second)}/code`), [200])
    const other = codeIn(carried[0])
    if (other !== code)
      says(await cleo.post(`${key(second)}/confirm`, { code }), [422, 'code-wrong'])
    says(await cleo.post(`${key(second)}/confirm`, { code: other }), [200])
    equal((await ways(cleo)).find(way => way['address'] === '+3525550102')?.['confirmed'], null)
  })

  test('is nobody else’s to see, confirm, or remove', async () => {
    const added = await add(cleo, 'email', 'cleo@other.example')
    for (const other of [bo, ana]) {
      says(await other.post(`${key(added)}/code`), [404, 'contact-unknown'])
      says(await other.post(`${key(added)}/confirm`, { code: '000000' }), [404, 'contact-unknown'])
      says(await other.post(`${key(added)}/remove`), [404, 'contact-unknown'])
      ok(!JSON.stringify(await ways(other)).includes('cleo@other.example'))
    }
    const token = await mintToken(shell, { name: 'all', scopes: ['admin'], person: 'cleo' })
    const machine = clientAt(house.address, { authorization: `Bearer ${token.secret}` })
    const asked = await machine('GET', '/api/account/contacts')
    deepEqual([asked.status, asked.body['code']], [403, 'session-needed'])
    says(await cleo.post(`${key(added)}/remove`), [200])
    says(await cleo.post(`${key(added)}/remove`), [404, 'contact-unknown'])
  })

  test('a code is tried five times, however many try at once, and ends after ten minutes', async () => {
    const added = await add(bo, 'email', 'bo@home.example')
    says(await bo.post(`${key(added)}/code`), [200])
    const code = codeIn(carried[0])
    const wrong = wrongOf(code)
    const tried = await Promise.all(
      Array.from({ length: 12 }, () => bo.post(`${key(added)}/confirm`, { code: wrong })),
    )
    const said = tried.map(({ body }) => body['code'])
    equal(said.filter(it => it === 'code-wrong').length, 5)
    says(await bo.post(`${key(added)}/confirm`, { code }), [409, 'contact-code-over'])
    says(await bo.post(`${key(added)}/code`), [429, 'messages-too-many'])
    house.pass(MINUTE_MS)
    says(await bo.post(`${key(added)}/code`), [200])
    const next = codeIn(carried[0])
    house.pass(10 * MINUTE_MS)
    says(await bo.post(`${key(added)}/confirm`, { code: next }), [409, 'contact-code-over'])
  })

  test('no more than ten codes an hour go out for one person', async () => {
    house.pass(60 * MINUTE_MS)
    const added = await add(bo, 'sms', '+3525550111')
    for (let sent = 0; sent < 10; sent++) {
      says(await bo.post(`${key(added)}/code`), [200])
      house.pass(MINUTE_MS)
    }
    const stopped = await bo.post(`${key(added)}/code`)
    says(stopped, [429, 'messages-too-many'])
    equal(stopped.headers.get('retry-after'), String(50 * 60))
    const elsewhere = await add(bo, 'sms', '+3525550112')
    says(await bo.post(`${key(elsewhere)}/code`), [429, 'messages-too-many'])
    house.pass(60 * MINUTE_MS)
    says(await bo.post(`${key(elsewhere)}/code`), [200])
  })

  test('what cannot be an address is refused with what is expected', async () => {
    for (const [channel, address] of [
      ['sms', '12345'],
      ['email', 'TBD'],
      ['email', 'noreply@acme.example'],
      ['sms', '+10000000000'],
      ['webhook', 'http://hooks.acme.example/bo'],
      ['email', 'bo@acme.example\r\nBcc: all@acme.example'],
    ] as const)
      says(await add(bo, channel, address), [422, 'contact-invalid'])
    says(await add(cleo, 'sms', NUMBER), [409, 'contact-known'])
    says(await add(cleo, 'push', 'cleo'), [400, 'request-invalid'])
  })

  test('a channel that is not set up, and a message that is not taken, say so', async () => {
    house.pass(2 * 60 * MINUTE_MS)
    const added = await add(cleo, 'ntfy', 'cleo-of-acme')
    says(await cleo.post(`${key(added)}/code`), [409, 'channel-not-set-up'])
    smsRefuses = true
    const sms = await add(cleo, 'sms', '+3525550109')
    const refused = await cleo.post(`${key(sms)}/code`)
    smsRefuses = false
    says(refused, [409, 'message-not-taken'])
    match(refused.text, /No such number/)
  })

  test('one of the directory is confirmed in the same way, and stands there unconfirmed before', async () => {
    deepEqual((await person('bo'))?.contacts, [
      { channel: 'sms', address: '+3525550177', verified: false },
    ])
    const listed = (await ways(bo)).find(way => way['address'] === '+3525550177')
    equal(listed?.['origin'], 'directory')
    const path = `/api/account/contacts/${String(listed?.['key'])}`
    says(await bo.post(`${path}/code`), [200])
    says(await bo.post(`${path}/confirm`, { code: codeIn(carried[0]) }), [200])
    deepEqual((await person('bo'))?.contacts, [
      { channel: 'sms', address: '+3525550177', verified: true },
    ])
    says(await bo.post(`${path}/remove`), [404, 'contact-unknown'])
  })

  test('whoever removes theirs, or may not sign in any more, is reached there no more', async () => {
    const [own] = await ways(cleo)
    says(await cleo.post(`/api/account/contacts/${String(own?.['key'])}/remove`), [200])
    ok(!(await person('cleo'))?.contacts?.some(({ address }) => address === NUMBER))
    // Should it come back, it is to be confirmed anew.
    says(await add(cleo, 'sms', NUMBER), [201])
    ok(!(await person('cleo'))?.contacts?.some(({ address }) => address === NUMBER))
    ok((await person('cleo'))?.contacts?.some(({ channel }) => channel === 'email'))
    await shell.pool.query(`update account set disabled_at = now() where person = 'cleo'`)
    equal((await person('cleo'))?.contacts, undefined)
    await shell.pool.query(`update account set disabled_at = null where person = 'cleo'`)
  })

  test('all of it is on the record of accounts, without where', async () => {
    const { body } = await ana.get('/api/account-events?person=cleo')
    const types = new Set((body['events'] as readonly Fields[]).map(({ type }) => type))
    for (const type of [
      'contact-added',
      'contact-code-sent',
      'contact-code-wrong',
      'contact-confirmed',
      'contact-removed',
    ])
      ok(types.has(type), type)
  })
})

suite('wishes', () => {
  const set = (of: Browser, reach: unknown) => of.post('/api/account/reach', { reach } as Fields)

  test('join the directory, and go again', async () => {
    const reach = {
      pages: [
        { after_minutes: 0, via: ['email'] },
        { after_minutes: 2, via: ['sms'] },
      ],
      messages: ['email'],
      quiet: { from: '22:00', to: '07:00', zone: 'Europe/Luxembourg' },
    }
    says(await set(bo, reach), [200])
    deepEqual((await person('bo'))?.reach?.pages, [
      { afterMinutes: 0, via: ['email'] },
      { afterMinutes: 2, via: ['sms'] },
    ])
    deepEqual((await bo.get('/api/account/contacts')).body['reach'], reach)
    ok(!(await ana.get('/api/directory')).text.includes('22:00'))
    says(await set(bo, null), [200])
    equal((await person('bo'))?.reach, undefined)
  })

  test('that would leave somebody asleep are refused', async () => {
    const later = await set(bo, { pages: [{ after_minutes: 1, via: ['email'] }] })
    says(later, [422, 'reach-invalid'])
    deepEqual((later.body['about'] as Fields)['code'], 'first-not-at-once')
    says(await set(bo, { pages: [] }), [422, 'reach-invalid'])
    // Nobody ever confirmed a number of Ana's, and voice is not set up at all.
    says(await set(ana, { pages: [{ after_minutes: 0, via: ['sms'] }] }), [422, 'reach-invalid'])
    says(await set(ana, { pages: [{ after_minutes: 0, via: ['voice'] }] }), [422, 'reach-invalid'])
    equal((await person('ana'))?.reach, undefined)
  })
})

suite('C9.1 a test', () => {
  const path = (message: Message | undefined) =>
    new URL(message?.acknowledgeUrl ?? '', house.address).pathname
  const readiness = async (id: string) => {
    const { body } = await ana.get('/api/directory/readiness/people')
    return (body['people'] as readonly Fields[]).find(({ person: of }) => of === id)
  }

  test('goes out for real, is answered by its link, and counts', async () => {
    house.pass(2 * MINUTE_MS)
    equal((await readiness('ana'))?.['proved'], null)
    const sent = await ana.post('/api/account/test-pages', {})
    says(sent, [201])
    deepEqual(
      (sent.body['tries'] as readonly Fields[]).map(({ channel, delivered }) => [
        channel,
        delivered,
      ]),
      [['email', true]],
    )
    const [message] = carried
    match(message?.subject ?? '', /^TEST/)
    const stranger = house.browser()
    match((await stranger.get(path(message))).text, /It has reached me/)
    equal((await readiness('ana'))?.['proved'], null)
    house.pass(12_000)
    match((await stranger.post(path(message))).text, /reached you/)
    match((await stranger.get(path(message))).text, /reached you/)
    notEqual((await readiness('ana'))?.['proved'], null)
    const [test] = (await ana.get('/api/account/test-pages')).body['tests'] as readonly Fields[]
    equal(Date.parse(String(test?.['answered'])) - Date.parse(String(test?.['sent'])), 12_000)
  })

  test('is asked of others by owners alone, once a minute', async () => {
    house.pass(2 * MINUTE_MS)
    const of = '/api/directory/people/cleo/test-page'
    says(await bo.post(of, {}), [403, 'scope-missing'])
    const sent = await ana.post(of, { channels: ['email'] })
    says(sent, [201])
    equal(sent.body['by'], 'ana')
    says(await ana.post(of, {}), [429, 'messages-too-many'])
    says(await ana.post('/api/directory/people/nobody/test-page', {}), [422, 'person-not-known'])
    house.pass(31 * MINUTE_MS)
    const reasons = (await readiness('cleo'))?.['reasons'] as readonly Fields[]
    ok(reasons.some(({ code }) => code === 'test-unanswered'))
    says(await ana.post(of, { channels: ['voice'] }), [409, 'nowhere-to-test'])
  })

  test('a link of it that was touched leads nowhere', async () => {
    const [message] = carried
    const spoilt = path(message).slice(0, -2)
    match((await house.browser().get(spoilt)).text, /leads nowhere/)
  })
})

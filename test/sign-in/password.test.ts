import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { importDirectory } from '#/app/people/directory.ts'
import { SESSION_IDLE_MS, SESSION_LIFE_MS } from '#/app/sign-in/sessions.ts'
import { GUESS_WINDOW_MS, GUESSES_HERE_MAX } from '#/app/sign-in/guesses.ts'
import { readAccountEvents } from '#/app/sign-in/events.ts'
import { TRUST_MS } from '#/app/access/tokens.ts'
import { DIRECTORY } from '../http/api.ts'
import { makeMember, PASSWORD } from '../kit/member.ts'
import { says, startHouse } from './browser.ts'
import type { Browser } from './browser.ts'

const house = await startHouse()
const { shell } = house.system
const anas = await house.browser().get('/api/session')
deepEqual([anas.body['state'], anas.body['first_run']], ['set-up', true])
await makeMember(shell, 'ana', 'owner')
await makeMember(shell, 'bo', 'responder')
await makeMember(shell, 'cleo', 'observer')

async function signedIn(login: string, agent?: string): Promise<Browser> {
  const browser = house.browser(agent)
  says(await browser.post('/api/sign-in/password', { login, password: PASSWORD }), [200])
  return browser
}

test('a person signs in by their id or their address, and is then who they are', async () => {
  for (const login of ['bo', 'Bo@acme.example', ' BO ']) {
    const browser = await signedIn(login)
    const { body } = await browser.get('/api/session')
    equal(body['state'], 'signed-in')
    deepEqual(body['person'], { id: 'bo', name: 'Bo Lind' })
    equal(body['role'], 'responder')
    const me = await browser.get('/api/me')
    deepEqual(me.body['person'], { id: 'bo', name: 'Bo Lind' })
    equal(me.body['sees_restricted'], false)
  }
})

test('what they do is on record as theirs', async () => {
  const bo = await signedIn('bo')
  const declared = await bo.post('/api/incidents', { title: 'Smoke' }, { 'idempotency-key': 'k' })
  says(declared, [201])
  const events = await bo.get(`/api/incidents/${String(declared.body['id'])}/events`)
  match(events.text, /"by":"bo"/)
  says(await (await signedIn('cleo')).post('/api/incidents', { title: 'x' }), [
    403,
    'scope-missing',
  ])
})

test('a wrong password, a person without an account and nobody at all are told the same', async () => {
  const browser = house.browser()
  for (const login of ['bo', 'nobody', 'bo@acme.example '])
    says(await browser.post('/api/sign-in/password', { login, password: 'x' }), [
      401,
      'sign-in-failed',
    ])
  equal(browser.cookies.size, 0)
})

test('the cookie is out of reach of scripts and of other sites, and its secret is not in the database', async () => {
  const browser = house.browser()
  const answer = await browser.post('/api/sign-in/password', { login: 'bo', password: PASSWORD })
  const [cookie = ''] = answer.headers.getSetCookie()
  match(cookie, /^tocsin_session=[0-9a-f]{64}; /)
  for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', `Max-Age=${SESSION_LIFE_MS / 1000}`])
    ok(cookie.includes(flag), flag)
  const secret = browser.cookies.get('tocsin_session') ?? ''
  const { rows } = await shell.pool.query('select * from session')
  ok(!JSON.stringify(rows).includes(secret))
})

test('each sign-in has a secret of its own, and a planted one is worth nothing', async () => {
  const browser = house.browser()
  browser.cookies.set('tocsin_session', 'a'.repeat(64))
  says(await browser.get('/api/me'), [401, 'session-ended'])
  await browser.post('/api/sign-in/password', { login: 'bo', password: PASSWORD })
  const first = browser.cookies.get('tocsin_session') ?? ''
  notEqual(first, 'a'.repeat(64))
  await browser.post('/api/sign-in/password', { login: 'bo', password: PASSWORD })
  const stale = house.browser()
  stale.cookies.set('tocsin_session', first)
  notEqual(browser.cookies.get('tocsin_session'), first)
  says(await stale.get('/api/me'), [401, 'session-ended'])
})

test('a session does nothing for what our own page did not send', async () => {
  const bo = await signedIn('bo')
  const body = { title: 'x' }
  const foreign: readonly Record<string, string>[] = [
    { 'tocsin-page': '' },
    { 'tocsin-page': '2' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign) {
    says(await bo.post('/api/incidents', body, headers), [403, 'not-from-page'])
    says(await bo.post('/api/sign-out', {}, headers), [403, 'not-from-page'])
  }
  for (const headers of [{ origin: 'http://tocsin.example' }, { 'sec-fetch-site': 'same-origin' }])
    says(await bo.post('/api/incidents', body, headers), [201])
})

test('signing out ends the session, here and for whoever copied it', async () => {
  const bo = await signedIn('bo')
  const copy = house.browser()
  copy.cookies.set('tocsin_session', bo.cookies.get('tocsin_session') ?? '')
  says(await copy.get('/api/me'), [200])
  equal((await bo.post('/api/sign-out')).body['state'], 'signed-out')
  equal(bo.cookies.size, 0)
  says(await copy.get('/api/me'), [401, 'session-ended'])
})

test('a session that is used lasts, one that is not lapses, and none lasts for ever', async () => {
  const used = await signedIn('bo')
  const unused = await signedIn('bo')
  for (let ms = 0; ms + SESSION_IDLE_MS / 2 < SESSION_LIFE_MS; ms += SESSION_IDLE_MS / 2) {
    says(await used.get('/api/me'), [200])
    // Its use is noted behind the answer.
    await touched()
    house.pass(SESSION_IDLE_MS / 2)
  }
  says(await unused.get('/api/me'), [401, 'session-ended'])
  house.pass(SESSION_IDLE_MS / 2)
  says(await used.get('/api/me'), [401, 'session-ended'])
})

async function touched(): Promise<void> {
  for (;;) {
    const { rows } = await shell.pool.query<{ seen: string }>(
      'select max(seen_at)::timestamptz as seen from session',
    )
    if (Date.parse(rows[0]?.seen ?? '') > Date.parse(shell.now()) - 60_000) return
    await new Promise(setImmediate)
  }
}

test('whoever leaves the directory is signed out, and stays so', async () => {
  const cleo = await signedIn('cleo')
  const without = DIRECTORY.replace(/ {2}cleo:.*\n/, '').replace('[cleo]', '[bo]')
  await importDirectory(shell, without, 'tocsin')
  house.pass(TRUST_MS)
  says(await cleo.get('/api/me'), [401, 'session-ended'])
  says(await cleo.post('/api/sign-in/password', { login: 'cleo', password: PASSWORD }), [
    401,
    'sign-in-failed',
  ])
  await importDirectory(shell, DIRECTORY, 'tocsin')
  house.pass(TRUST_MS)
  says(await cleo.get('/api/me'), [401, 'session-ended'])
  await signedIn('cleo')
})

test('whoever guesses is stopped after ten, many at once too, and is told how long to wait', async () => {
  const browser = house.browser()
  const guess = () => browser.post('/api/sign-in/password', { login: 'bo', password: 'guess' })
  const answers = await Promise.all(Array.from({ length: GUESSES_HERE_MAX + 5 }, guess))
  equal(answers.filter(({ status }) => status === 401).length, GUESSES_HERE_MAX)
  const stopped = await browser.post('/api/sign-in/password', { login: 'bo', password: PASSWORD })
  says(stopped, [429, 'guesses-stopped'])
  equal(stopped.headers.get('retry-after'), String(GUESS_WINDOW_MS / 1000))
  house.pass(GUESS_WINDOW_MS)
  await signedIn('bo')
})

test('all of it is on record, in a chain', async () => {
  const events = await readAccountEvents(shell, shell.pool, {
    before: Number.MAX_SAFE_INTEGER,
    person: undefined,
    limit: 1000,
  })
  ok(events.every(({ intact }) => intact))
  deepEqual(
    events.map(({ number }) => number),
    events.map((_, index) => events.length - index),
  )
  const types = new Set(events.map(({ type }) => type))
  for (const type of ['account-created', 'signed-in', 'sign-in-failed', 'signed-out'] as const)
    ok(types.has(type), type)
  ok(!JSON.stringify(events).includes('nobody'))
})

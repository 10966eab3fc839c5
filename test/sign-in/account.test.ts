import { deepEqual, equal, ok } from 'node:assert/strict'
import { suite, test } from 'node:test'
import { URI } from 'otpauth'
import { GUESSES_HERE_MAX } from '#/app/sign-in/guesses.ts'
import { FRESH_MS, SESSION_PENDING_MS } from '#/app/sign-in/sessions.ts'
import { toMs } from '#/core/time.ts'
import type { Destination } from '#/outbound/message.ts'
import { makeMember, PASSWORD } from '../kit/member.ts'
import { createAuthenticator } from './authenticator.ts'
import { says, startHouse } from './browser.ts'
import type { Answer, Browser, Fields } from './browser.ts'

const origin = 'https://tocsin.acme.example'
/** The mailbox of everyone: what was sent, to whom. */
const mailed: { readonly to: string; readonly subject: string }[] = []
const email: Destination = {
  channel: 'email',
  send: ({ to, subject }) => {
    mailed.push({ to: to.address, subject })
    return Promise.resolve({ delivered: true })
  },
}
const house = await startHouse({ environment: { TOCSIN_URL: origin }, destinations: [email] })
const { shell } = house.system
await makeMember(shell, 'ana', 'owner')
await makeMember(shell, 'bo', 'responder')
await makeMember(shell, 'cleo', 'observer')
const STEP_MS = 30_000

async function signedIn(login: string, agent?: string): Promise<Browser> {
  const browser = house.browser(agent)
  says(await browser.post('/api/sign-in/password', { login, password: PASSWORD }), [200])
  return browser
}

const at = (answer: Answer, name: string) => answer.body[name] as readonly Fields[]

suite('passkeys', () => {
  const key = createAuthenticator()
  const begin = (browser: Browser) =>
    browser.post('/api/account/passkeys/begin', undefined, { origin })
  const add = async (browser: Browser, of = key, where = origin) => {
    const { challenge, options } = (await begin(browser)).body
    const response = of.create(options as Fields, where)
    return browser.post('/api/account/passkeys', { challenge, response, name: 'Key' }, { origin })
  }
  const signIn = async (how: object = {}, where = origin) => {
    const browser = house.browser()
    const question = await browser.post('/api/sign-in/passkey/begin', undefined, { origin })
    const { challenge, options } = question.body
    const response = key.get(options as Fields, where, how)
    return browser.post('/api/sign-in/passkey', { challenge, response }, { origin })
  }

  test('a passkey is added, signs in, is renamed and removed', async () => {
    const bo = await signedIn('bo')
    const added = await add(bo)
    says(added, [201])
    const path = `/api/account/passkeys/${String(added.body['passkey'])}`
    const entered = await signIn()
    says(entered, [200])
    deepEqual(entered.body['person'], { id: 'bo', name: 'Bo Lind' })
    says(await bo.post(`${path}/rename`, { name: 'Blue key' }), [200])
    const [shown] = at(await bo.get('/api/account'), 'passkeys')
    equal(shown?.['name'], 'Blue key')
    ok(shown?.['last_used'] !== null)
    const cleo = await signedIn('cleo')
    says(await cleo.post(`${path}/remove`), [404, 'passkey-unknown'])
    says(await cleo.post(`${path}/rename`, { name: 'Mine' }), [404, 'passkey-unknown'])
    says(await bo.post(`${path}/remove`), [200])
    says(await signIn(), [422, 'passkey-failed'])
  })

  test('it counts for nothing but the very question, of whom it was asked, at our own address', async () => {
    const bo = await signedIn('bo')
    const cleo = await signedIn('cleo')
    const { challenge, options } = (await begin(bo)).body
    const response = key.create(options as Fields, origin)
    const body = { challenge, response, name: 'Key' }
    says(await cleo.post('/api/account/passkeys', body, { origin }), [422, 'passkey-failed'])
    says(await add(bo, key, 'https://tocsin.evil.example'), [422, 'passkey-failed'])
    says(await bo.post('/api/account/passkeys', body, { origin }), [201])
    says(await bo.post('/api/account/passkeys', body, { origin }), [422, 'passkey-failed'])
    says(await signIn({}, 'https://tocsin.evil.example'), [422, 'passkey-failed'])
    says(await signIn({ verified: false }), [422, 'passkey-failed'])
    says(await signIn(), [200])
  })

  test('one whose count goes back was copied, and is refused', async () => {
    key.rewind()
    says(await signIn(), [422, 'passkey-failed'])
  })

  test('a question is answered within minutes', async () => {
    const bo = await signedIn('bo')
    const { challenge, options } = (await begin(bo)).body
    const response = createAuthenticator().create(options as Fields, origin)
    house.pass(5 * 60_000)
    const body = { challenge, response, name: 'Key' }
    says(await bo.post('/api/account/passkeys', body, { origin }), [422, 'passkey-failed'])
  })
})

suite('an authenticator app', () => {
  let codeNow = () => ''
  let codes: readonly string[] = []

  const password = async () => {
    const browser = house.browser()
    const tried = { login: 'cleo', password: PASSWORD }
    const answer = await browser.post('/api/sign-in/password', tried)
    says(answer, [200])
    return { browser, state: answer.body['state'] }
  }
  const give = (browser: Browser, code: string) =>
    browser.post('/api/sign-in/second-factor', { code })

  test('counts once a code of it was given, and signs out who was in with the password alone', async () => {
    const cleo = await signedIn('cleo')
    const elsewhere = await signedIn('cleo')
    const begun = await cleo.post('/api/account/totp/begin')
    says(begun, [200])
    const app = URI.parse(String(begun.body['uri']))
    ok('validate' in app && 'period' in app)
    codeNow = () => app.generate({ timestamp: toMs(shell.now()) })
    equal((await password()).state, 'signed-in')
    says(await cleo.post('/api/account/totp', { code: '000000' }), [422, 'code-wrong'])
    const confirmed = await cleo.post('/api/account/totp', { code: codeNow() })
    says(confirmed, [200])
    codes = confirmed.body['recovery_codes'] as readonly string[]
    equal(new Set(codes).size, 10)
    says(await elsewhere.get('/api/me'), [401, 'session-ended'])
    says(await cleo.get('/api/me'), [200])
    says(await cleo.post('/api/account/totp/begin'), [409, 'totp-on'])
    const { rows } = await shell.pool.query('select * from totp, recovery_code')
    const stored = JSON.stringify(rows)
    for (const secret of [String(begun.body['secret']), ...codes]) ok(!stored.includes(secret))
  })

  test('the password alone opens nothing, and names nobody', async () => {
    const { browser, state } = await password()
    equal(state, 'second-factor')
    const session = await browser.get('/api/session')
    deepEqual([session.body['state'], session.body['person']], ['second-factor', null])
    says(await browser.get('/api/me'), [401, 'second-factor-needed'])
    says(await browser.get('/api/account'), [401, 'second-factor-needed'])
  })

  test('each code works once, a step early or late too, and with it comes another session', async () => {
    house.pass(STEP_MS)
    const code = codeNow()
    const first = await password()
    const before = first.browser.cookies.get('tocsin_session')
    says(await give(first.browser, `${code.slice(0, 3)} ${code.slice(3)}`), [200])
    const stale = house.browser()
    stale.cookies.set('tocsin_session', before ?? '')
    says(await stale.get('/api/me'), [401, 'session-ended'])
    const second = await password()
    says(await give(second.browser, code), [422, 'code-wrong'])
    house.pass(STEP_MS)
    const late = codeNow()
    house.pass(STEP_MS)
    says(await give(second.browser, late), [200])
    const third = await password()
    const old = codeNow()
    house.pass(2 * STEP_MS)
    says(await give(third.browser, old), [422, 'code-wrong'])
  })

  test('a recovery code stands in for it, once, however it is typed', async () => {
    const [code = ''] = codes
    says(
      await give((await password()).browser, ` ${code.toUpperCase().replaceAll('-', ' ')}`),
      [200],
    )
    const { browser } = await password()
    says(await give(browser, code), [422, 'code-wrong'])
    const [, next = ''] = codes
    says(await give(browser, next), [200])
    const shown = (await browser.get('/api/account')).body['recovery_codes'] as Fields
    equal(shown['left'], 8)
    const renewed = await browser.post('/api/account/recovery-codes')
    says(renewed, [200])
    const [, , third = ''] = codes
    says(await give((await password()).browser, third), [422, 'code-wrong'])
    const bo = await signedIn('bo')
    says(await bo.post('/api/account/recovery-codes'), [409, 'recovery-codes-needless'])
  })

  test('whoever guesses codes is stopped, and the wait for one ends', async () => {
    house.pass(3_600_000)
    const { browser } = await password()
    const guesses = Array.from({ length: GUESSES_HERE_MAX }, () => give(browser, '000000'))
    ok((await Promise.all(guesses)).every(({ status }) => status === 422))
    says(await give(browser, codeNow()), [429, 'guesses-stopped'])
    house.pass(3_600_000)
    const { browser: late } = await password()
    house.pass(SESSION_PENDING_MS)
    says(await give(late, codeNow()), [401, 'session-ended'])
  })

  test('is taken away with a last code', async () => {
    const { browser } = await password()
    says(await give(browser, codeNow()), [200])
    says(await browser.post('/api/account/totp/remove', { code: '000000' }), [422, 'code-wrong'])
    house.pass(STEP_MS)
    says(await browser.post('/api/account/totp/remove', { code: codeNow() }), [200])
    equal((await password()).state, 'signed-in')
  })
})

suite('password and sessions', () => {
  test('a password is changed with the one before; one’s other sessions end', async () => {
    const ana = await signedIn('ana')
    const elsewhere = await signedIn('ana')
    const next = 'fourteen green kites'
    const change = (current: string, password: string) =>
      ana.post('/api/account/password', { current, password })
    says(await change('wrong', next), [422, 'password-wrong'])
    says(await change(PASSWORD, 'short'), [422, 'password-weak'])
    says(await change(PASSWORD, next), [200])
    says(await elsewhere.get('/api/me'), [401, 'session-ended'])
    says(await ana.get('/api/me'), [200])
    const tried = { login: 'ana', password: PASSWORD }
    says(await house.browser().post('/api/sign-in/password', tried), [401, 'sign-in-failed'])
    says(await change(next, PASSWORD), [200])
  })

  test('how one signs in is changed within an hour of having done so: whoever finds a browser open may not', async () => {
    const ana = await signedIn('ana')
    const tries = () =>
      Promise.all([
        ana.post('/api/account/passkeys/begin', undefined, { origin }),
        ana.post('/api/account/totp/begin'),
        ana.post('/api/account/recovery-codes'),
      ])
    for (const answer of await tries()) says(answer, [200])
    house.pass(FRESH_MS)
    for (const answer of await tries()) says(answer, [403, 'sign-in-again'])
    says(await ana.get('/api/account'), [200])
  })

  test('of a password nothing that could be guessed from is kept to tell a repetition', async () => {
    const ana = await signedIn('ana')
    const key = { 'idempotency-key': 'password-1' }
    const body = { current: PASSWORD, password: PASSWORD }
    says(await ana.post('/api/account/password', body, key), [200])
    const { rows } = await shell.pool.query(`select from idempotency where key = 'password-1'`)
    equal(rows.length, 0)
  })

  test('sessions are listed with where they are, and ended one by one or all the others', async () => {
    const phone = await signedIn('ana', 'Phone of Ana')
    const desk = await signedIn('ana', 'Desk of Ana')
    const sessions = at(await desk.get('/api/account'), 'sessions')
    const own = sessions.find(it => it['this'] === true)
    equal(own?.['agent'], 'Desk of Ana')
    const other = sessions.find(it => it['agent'] === 'Phone of Ana')
    deepEqual(
      [other?.['this'], other?.['way'], other?.['address']],
      [false, 'password', '127.0.0.1'],
    )
    const path = `/api/account/sessions/${String(other?.['id'])}/end`
    const bo = await signedIn('bo')
    says(await bo.post(path), [404, 'session-unknown'])
    says(await phone.get('/api/me'), [200])
    says(await desk.post(path, undefined, { 'idempotency-key': 'end-1' }), [200])
    says(await phone.get('/api/me'), [401, 'session-ended'])
    const again = await signedIn('ana')
    says(await desk.post('/api/account/sessions/end-others'), [200])
    says(await again.get('/api/me'), [401, 'session-ended'])
    equal(at(await desk.get('/api/account'), 'sessions').length, 1)
  })
})

test(
  'whoever an account is hears by mail of what changed about it',
  { timeout: 20_000 },
  async () => {
    const wanted = [
      ['bo@acme.example', 'Tocsin: A passkey was added to your account'],
      ['bo@acme.example', 'Tocsin: A passkey was removed from your account'],
      ['cleo@acme.example', 'Tocsin: An authenticator app was added to your account'],
      ['cleo@acme.example', 'Tocsin: Somebody signed in to your account with a recovery code'],
      ['cleo@acme.example', 'Tocsin: The authenticator app of your account was removed'],
      ['ana@acme.example', 'Tocsin: The password of your account was changed'],
    ]
    const isThere = ([to, subject]: readonly string[]) =>
      mailed.some(mail => mail.to === to && mail.subject === subject)
    // Notices go out behind the answers.
    while (!wanted.every(isThere)) await new Promise(resolve => setTimeout(resolve, 50))
  },
)

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { readSettings } from '#/app/settings.ts'
import { CALLBACK_PATH } from '#/app/sign-in/provider.ts'
import { OIDC_LIFE_MS } from '#/app/sign-in/sessions.ts'
import { createEmail } from '#/outbound/email.ts'
import { parseSmtpUrl } from '#/outbound/smtp-url.ts'
import { startMailServer } from '../outbound/mail-server.ts'
import { makeMember, PASSWORD } from '../kit/member.ts'
import { says, startHouse } from './browser.ts'
import type { Answer, Browser, Fields } from './browser.ts'
import { CLIENT, startProvider } from './provider.ts'

const URL_OF_TOCSIN = 'http://tocsin.example'
const provider = await startProvider(`${URL_OF_TOCSIN}${CALLBACK_PATH}`)
const mail = await startMailServer()
const smtp = parseSmtpUrl(mail.url)
if ('problem' in smtp) throw new Error(smtp.problem)
const email = createEmail({ smtp, from: { name: 'Tocsin', address: 'tocsin@acme.example' } })
after(async () => {
  email.close?.()
  await mail.close()
})
const environment = {
  TOCSIN_OIDC_ISSUER: provider.issuer,
  TOCSIN_OIDC_CLIENT_ID: CLIENT.id,
  TOCSIN_OIDC_CLIENT_SECRET: CLIENT.secret,
  TOCSIN_OIDC_TITLE: 'Acme',
}
const roles = 'tocsin-owners=owner, on call=responder, auditors=auditor'
const house = await startHouse({
  environment: { ...environment, TOCSIN_OIDC_ROLES: roles, TOCSIN_PASSWORDS: 'off' },
  destinations: [email],
})
const { shell } = house.system
await makeMember(shell, 'ana', 'owner')
await makeMember(shell, 'cleo', 'observer')

const verified = (name: string) => ({ email: `${name}@acme.example`, email_verified: true })
provider.people.set('b1', { ...verified('bo'), groups: ['on call', 'football'] })

async function begin(browser: Browser, to?: string): Promise<string> {
  const asked = await browser.post('/api/sign-in/oidc/begin', { provider: 'oidc', to })
  says(asked, [200])
  return String(asked.body['url'])
}

/** Comes back to us from where the provider has sent the browser. */
function back(browser: Browser, url: string): Promise<Answer> {
  const { pathname, search } = new URL(url)
  return browser.get(pathname + search)
}

async function signIn(login: string, to?: string): Promise<{ browser: Browser; answer: Answer }> {
  const browser = house.browser()
  const url = await provider.visit(await begin(browser, to), login)
  return { browser, answer: await back(browser, url) }
}

async function refusedWith(login: string, code: string): Promise<void> {
  const { browser, answer } = await signIn(login)
  equal(answer.status, 303, answer.text)
  equal(answer.headers.get('location'), `/sign-in?problem=${code}`)
  ok(!browser.cookies.has('tocsin_session'))
}

suite('at the provider', () => {
  test('the page offers it, and passwords to owners alone', async () => {
    const { body } = await house.browser().get('/api/session')
    deepEqual(body['ways'], {
      password: false,
      passkey: false,
      oidc: [{ id: 'oidc', title: 'Acme' }],
      break_glass: true,
    })
    const cleo = { login: 'cleo', password: PASSWORD }
    says(await house.browser().post('/api/sign-in/password', cleo), [403, 'passwords-off'])
    const wrong = { login: 'cleo', password: 'wrong' }
    says(await house.browser().post('/api/sign-in/password', wrong), [401, 'sign-in-failed'])
    says(await house.browser().post('/api/sign-in/password', { ...cleo, login: 'ana' }), [200])
  })

  test('somebody of the directory comes in, with the role of their groups, where they wanted to go', async () => {
    const { browser, answer } = await signIn('b1', '/incidents/3?obligation=look')
    equal(answer.status, 303, answer.text)
    equal(answer.headers.get('location'), '/incidents/3?obligation=look')
    const { body } = await browser.get('/api/session')
    deepEqual([body['person'], body['role']], [{ id: 'bo', name: 'Bo Lind' }, 'responder'])
    deepEqual([...browser.cookies.keys()], ['tocsin_session'])
    equal((await browser.get('/api/account')).body['oidc'], true)
  })

  test('the role follows the groups at each sign-in; without a group that may, nobody comes in', async () => {
    provider.people.set('b1', { ...verified('bo'), groups: ['auditors'] })
    const { browser } = await signIn('b1')
    equal((await browser.get('/api/session')).body['role'], 'auditor')
    provider.people.set('b1', { ...verified('bo'), groups: ['football'] })
    await refusedWith('b1', 'role-missing')
  })

  test('they are known by their subject even when their address there has changed', async () => {
    provider.people.set('b1', { ...verified('other'), groups: ['on call'] })
    const { browser } = await signIn('b1')
    deepEqual((await browser.get('/api/session')).body['person'], { id: 'bo', name: 'Bo Lind' })
  })

  test('another subject with the same address is not let into somebody’s account', async () => {
    provider.people.set('b2', { ...verified('bo'), groups: ['tocsin-owners'] })
    await refusedWith('b2', 'subject-other')
  })

  test('who is not in the directory, or whose address nobody has verified, stays out', async () => {
    provider.people.set('z1', { ...verified('zed'), groups: ['tocsin-owners'] })
    await refusedWith('z1', 'person-not-known')
    provider.people.set('c1', { email: 'cleo@acme.example', groups: ['tocsin-owners'] })
    await refusedWith('c1', 'email-not-verified')
    provider.people.set('c1', { ...verified('cleo'), email_verified: false, groups: ['on call'] })
    await refusedWith('c1', 'email-not-verified')
  })

  test('the last owner stays one, whatever the groups say', async () => {
    provider.people.set('a1', { ...verified('ana'), groups: ['on call'] })
    const { browser } = await signIn('a1')
    equal((await browser.get('/api/session')).body['role'], 'owner')
  })

  test('who declines there is told so here', async () => {
    const browser = house.browser()
    const answer = await back(browser, await provider.decline(await begin(browser)))
    equal(answer.headers.get('location'), '/sign-in?problem=provider-refused')
  })

  test('what comes back counts once, in the browser that began, in time, and unchanged', async () => {
    provider.people.set('b1', { ...verified('bo'), groups: ['on call'] })
    const browser = house.browser()
    const url = await provider.visit(await begin(browser), 'b1')
    const stranger = await back(house.browser(), url)
    equal(stranger.headers.get('location'), '/sign-in?problem=sign-in-stale')
    const errand = browser.cookies.get('tocsin_errand') ?? ''
    equal((await back(browser, url)).headers.get('location'), '/')
    browser.cookies.clear()
    browser.cookies.set('tocsin_errand', errand)
    equal((await back(browser, url)).headers.get('location'), '/sign-in?problem=provider-refused')
    for (const spoil of [
      (address: string) => address.replace(/state=[^&]+/, 'state=x'),
      (address: string) => address.replace(/&state=[^&]+/, ''),
    ]) {
      const other = house.browser()
      const came = spoil(await provider.visit(await begin(other), 'b1'))
      equal((await back(other, came)).headers.get('location'), '/sign-in?problem=sign-in-stale')
    }
    const other = house.browser()
    await begin(other)
    const injected = await back(other, url.replace(/state=[^&]+/, ''))
    equal(injected.headers.get('location'), '/sign-in?problem=sign-in-stale')
    other.cookies.set('tocsin_errand', `${errand.slice(0, -4)}AAAA`)
    equal((await back(other, url)).headers.get('location'), '/sign-in?problem=sign-in-stale')
  })

  test('the way back leads into this installation alone', async () => {
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'x', '/ x'])
      says(await house.browser().post('/api/sign-in/oidc/begin', { provider: 'oidc', to }), [400])
  })

  test('a session that began there ends within a day', async () => {
    const { browser } = await signIn('b1')
    house.pass(OIDC_LIFE_MS - 60_000)
    says(await browser.get('/api/me'), [200])
    house.pass(60_000)
    says(await browser.get('/api/me'), [401, 'session-ended'])
  })

  test('signing out leads to the provider, which signs out too', async () => {
    const { browser } = await signIn('b1')
    const { body } = await browser.post('/api/sign-out')
    equal(body['state'], 'signed-out')
    const url = new URL(String(body['provider_sign_out']))
    equal(url.origin, provider.issuer)
    equal(url.searchParams.get('post_logout_redirect_uri'), `${URL_OF_TOCSIN}/sign-in`)
    equal((await fetch(url)).status, 200)
  })
})

suite('when the provider is down', () => {
  let codes: readonly string[] = []

  test('everything else goes on, and who wants in through it is told at once', async () => {
    const ana = house.browser()
    says(await ana.post('/api/sign-in/password', { login: 'ana', password: PASSWORD }), [200])
    codes = (await ana.post('/api/account/recovery-codes')).body['recovery_codes'] as string[]
    await provider.stop()
    house.pass(2 * 3_600_000)
    const browser = house.browser()
    says(await browser.get('/api/session'), [200])
    const fresh = await startHouse({ environment })
    const asked = await fresh.browser().post('/api/sign-in/oidc/begin', { provider: 'oidc' })
    says(asked, [503, 'provider-away'])
    says(await ana.post('/api/sign-out'), [200])
  })

  test('an owner comes in with a recovery code, once; it is on record, and every owner is told', async () => {
    await shell.pool.query(`update account set role = 'owner' where person = 'cleo'`)
    const tried = {
      login: 'ana@acme.example',
      code: codes[0],
      reason: 'Acme is down, and so is web',
    }
    const browser = house.browser()
    const glass = (body: object) => browser.post('/api/sign-in/break-glass', body)
    says(await glass({ ...tried, code: 'aaaa-bbbb' }), [401, 'sign-in-failed'])
    says(await glass({ ...tried, login: 'bo' }), [401, 'sign-in-failed'])
    says(await glass({ ...tried, reason: ' ' }), [400, 'request-invalid'])
    says(await glass(tried), [200])
    equal((await browser.get('/api/session')).body['role'], 'owner')
    says(await glass(tried), [401, 'sign-in-failed'])
    const events = (await browser.get('/api/account-events')).body['events'] as readonly Fields[]
    const used = events.find(it => it['type'] === 'break-glass-used')
    deepEqual(used?.['about'], { address: '127.0.0.1', reason: tried.reason })
    await mail.arrivals(2)
    deepEqual(mail.mails.flatMap(({ to }) => to).toSorted(), [
      'ana@acme.example',
      'cleo@acme.example',
    ])
    for (const { raw } of mail.mails) {
      match(raw, /Subject: Tocsin: Ana Silva has signed in by break-glass/)
      match(raw, /Acme is down, and so is web/)
    }
  })
})

test('settings that cannot be right are told in a sentence each', () => {
  const problems = (settings: Readonly<Record<string, string>>) => {
    const read = readSettings(settings)
    return 'problems' in read ? read.problems.map(problem => problem.split(':')[0]) : []
  }
  deepEqual(problems(environment), [])
  deepEqual(problems({ TOCSIN_PASSWORDS: 'off' }), ['TOCSIN_PASSWORDS'])
  deepEqual(problems({ TOCSIN_OIDC_ISSUER: 'http://login.acme.example' }), [
    'TOCSIN_OIDC_ISSUER',
    'TOCSIN_OIDC_CLIENT_ID',
  ])
  deepEqual(problems({ ...environment, TOCSIN_OIDC_ROLES: 'all' }), ['TOCSIN_OIDC_ROLES'])
})

// What pages of other sites can do to somebody who is signed in here: nothing. Tried from a real other site, in a real browser.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { axe, fits } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { startHouse } from './kit.ts'

const house = await startHouse()

/** Forms and scripts that try to act, and a frame that tries to be clicked through. */
const TRAP = `<!doctype html><html lang="en"><title>Cats</title>
<form method="post" action="${house.address}/api/incidents" enctype="text/plain" target="_self">
  <input name='{"title":"By a form of cats","x":"' value='"}'><button>Cats</button>
</form>
<iframe title="Cats" src="${house.address}/incidents"></iframe>`

const server = createServer((_request, response) =>
  response.setHeader('content-type', 'text/html').end(TRAP),
).listen(0, '127.0.0.1')
await once(server, 'listening')
after(() => server.close())
// Another site, not only another port: cookies do not look at ports.
const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const TRY_ALL = `(async () => {
  const to = ${JSON.stringify(house.address)} + '/api/incidents'
  const body = JSON.stringify({ title: 'By a script of cats' })
  const outcomes = []
  for (const headers of [{ 'content-type': 'text/plain' }, { 'content-type': 'application/json' }, { 'content-type': 'application/json', 'tocsin-page': '1' }])
    for (const mode of ['cors', 'no-cors'])
      outcomes.push(await fetch(to, { method: 'POST', mode, credentials: 'include', headers, body })
        .then(it => it.type + ' ' + it.status, () => 'failed'))
  outcomes.push(await fetch(to, { credentials: 'include' }).then(it => it.text(), () => 'failed'))
  return outcomes
})()`

test('scripts, forms and frames of another site do nothing as whoever is signed in here', async t => {
  const page = await house.open(t, 'ana', '/settings')
  await page.getByText('This browser').waitFor()
  expectTrouble(page, /./)
  await page.goto(elsewhere)
  const outcomes = await page.evaluate<readonly string[]>(TRY_ALL)
  deepEqual(
    outcomes.filter(it => it !== 'failed' && !it.startsWith('opaque')),
    [],
    'nothing that we answer is for them to read',
  )
  equal(await page.frameLocator('iframe').getByRole('heading').count(), 0, 'nobody may frame us')
  await page.getByRole('button', { name: 'Cats' }).click()
  await page.waitForURL(`${house.address}/api/incidents`)
  match(await page.locator('body').innerText(), /token-missing|not-from-page|media-type/)
  const { incidents } = (await house.operator('GET', '/api/incidents')) as {
    readonly incidents: readonly unknown[]
  }
  deepEqual(incidents, [], 'nothing was declared')
})

test('the page says what it is made of and by whom it may be shown; its cookie is for the server alone', async t => {
  const page = await house.open(t, 'ana', '/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const answered = await page.request.get('/')
  const policy = answered.headers()['content-security-policy'] ?? ''
  match(policy, /default-src 'none'/)
  match(policy, /script-src 'self'(;|$)/)
  match(policy, /frame-ancestors 'none'/)
  ok(!/unsafe-inline|unsafe-eval|\*/.test(policy), policy)
  ok(!/<script(?![^>]*\bsrc=)/.test(await answered.text()), 'no script stands in the page itself')
  const [cookie] = await page.context().cookies()
  deepEqual(
    [cookie?.name, cookie?.httpOnly, await page.evaluate('document.cookie')],
    ['tocsin_session', true, ''],
  )
  await axe(page)
  await fits(page)
})

test('the cookie that signing in sets is kept from scripts and from other sites', async t => {
  const page = await house.open(t, undefined, '/sign-in')
  await page.getByLabel('Name or e-mail').fill('ana')
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('a long way to go')
  const answered = page.waitForResponse(/\/api\/sign-in\/password/)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const set = (await (await answered).headerValue('set-cookie')) ?? ''
  match(set, /^tocsin_session=\w+;/)
  match(set, /; HttpOnly/i)
  match(set, /; SameSite=Lax/i)
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
})

// Signing in through an identity provider, a real one, and past it when it is away.
import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { CALLBACK_PATH } from '#/app/sign-in/provider.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { freePort } from '../kit/program.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { CLIENT, startProvider } from '../sign-in/provider.ts'
import { PHONE, startHouse } from './kit.ts'
import { memberOf } from './sign-in.ts'

const port = String(await freePort())
const provider = await startProvider(`http://localhost:${port}${CALLBACK_PATH}`)
const house = await startHouse({
  environment: {
    PORT: port,
    TOCSIN_URL: `http://localhost:${port}`,
    TOCSIN_OIDC_ISSUER: provider.issuer,
    TOCSIN_OIDC_CLIENT_ID: CLIENT.id,
    TOCSIN_OIDC_CLIENT_SECRET: CLIENT.secret,
    TOCSIN_OIDC_TITLE: 'Acme',
    TOCSIN_OIDC_ROLES: 'owners=owner, on call=responder',
    TOCSIN_PASSWORDS: 'off',
  },
})
for (const [login, name, groups] of [
  ['a1', 'ana.silva', ['owners']],
  ['b1', 'bo.lindqvist', ['on call', 'football']],
  ['c1', 'cai.nguyen', ['football']],
  ['x1', 'stranger', ['on call']],
] as const)
  provider.people.set(login, { email: `${name}@acme.example`, email_verified: true, groups })

/** What Acme's own pages do is not ours to answer for. */
async function signIn(page: Page, login: string): Promise<void> {
  expectTrouble(page, provider.issuer, 'https://fonts.googleapis.com')
  await page.getByRole('button', { name: 'Continue with Acme' }).click()
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('x')
  await page.locator('button[type=submit]').click()
  const ours = page.waitForURL(url => url.origin === house.address)
  await Promise.race([
    ours,
    page
      .getByRole('button', { name: 'Continue' })
      .click()
      .then(() => ours),
  ])
}

async function door(t: TestContext, options = {}): Promise<Page> {
  const page = await house.open(t, undefined, '/settings', options)
  await page.getByRole('button', { name: 'Continue with Acme' }).waitFor()
  return page
}

test('whoever has an account at Acme comes in with the role of their groups, to where they wanted to go', async t => {
  await memberOf(house.shell, 'ana')
  const page = await door(t)
  equal(await page.getByRole('textbox', { name: 'Password' }).count(), 0, 'passwords are off')
  await axe(page)
  await screenshots(page, 'sign-in-provider')
  await signIn(page, 'b1')
  await page.getByText('by single sign-on').waitFor()
  match(page.url(), /\/settings$/)
  equal(await page.getByRole('tab', { name: 'Members' }).count(), 0)
})

test('whoever is not let in is told why, in words', async t => {
  const page = await door(t, PHONE)
  await signIn(page, 'c1')
  await page.getByText('None of your groups is let in here.').waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'sign-in-provider-refused')
  const other = await door(t)
  await signIn(other, 'x1')
  await other.getByText('You are not in the directory of this installation.').waitFor()
})

test('while the provider is away, an owner breaks the glass with a recovery code and a reason', async t => {
  const owner = await house.open(t, 'ana', '/settings')
  await owner.getByRole('button', { name: 'Make new codes' }).click()
  await owner.getByText('Keep these now').waitFor()
  const [code = ''] = await owner.locator('code').allInnerTexts()
  await provider.stop()
  const page = await door(t)
  expectTrouble(page, /status of 4\d\d/)
  await page.getByRole('button', { name: 'Is the identity provider down?' }).click()
  await page.getByRole('heading', { name: 'Break-glass sign-in' }).waitFor()
  await axe(page)
  await screenshots(page, 'break-glass')
  await page.getByLabel('Name or e-mail').fill('ana')
  await page.getByLabel('Recovery code').fill('nonsense')
  await page.getByLabel('Why').fill('Acme is down and payments are too')
  await page.getByRole('button', { name: 'Break the glass and sign in' }).click()
  await page.getByText('These do not belong together.').waitFor()
  await page.getByLabel('Recovery code').fill(code)
  await page.getByRole('button', { name: 'Break the glass and sign in' }).click()
  await page.getByRole('tab', { name: 'Account log' }).click()
  await page.getByText('Ana Silva broke the glass').waitFor()
  await page.getByText('Acme is down and payments are too').waitFor()
})

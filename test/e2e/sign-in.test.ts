// Signing in, as people do it: in a browser, by password, passkey, authenticator app and recovery code.
import { equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { plugIn } from '../kit/authenticator.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PASSWORD } from '../kit/member.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { PHONE, startHouse } from './kit.ts'
import { memberOf } from './sign-in.ts'

const house = await startHouse()
for (const person of ['ana', 'bo', 'cai', 'dee', 'eli', 'fay']) await memberOf(house.shell, person)

async function typePassword(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Name or e-mail').fill(login)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const board = (page: Page) => page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()

async function signOut(page: Page): Promise<void> {
  // What the page still asks for is refused from then on.
  expectTrouble(page, 'status of 401')
  await page.getByRole('button', { name: 'My account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
}

test('whoever is not signed in is led to the door, and from there to where they wanted to go', async t => {
  const page = await house.open(t, undefined, '/settings#display')
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'sign-in')
  await typePassword(page, 'bo.lindqvist@acme.example')
  await page.getByRole('tab', { name: 'Display', selected: true }).waitFor()
  match(page.url(), /\/settings#display$/)
})

test('a wrong password is told in words beside it, and the name stays', async t => {
  const page = await house.open(t, undefined, '/sign-in', PHONE)
  expectTrouble(page, 'status of 401')
  await typePassword(page, 'bo', 'something else')
  await page.getByText('These do not belong together.').waitFor()
  equal(await page.getByLabel('Name or e-mail').inputValue(), 'bo')
  await axe(page)
  await fits(page)
  await screenshots(page, 'sign-in-wrong')
  await typePassword(page, 'bo')
  await board(page)
})

test('who guesses is told how long to wait', async t => {
  const page = await house.open(t, undefined, '/sign-in')
  expectTrouble(page, 'status of 401', 'status of 429')
  const waits = page.getByText(/Too many wrong guesses\. Wait 1[45] minutes/)
  const wrong = page.getByText('These do not belong together.')
  for (let guess = 1; guess <= 11; guess++) {
    const answered = page.waitForResponse(/\/api\/sign-in\/password/)
    await typePassword(page, 'cai', `guess number ${guess}`)
    await answered
    await wrong.or(waits).waitFor()
  }
  await waits.waitFor()
})

test('a session that is ended elsewhere leads to the door, and back', async t => {
  const page = await house.open(t, 'dee', '/settings')
  await page.getByText('This browser').waitFor()
  expectTrouble(page, 'status of 401')
  const other = await house.open(t, 'dee', '/settings')
  await other.getByRole('button', { name: /^End all others/ }).click()
  await other.getByRole('button', { name: /^Sure\? End all others/ }).click()
  await other.getByRole('button', { name: /^End all others/ }).waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Display' }).click()
  await page.getByRole('link', { name: 'Board', exact: true }).first().click()
  await page.getByText('Your session has ended').waitFor()
  await typePassword(page, 'dee')
  await page.getByRole('link', { name: 'Settings', exact: true }).first().waitFor()
})

test('a passkey is added, renamed, and signs in without a name', async t => {
  const page = await house.open(t, 'eli', '/settings')
  const device = await plugIn(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Rename: Linux' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Work computer')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Work computer').waitFor()
  equal(await device.passkeys(), 1)
  await screenshots(page, 'settings-passkey')
  await axe(page)
  // Nobody answers the quiet offer, so that the button is what signs in.
  await device.agree(false)
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await device.agree(true)
  await board(page)
})

test('where the browser can, a passkey is offered without a button', async t => {
  const page = await house.open(t, 'fay', '/settings')
  const device = await plugIn(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('You have none yet.').waitFor({ state: 'detached' })
  const can = await page.evaluate<boolean>('PublicKeyCredential.isConditionalMediationAvailable()')
  if (!can) return t.skip('this Chromium has no such offer')
  expectTrouble(page, 'status of 401')
  await page.getByRole('button', { name: 'My account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await board(page)
  equal(await device.passkeys(), 1)
})

test('a passkey that is not given is told in words', async t => {
  const page = await house.open(t, 'bo', '/settings')
  const device = await plugIn(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('You have none yet.').waitFor({ state: 'detached' })
  await device.agree(false)
  await signOut(page)
  // Another finger than the one that it knows.
  await device.recognise(false)
  await device.agree(true)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('Nothing came of it: it was cancelled').waitFor()
  await axe(page)
  await screenshots(page, 'sign-in-passkey-refused')
})

test('a passkey that was removed signs nobody in any more', async t => {
  const page = await house.open(t, 'dee', '/settings')
  const device = await plugIn(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Remove: Linux' }).click()
  await page.getByRole('button', { name: 'Sure? Remove: Linux' }).click()
  await page.getByText('You have none yet.').waitFor()
  await device.agree(false)
  await signOut(page)
  expectTrouble(page, 'status of 422')
  await device.agree(true)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('The passkey did not fit. Try again.').waitFor()
})

const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: house.nowMs() })

test('an authenticator app asks for its code after the password; a recovery code does instead', async t => {
  const page = await house.open(t, 'cai', '/settings')
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '')
  await axe(page)
  await screenshots(page, 'settings-totp', { whole: true })
  await page.getByLabel('Code of six digits').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByText('Keep these now: nobody can show them again.').waitFor()
  const codes = await page.locator('code').allInnerTexts()
  equal(codes.length, 10)
  await axe(page)
  await screenshots(page, 'settings-recovery-codes', { whole: true })
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('10 are left, made').waitFor()

  await signOut(page)
  // Ten wrong guesses from here are forgotten after a quarter of an hour.
  await house.pass({ minutes: 16 })
  await typePassword(page, 'cai')
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
  await axe(page)
  await screenshots(page, 'second-factor')
  expectTrouble(page, 'status of 422')
  await page.getByLabel('Code of six digits').fill('000000')
  await page.getByText('That is not the newest code.').waitFor()
  await page.getByLabel('Code of six digits').fill(codeOf(secret))
  await board(page)

  await signOut(page)
  await typePassword(page, 'cai')
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Go on' }).click()
  await board(page)
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click()
  await page.getByText('9 are left, made').waitFor()
})

test('the door speaks German to whoever asks for it, and keeps to it', async t => {
  const page = await house.open(t, undefined, '/sign-in')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { name: 'Anmelden', level: 1 }).waitFor()
  equal(await page.locator('html').getAttribute('lang'), 'de')
  await page.reload()
  await page.getByRole('heading', { name: 'Anmelden', level: 1 }).waitFor()
  await axe(page)
  await screenshots(page, 'sign-in-german')
  ok(await page.getByText('Mit Passkey anmelden').isVisible())
})

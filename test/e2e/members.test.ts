// Owners let people in, change what they may do, and shut them out; all of it is on record.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { plugIn } from '../kit/authenticator.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { PHONE, startHouse } from './kit.ts'
import { memberOf } from './sign-in.ts'

const house = await startHouse()
for (const person of ['ana', 'bo', 'cai', 'lea', 'max']) await memberOf(house.shell, person)

test('somebody of the directory is invited, and joins with a passkey on a phone', async t => {
  const owner = await house.open(t, 'ana', '/settings#members')
  await owner.getByRole('combobox', { name: 'Who' }).click()
  await owner.getByRole('option', { name: 'Eli Moreau' }).click()
  await owner.getByLabel('Role', { exact: true }).selectOption('Observer')
  await owner.getByRole('button', { name: 'Make the link' }).click()
  await owner.getByText('The link for Eli Moreau').waitFor()
  const link = await owner.locator('pre').innerText()
  match(link, new RegExp(`^${house.address}/invitation#\\w+$`))
  await owner.getByText('invited by Ana Silva').waitFor()
  await axe(owner)
  await screenshots(owner, 'members', { whole: true })

  const page = await house.open(t, undefined, new URL(link).pathname + new URL(link).hash, PHONE)
  const device = await plugIn(page)
  await page.getByRole('heading', { name: 'Welcome, Eli Moreau' }).waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'invitation')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  equal(await device.passkeys(), 1)

  await owner.reload()
  await owner.getByLabel('Role of Eli Moreau').waitFor()
  equal(await owner.getByLabel('Role of Eli Moreau').inputValue(), 'observer')
  const again = await house.open(t, undefined, '/sign-in')
  expectTrouble(again, /status of 4\d\d/)
  await again.goto(link)
  await again.getByText('This link was used, withdrawn, or is too old.').waitFor()
})

test('somebody new is invited with a name and an address, and the invitation is withdrawn', async t => {
  const owner = await house.open(t, 'ana', '/settings#members', PHONE)
  await owner.getByRole('combobox', { name: 'Who' }).click()
  await owner.getByRole('option', { name: 'Somebody new…' }).click()
  await owner.getByLabel('Name', { exact: true }).fill('Rui Costa')
  await owner.getByLabel('E-mail').fill('rui@acme.example')
  await fits(owner)
  await owner.getByRole('button', { name: 'Make the link' }).click()
  const link = await owner.locator('pre').innerText()
  await owner.getByRole('button', { name: 'Withdraw: Rui Costa' }).click()
  await owner.getByRole('button', { name: 'Sure? Withdraw: Rui Costa' }).click()
  await owner.getByText('None is open.').waitFor()
  const page = await house.open(t, undefined, '/sign-in')
  expectTrouble(page, /status of 4\d\d/)
  await page.goto(link)
  await page.getByText('This link was used, withdrawn, or is too old.').waitFor()
})

test('whoever has lost everything gets a new link, and their old sessions end', async t => {
  const lost = await house.open(t, 'bo', '/settings')
  await lost.getByText('This browser').waitFor()
  const owner = await house.open(t, 'ana', '/settings#members')
  await owner.getByRole('button', { name: 'More for Bo Lindqvist' }).click()
  await owner.getByRole('menuitem', { name: 'New link to sign in' }).click()
  await owner.getByText('The link for Bo Lindqvist').waitFor()
  const link = await owner.locator('pre').innerText()
  const page = await house.open(t, undefined, new URL(link).pathname + new URL(link).hash)
  await page.getByText('Choose how you sign in from now on.').waitFor()
  await page.getByRole('radio', { name: /^Password/ }).click()
  await page.getByLabel('New password').fill('tulip anchor velvet moon')
  await page.getByRole('button', { name: 'Sign in from now on' }).click()
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  expectTrouble(lost, 'status of 401')
  await lost.getByRole('link', { name: 'Incidents', exact: true }).first().click()
  await lost.getByText('Your session has ended').waitFor()
})

test('a role is changed, an account is closed and opened, and the last owner stays', async t => {
  const owner = await house.open(t, 'ana', '/settings#members')
  await owner.getByLabel('Role of Cai Nguyen').selectOption('Auditor')
  await owner.getByLabel('Role of Cai Nguyen').and(owner.locator(':enabled')).waitFor()
  expectTrouble(owner, /status of 4\d\d/)
  await owner.getByLabel('Role of Ana Silva').selectOption('Responder')
  await owner.getByText('Make somebody else an owner first').waitFor()
  await axe(owner)
  await owner.getByRole('button', { name: 'More for Cai Nguyen' }).click()
  await owner.getByRole('menuitem', { name: 'Close the account' }).click()
  await owner.getByText('Closed', { exact: true }).waitFor()
  const page = await house.open(t, undefined, '/sign-in')
  expectTrouble(page, /status of 4\d\d/)
  await page.getByLabel('Name or e-mail').fill('cai')
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill('a long way to go')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('An owner has closed this account.').waitFor()
  await owner.getByRole('button', { name: 'More for Cai Nguyen' }).click()
  await owner.getByRole('menuitem', { name: 'Open the account' }).click()
  await owner.getByText('Closed', { exact: true }).waitFor({ state: 'detached' })
})

test('what happened to accounts is on record, and an auditor reads it', async t => {
  const page = await house.open(t, 'max', '/settings')
  await page.getByRole('tab', { name: 'Account log' }).click()
  await page.getByText('Cai Nguyen had their account closed').waitFor()
  await page.getByText('Eli Moreau accepted the invitation').waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'account-log', { whole: true })
  for (const tab of ['Members', 'API tokens', 'Single sign-on'])
    equal(await page.getByRole('tab', { name: tab }).count(), 0)
})

test('an observer sees what is theirs and nothing of others', async t => {
  const page = await house.open(t, 'lea', '/settings#members')
  await page.getByRole('tab', { name: 'My sign-in', selected: true }).waitFor()
  deepEqual(await page.getByRole('tab').allTextContents(), [
    'My sign-in',
    'How I am reached',
    'Notifications',
    'Display',
  ])
  equal(await page.getByRole('link', { name: 'Declare an incident' }).count(), 0)
})

test('a token is made with what it may do, shown once, and revoked', async t => {
  const page = await house.open(t, 'ana', '/settings#tokens')
  await page.getByLabel('What it is for').fill('Alertmanager')
  await page.getByRole('button', { name: 'Make the token' }).click()
  await page.getByText('The secret of “Alertmanager”').waitFor()
  const secret = await page.locator('pre').innerText()
  match(secret, /^tocsin_\w+$/)
  await axe(page)
  await screenshots(page, 'tokens', { whole: true })
  const ask = async () =>
    (
      await fetch(`${house.address}/in/alertmanager/api/v2/status`, {
        headers: { authorization: `Bearer ${secret}` },
      })
    ).status
  ok((await ask()) !== 401)
  await page.getByRole('button', { name: 'Revoke: Alertmanager' }).click()
  await page.getByRole('button', { name: 'Sure? Revoke: Alertmanager' }).click()
  await page.getByText('revoked').waitFor()
  equal(await ask(), 401)
})

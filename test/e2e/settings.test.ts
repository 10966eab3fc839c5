// What somebody sets for themselves: how the page looks and speaks, and where they are signed in.
import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PASSWORD } from '../kit/member.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { byPalette } from './dealing.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()

test('the page is dark and German for whoever wants it so, also after a reload', async t => {
  const page = await house.open(t, 'bo', '/settings#display')
  await page.getByRole('radiogroup', { name: 'Colours' }).getByText('Dark').click()
  await page.getByText('Deutsch').click()
  await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
  equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), 'dark')
  equal(await page.locator('html').getAttribute('lang'), 'de')
  await axe(page)
  await screenshots(page, 'settings-display')
})

test('the palette leads to what is looked for by its own name: channels, doors, readiness', async t => {
  const page = await house.open(t, 'ana', '/')
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  await byPalette(page, 'Channels out')
  await page.getByText('TOCSIN_SMTP_URL').waitFor()
  await byPalette(page, 'Doors in')
  await page.getByRole('heading', { name: 'New door' }).waitFor()
  await byPalette(page, 'Readiness')
  await page.getByRole('tab', { name: 'Readiness', selected: true }).waitFor()
  await byPalette(page, 'How I am reached')
  await page.getByRole('heading', { name: 'Where I am reached' }).waitFor()
})

test('keys of one letter can be turned off', async t => {
  const page = await house.open(t, 'bo', '/settings#display')
  await page.getByRole('switch', { name: 'Use them' }).click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.getByRole('switch', { name: 'Use them' }).click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor()
})

test('the password is changed by who knows the old one', async t => {
  const page = await house.open(t, 'bo', '/settings', PHONE)
  expectTrouble(page, /status of 4\d\d/)
  await page.getByLabel('Password that counts now').fill('not this one')
  await page.getByLabel('New password').fill('tulip anchor velvet moon')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('That is not the password that counts now.').waitFor()
  await axe(page)
  await fits(page)
  await page.getByLabel('Password that counts now').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('Changed. Your other sessions have ended.').waitFor()
})

test('sessions are listed with their browsers, and one of them is ended', async t => {
  const page = await house.open(t, 'cai', '/settings', {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  })
  await page.getByText('This browser').waitFor()
  await house.open(t, 'cai', '/settings')
  await page.reload()
  await page.getByRole('button', { name: /^End: / }).click()
  await page.getByRole('button', { name: /^Sure\? End: / }).click()
  await page.getByRole('button', { name: /^End: / }).waitFor({ state: 'detached' })
})

test('how single sign-on is set up is told to owners', async t => {
  const page = await house.open(t, 'ana', '/settings#provider', PHONE)
  await page.getByText(`${house.address}/api/sign-in/oidc/callback`).waitFor()
  await axe(page)
  await fits(page)
})

// The first day: the link that the program prints, a minute of answers, and the board.
import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { makeSetUpLink } from '#/app/sign-in/links.ts'
import { plugIn } from '../kit/authenticator.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { PHONE, startHouse } from './kit.ts'

const EMPTY = { directory: '' } as const
const first = await startHouse(EMPTY)
const second = await startHouse(EMPTY)
const third = await startHouse()

test('before it is set up, the door says which link to open', async t => {
  const page = await first.open(t, undefined, '/')
  await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
  await page.getByText('Open the link that Tocsin printed').waitFor()
  await axe(page)
  await screenshots(page, 'not-set-up')
})

test('a link that is not whole, or not known, is told in words', async t => {
  const page = await first.open(t, undefined, '/set-up')
  await page.getByText('what stands behind # belongs to it').waitFor()
  expectTrouble(page, /status of 4\d\d/)
  await page.goto(`${first.address}/set-up#0000`)
  await page.reload()
  await page.getByText('This link was used, withdrawn, or is too old.').waitFor()
  await axe(page)
  await page.getByRole('link', { name: 'To the sign-in' }).click()
  await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
})

test('a name, a passkey and a plan: the first owner is at the board', async t => {
  const secret = await makeSetUpLink(first.shell)
  const page = await first.open(t, undefined, `/set-up#${secret}`, PHONE)
  const device = await plugIn(page)
  await page.getByRole('heading', { name: 'Set up Tocsin', level: 1 }).waitFor()
  await page.getByLabel('Your name').fill('Noor Haddad')
  await page.getByLabel('E-mail').fill('noor@acme.example')
  await page.getByRole('radio', { name: /^Strict/ }).click()
  await axe(page)
  await fits(page)
  await screenshots(page, 'set-up', { whole: true })
  await page.getByRole('button', { name: 'Set up Tocsin' }).click()
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  equal(await device.passkeys(), 1)
  equal(new URL(page.url()).hash, '', 'the secret does not stay in the address')
  const { plan } = (await first.operator('GET', '/api/duty')) as {
    readonly plan: { readonly id: string }
  }
  equal(plan.id, 'bank')
  const people = (await first.operator('GET', '/api/directory')) as {
    readonly people: readonly { readonly name: string; readonly email: string }[]
  }
  deepEqual(
    people.people.map(({ name, email }) => [name, email]),
    [['Noor Haddad', 'noor@acme.example']],
  )
})

test('the link lets in once', async t => {
  const secret = await makeSetUpLink(second.shell)
  const page = await second.open(t, undefined, `/set-up#${secret}`)
  await page.getByLabel('Your name').fill('Noor Haddad')
  await page.getByRole('radio', { name: /^Password/ }).click()
  await page.getByLabel('New password').fill('short')
  expectTrouble(page, /status of 4\d\d/)
  await page.getByRole('button', { name: 'Set up Tocsin' }).click()
  await page.getByText('Choose a longer one').waitFor()
  await axe(page)
  await page.getByLabel('New password').fill('tulip anchor velvet moon')
  await page.getByRole('button', { name: 'Set up Tocsin' }).click()
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  const later = await second.open(t, undefined, `/set-up#${secret}`)
  expectTrouble(later, /status of 4\d\d/)
  await later.getByText('Tocsin is set up already.').waitFor()
})

test('whoever is in a directory that was imported before chooses themselves in it', async t => {
  const secret = await makeSetUpLink(third.shell)
  const page = await third.open(t, undefined, `/set-up#${secret}`)
  await page.getByRole('combobox', { name: 'Who you are' }).click()
  await page.getByRole('option', { name: 'Dee Okafor' }).click()
  await page.getByRole('radio', { name: /^Password/ }).click()
  await page.getByLabel('New password').fill('tulip anchor velvet moon')
  await screenshots(page, 'set-up-directory', { whole: true })
  await axe(page)
  await page.getByRole('button', { name: 'Set up Tocsin' }).click()
  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'My account' }).click()
  match((await page.getByRole('menu').textContent()) ?? '', /Dee Okafor/)
})

// People: the directory as it is edited, two at once, and what follows from what is missing.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, fits, screenshots } from '../kit/look.ts'
import { makeMember } from '../kit/member.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()
const { id } = await house.declare('ana', { title: 'Payments are refused' })
await (
  await house.as('ana')
)('POST', `/api/incidents/${id}/assign`, {
  role: 'commander',
  person: 'ana',
})

type Book = {
  readonly version: number
  readonly people: Readonly<Record<string, { readonly email?: string }>>
  readonly positions: Readonly<Record<string, readonly string[]>>
}
const book = async () => (await house.operator('GET', '/api/directory/book')) as Book
const person = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) })

test('C9.1 that no channel is set up is said once, with where to set one up, and not of everybody again', async t => {
  const page = await house.open(t, 'ana', '/people?tab=readiness')
  const said = page.getByText('Nobody can be woken yet')
  await said.waitFor()
  equal(await page.getByText('not set up here').count(), 0)
  await axe(page)
  await page.goto('/on-call')
  await page.getByText('No rota yet.').waitFor()
  await said.waitFor()
  await page.goto('/people')
  await said.waitFor()
  await person(page, 'Ana Silva').getByText('Cannot be woken').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Set up channels' }).click()
  await page.getByRole('heading', { name: 'Channels out' }).waitFor()
  await page.getByText('TOCSIN_SMTP_URL').waitFor()
})

test('C9.1 everybody is there with how they are reached and what they hold', async t => {
  const page = await house.open(t, 'ana', '/people')
  await person(page, 'Ana Silva').getByText('ana.silva@acme.example').waitFor()
  await page.getByText('13 people').waitFor()
  await page.getByLabel('Search').fill('legal')
  await page.getByText('1 of 13 people').waitFor()
  await page.getByLabel('Search').fill('')
  await screenshots(page, 'people')
  await axe(page)
  await fits(page)
})

test('C9.1 somebody new is added, put in a position, looked at as a difference, and saved on record', async t => {
  const page = await house.open(t, 'ana', '/people')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const form = page.getByRole('dialog', { name: 'New person' })
  await form.getByLabel('Name').fill('Nia Osei')
  equal(await form.getByLabel('Id').inputValue(), 'nia')
  await form.getByLabel('E-mail').fill('nia.osei@acme.example')
  await axe(page)
  await form.getByRole('button', { name: 'Keep for saving' }).click()
  await page.getByText('1 change is not saved').waitFor()
  await page.getByRole('tab', { name: 'Positions' }).click()
  await page.getByRole('button', { name: 'Edit Lead Developer' }).click()
  const list = page.getByRole('dialog', { name: 'Edit Lead Developer' })
  await list.getByLabel('Add').click()
  await page.getByRole('option', { name: 'Nia Osei' }).click()
  await list.getByRole('button', { name: 'Move Nia Osei up' }).click()
  await list.getByRole('button', { name: 'Keep for saving' }).click()
  // What is not saved outlives a reload.
  await page.reload()
  await page.getByRole('button', { name: 'Look at it and save' }).click()
  const review = page.getByRole('dialog', { name: 'What will change' })
  await review.getByText('Members: Bo Lindqvist becomes Nia Osei, Bo Lindqvist').waitFor()
  await axe(page)
  await screenshots(page, 'people-review')
  await review.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/Saved as version/).waitFor()
  const { people, positions } = await book()
  equal(people['nia']?.email, 'nia.osei@acme.example')
  deepEqual(positions['lead-developer'], ['nia', 'bo'])
  await page.getByRole('tab', { name: 'History' }).click()
  await page
    .getByRole('button', { name: /by Ana Silva/ })
    .first()
    .click()
  await page.getByText('Members: Bo Lindqvist becomes Nia Osei, Bo Lindqvist').waitFor()
  await axe(page)
})

test('of two who edit at once the later sees what the other changed, and loses nothing', async t => {
  await makeMember(house.shell, 'hana', 'owner')
  const ana = await house.open(t, 'ana', '/people?tab=groups')
  const hana = await house.open(t, 'hana', '/people?tab=groups')
  for (const [page, name] of [
    [ana, 'Gus Weber'],
    [hana, 'Kim Reuter'],
  ] as const) {
    await page.getByRole('button', { name: /^Edit/ }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Add').click()
    await page.getByRole('option', { name }).click()
    await form.getByRole('button', { name: 'Keep for saving' }).click()
    await page.getByRole('button', { name: 'Look at it and save' }).click()
  }
  await ana.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await ana.getByText(/Saved as version/).waitFor()
  expectTrouble(hana, 'status of 409')
  await hana.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await hana.getByText('Meanwhile somebody else changed this:').waitFor()
  await hana.getByText(/Both of you changed/).waitFor()
  await axe(hana)
  await hana.getByRole('button', { name: 'Save mine on top' }).click()
  await hana.getByText(/Saved as version/).waitFor()
})

test('who leaves shows what they still hold, and goes out of every list', async t => {
  const page = await house.open(t, 'ana', '/people')
  await person(page, 'Ana Silva').click()
  const drawer = page.getByRole('dialog', { name: 'Ana Silva' })
  await drawer.getByText(/as commander/).waitFor()
  await axe(page)
  await page.keyboard.press('Escape')
  await person(page, 'Jun Tanaka').click()
  await page
    .getByRole('dialog', { name: 'Jun Tanaka' })
    .getByRole('button', { name: 'Leaves' })
    .click()
  const leaving = page.getByRole('dialog', { name: 'Jun Tanaka leaves' })
  await leaving
    .getByText(/nobody else/)
    .first()
    .waitFor()
  await leaving.getByRole('button', { name: 'Take out' }).click()
  await page.getByRole('button', { name: 'Look at it and save' }).click()
  const review = page.getByRole('dialog', { name: 'What will change' })
  await review.getByText('Goes').first().waitFor()
  await review.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/Saved as version/).waitFor()
  ok(!('jun' in (await book()).people))
})

test('C9.1 readiness says who is missing and what follows from it', async t => {
  const { version } = await book()
  await house.operator('POST', '/api/directory/changes', {
    since: version,
    changes: [{ is: 'position', id: 'legal', members: [] }],
  })
  const page = await house.open(t, 'ana', '/people?tab=readiness')
  await page.getByText('Something is missing on the night that counts.').waitFor()
  await page
    .getByText(/Nobody is/)
    .first()
    .waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'people-readiness')
})

test('the file goes out with its comments, and comes in after it was looked at', async t => {
  const page = await house.open(t, 'ana', '/people')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).click(),
  ])
  const source = await readFile(await file.path(), 'utf8')
  match(source, /# Who is who/)
  await page.getByRole('button', { name: 'Import a file' }).click()
  const form = page.getByRole('dialog', { name: 'Import a directory file' })
  const choose = async (text: string) => {
    const chooser = page.waitForEvent('filechooser')
    await form.getByLabel('Directory file (YAML)').click()
    await (
      await chooser
    ).setFiles({
      name: 'directory.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(text),
    })
  }
  await choose(`${source}\nwrong: yes\n`)
  await form.getByText('It cannot be imported like this:').waitFor()
  await choose(source.replace('Gus Weber', 'Gustav Weber'))
  await form.getByText('Name: Gus Weber becomes Gustav Weber').waitFor()
  await form.getByRole('button', { name: 'Import' }).click()
  await page.getByText(/Saved as version/).waitFor()
  await person(page, 'Gustav Weber').waitFor()
})

test('on a phone, in German, nothing is cut off', async t => {
  for (const tab of ['people', 'positions', 'history']) {
    const page = await house.open(t, 'ana', `/people?tab=${tab}`, { ...PHONE, locale: 'de-DE' })
    await page.getByRole('heading', { name: 'Personen', exact: true }).waitFor()
    await fits(page)
    await axe(page)
  }
})

// Figures: the measures of the plan, and the incidents behind every number.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { liveHalfAYear } from './figures-sample.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()
const { restricted } = await liveHalfAYear(house)

test('C12.2 C12.3 C12.4 C12.5 the measures stand against their targets, with trend and distribution', async t => {
  const page = await house.open(t, 'ana', '/figures')
  await page.getByRole('heading', { name: 'Mean time to response' }).waitFor()
  await page.getByRole('img', { name: /Distribution of Mean time to response/ }).waitFor()
  await page.getByRole('img', { name: /Trend of Mean time to detection/ }).waitFor()
  await page.getByText('Target: within 15 minutes, for Critical').first().waitFor()
  const response = page.locator('#measure-time-to-response')
  for (const state of ['Recorded', 'Pending', 'Not applicable', 'Invalid'])
    await response.getByText(state, { exact: true }).first().waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'figures', { whole: true })
})

test('T5.3 a number opens the incidents behind it, and its address can be sent on', async t => {
  const page = await house.open(t, 'ana', '/figures')
  await page.getByRole('button', { name: /Mean time to detection, Pending/ }).click()
  const behind = page.getByRole('dialog', { name: 'Incidents behind this figure' })
  await behind.getByText('Mean time to detection · Pending').waitFor()
  await behind.getByText('its start is not on record yet').first().waitFor()
  await axe(page)
  const shown = await behind.getByRole('link').count()
  ok(shown > 0)
  const again = await house.open(
    t,
    'ana',
    new URL(page.url()).pathname + new URL(page.url()).search,
  )
  const same = again.getByRole('dialog', { name: 'Incidents behind this figure' })
  await same.getByText('Mean time to detection · Pending').waitFor()
  await same.getByRole('link').first().waitFor()
  equal(await same.getByRole('link').count(), shown)
  await same.getByRole('link').first().click()
  await again.waitForURL(/\/incidents\/inc-/)
})

test('T5.3 the clauses missed most are told with their sentences', async t => {
  const page = await house.open(t, 'ana', '/figures')
  const row = page.getByRole('row', { name: /C4\.4/ })
  match((await row.textContent()) ?? '', /notify the team members concerned within 4 hours/)
  await row.getByRole('button').first().click()
  const behind = page.getByRole('dialog')
  await behind.getByText('Kept late: Notify the team members concerned').first().waitFor()
})

test('days and filters stand in the address and hold for all figures', async t => {
  const page = await house.open(t, 'ana', '/figures?severity=P0')
  await page.getByText(/\. 5 incidents\./).waitFor()
  await page.getByLabel('Trend by').selectOption('week')
  await page.waitForURL(/every=week/)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText(/\. 36 incidents\./).waitFor()
  await page.getByLabel('From').fill('2026-08-01')
  await page.waitForURL(/from=2026-08-01/)
  await page.getByText(/\. [1-9] incidents\./).waitFor()
})

test('what is restricted is counted for those alone who may see it', async t => {
  const page = await house.open(t, 'ana', '/figures')
  await page.getByText(/\. 36 incidents\./).waitFor()
  const ana = (await (await house.as('ana'))('GET', '/api/figures/incidents')) as Behind
  const bo = (await (await house.as('bo'))('GET', '/api/figures/incidents')) as Behind
  deepEqual([ana.total, bo.total], [36, 35])
  ok(!bo.incidents.some(({ id }) => id === restricted))
})

type Behind = { readonly total: number; readonly incidents: readonly { readonly id: string }[] }

test('everything goes out as a table for a spreadsheet', async t => {
  const page = await house.open(t, 'ana', '/figures')
  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export everything (CSV)' }).click(),
  ])
  match(file.suggestedFilename(), /^creditnexus-figures-.*\.csv$/)
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  equal(lines.length, 37)
  match(lines[0] ?? '', /Number,Title,Severity.*Mean time to response: minutes/)
})

test('on a phone, in German, nothing is cut off', async t => {
  const page = await house.open(t, 'ana', '/figures', { ...PHONE, locale: 'de-DE' })
  await page.getByRole('heading', { name: 'Zahlen' }).waitFor()
  await page.getByRole('heading', { name: 'Am häufigsten verfehlte Klauseln' }).waitFor()
  await fits(page)
  await axe(page)
})

test('days without incidents say so, and lead back to those with some', async t => {
  const page = await house.open(t, 'ana', '/figures?from=2020-01-01&to=2020-12-31')
  await page.getByRole('heading', { name: 'Nothing to count in these days' }).waitFor()
  await axe(page)
  await page.getByRole('button', { name: 'Show the last 12 months' }).click()
  await page.getByText(/\. 36 incidents\./).waitFor()
})

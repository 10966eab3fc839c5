// The board: what is open, whose it is, and what waits for whoever looks at it.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, fits, screenshots } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { PHONE, startHouse } from './kit.ts'
import { sendAlerts } from './signals-sample.ts'

const house = await startHouse()

const lines = (page: Page) => page.getByRole('table', { name: 'Open incidents' }).getByRole('link')
const line = (page: Page, title: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: title }) })

/** The incidents that stand there, from the top. */
const numbers = async (page: Page) =>
  (await lines(page).allTextContents()).map(text => text.split(' ')[0])

/** Does something as a person to an incident. */
async function told(person: string, id: string, name: string, body: object = {}): Promise<void> {
  const ask = await house.as(person)
  await ask('POST', `/api/incidents/${id}/${name}`, body)
}

test('an empty installation says so and offers how to begin', async t => {
  const page = await house.open(t, 'ana', '/')
  await page.getByText('Nothing has happened here yet.').waitFor()
  await page.getByRole('button', { name: 'Watch a drill' }).waitFor()
  await page.getByText('Fay Haddad').first().waitFor()
  await axe(page)
  await screenshots(page, 'board-empty')
})

const payments = { title: 'Payments are refused', source: 'system-monitoring' }

test('what one declares stands on the board of the other at once, and moves as it gets worse', async t => {
  const page = await house.open(t, 'cai', '/')
  await page.getByText('Live', { exact: true }).waitFor()
  const { id: first } = await house.declare('eli', payments)
  await line(page, '#1 Payments are refused').waitFor()
  const { id: second } = await house.declare('eli', { title: 'Exports are slow' })
  await line(page, '#2 Exports are slow').waitFor()
  await told('ana', first, 'classify', { severity: 'P2', type: 'outage' })
  await line(page, 'Payments').getByText('P2 Medium').waitFor()
  await told('ana', second, 'classify', { severity: 'P1', type: 'outage' })
  await line(page, 'Exports').getByText('P1 High').waitFor()
  deepEqual(await numbers(page), ['#2', '#1'])
  await told('ana', first, 'classify', { severity: 'P0', type: 'outage' })
  await line(page, 'Payments').getByText('P0 Critical').waitFor()
  deepEqual(await numbers(page), ['#1', '#2'])
})

test('C4.2 the next promise stands there with its owner and what is left, and then that it is overdue', async t => {
  const page = await house.open(t, 'cai', '/')
  await line(page, 'Payments')
    .getByText(/^in \d+ min/)
    .waitFor()
  await house.pass({ hours: 2 })
  await line(page, 'Payments')
    .getByText(/\d+ overdue/)
    .first()
    .waitFor()
  await line(page, 'Payments')
    .getByText(/h \d+ min overdue|h overdue|min overdue/)
    .waitFor()
  await axe(page)
})

test('C2.1 my pages wait for one touch, on a phone first of all', async t => {
  const { id } = await house.declare('eli', { title: 'A strange login' })
  await told('ana', id, 'classify', { severity: 'P0', type: 'unauthorized-access' })
  const page = await house.open(t, 'cai', '/', PHONE)
  const called = page.getByRole('region', { name: 'You are paged' })
  await called.getByText('#3 A strange login').waitFor()
  await fits(page)
  await axe(page)
  await screenshots(page, 'board-paged')
  await called.getByRole('button', { name: 'Acknowledge #3' }).tap()
  await page.getByText('You have #3. The others are told.').waitFor()
  await axe(page)
  const mine = (await (
    await house.as('cai')
  )('GET', '/api/mine')) as {
    readonly pages: readonly { readonly incident: { readonly id: string } }[]
  }
  ok(mine.pages.every(({ incident }) => incident.id !== id))
})

test('C3.3 who is paged acknowledges with one key, and what was asked of them is answered on record', async t => {
  const { id } = await house.declare('eli', { title: 'Everything is down' })
  const page = await house.open(t, 'ana', '/')
  const called = page.getByRole('region', { name: 'You are paged' })
  await called.getByText('#4 Everything is down').waitFor()
  await page.keyboard.press('a')
  await called.waitFor({ state: 'detached' })
  const { pages } = (await house.operator('GET', `/api/incidents/${id}`)) as {
    readonly pages: readonly { readonly person: string; readonly state: string }[]
  }
  ok(pages.some(({ person, state }) => person === 'ana' && state === 'acknowledged'))
})

test('with the keyboard alone one goes down the list, into an incident, and back', async t => {
  const page = await house.open(t, 'bo', '/')
  await lines(page).nth(1).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const [, second] = await lines(page).all()
  const href = await second?.getAttribute('href')
  equal(await page.evaluate('document.activeElement?.getAttribute("href")'), href)
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`${href ?? '-'}$`))
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await lines(page).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('o')
  await page.waitForURL(/\/incidents\/./)
})

test('what I owe in all incidents stands together, and leads to where it is done', async t => {
  const page = await house.open(t, 'gus', '/')
  const mine = page.getByRole('region', { name: 'My promises' })
  await mine.getByRole('link').nth(1).click()
  await page.waitForURL(/obligation=/)
})

test('what is restricted is on nobody else’s board, and goes from it at once', async t => {
  const { id } = await house.declare('ana', { title: 'A colleague under suspicion' })
  const page = await house.open(t, 'gus', '/')
  const link = page.getByRole('link', { name: /A colleague under suspicion/ })
  await link.first().waitFor()
  await told('ana', id, 'restrict', { to: ['ana', 'cai'] })
  await link.first().waitFor({ state: 'detached' })
  const named = await house.open(t, 'cai', '/')
  await line(named, 'A colleague').getByText('Restricted').waitFor()
})

test('an exercise is marked, and stands below what is real', async t => {
  await house.declare('bo', { title: 'Practice: no backup', exercise: true })
  const page = await house.open(t, 'bo', '/')
  await line(page, 'Practice').getByText('Exercise').waitFor()
  equal((await lines(page).last().textContent())?.includes('Practice'), true)
})

test('T2.1 C3.2 what nobody has classified waits for triage, and leaves it when it is', async t => {
  const page = await house.open(t, 'ana', '/')
  await page.getByRole('link', { name: 'Open triage' }).click()
  await page.getByRole('heading', { name: 'Triage' }).waitFor()
  const list = page.getByRole('navigation', { name: 'Not yet classified' })
  await list.getByRole('link', { name: '#4 Everything is down' }).click()
  await page.getByRole('heading', { name: '#4 Everything is down' }).waitFor()
  await page
    .getByRole('group', { name: 'What of the application is down?' })
    .getByRole('radio', { name: 'All down' })
    .check({ force: true })
  await page.getByText('The plan proposes P0 Critical').waitFor()
  await page.getByText('Choose a type first.').waitFor()
  await page.getByRole('radio', { name: 'Service outage' }).check({ force: true })
  await axe(page)
  await screenshots(page, 'triage-judged')
  await page.getByRole('heading', { name: 'Triage' }).click()
  await page.keyboard.press('y')
  await list.getByRole('link', { name: '#4 Everything is down' }).waitFor({ state: 'detached' })
})

test('T2.5 what is none is put on record as none, with a word why', async t => {
  const { id } = await house.declare('eli', { title: 'A false alarm' })
  const page = await house.open(t, 'ana', `/triage?incident=${id}`)
  await page.getByRole('heading', { name: /A false alarm/ }).waitFor()
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog', { name: 'Not an incident' })
  await dialog.getByRole('textbox', { name: 'Why is it none?' }).fill('The probe was wrong')
  await axe(page)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('On record as not an incident.').waitFor()
})

test('two that are one go on as one', async t => {
  const { id } = await house.declare('eli', { title: 'Everything is down again' })
  const page = await house.open(t, 'ana', `/triage?incident=${id}`)
  await page.getByRole('heading', { name: /down again/ }).waitFor()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: 'Merge into another' })
  await dialog.getByRole('combobox', { name: 'Into which' }).click()
  await page.getByRole('option', { name: '#4 Everything is down' }).click()
  await dialog.getByRole('textbox').last().fill('The same outage, seen twice')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await dialog.waitFor({ state: 'detached' })
  const shown = (await house.operator('GET', `/api/incidents/${id}`)) as { readonly status: string }
  equal(shown.status, 'merged')
})

test('T1.1 a signal that still fires when its incident was none becomes another with one touch', async t => {
  await sendAlerts(house, {
    labels: { alertname: 'DiskFull', service: 'exports', severity: 'warning' },
    annotations: { summary: 'The disk of exports is full' },
  })
  const page = await house.open(t, 'ana', '/triage')
  const list = page.getByRole('navigation', { name: 'Not yet classified' })
  const { incidents } = (await house.operator('GET', '/api/incidents?limit=1')) as {
    readonly incidents: readonly { readonly id: string; readonly number: number }[]
  }
  const { id = '', number = 0 } = incidents[0] ?? {}
  await list.getByRole('link', { name: `#${number}` }).waitFor()
  await told('ana', id, 'declassify', { reason: 'It is cleared every night' })
  const loose = page.getByRole('region', { name: 'Signals that no incident took' })
  await loose.getByRole('button', { name: 'Declare The disk of exports is full' }).click()
  await page.getByRole('heading', { name: /The disk of exports is full/ }).waitFor()
  await axe(page)
})

test('a connection that is lost shows, and comes back with what happened meanwhile', async t => {
  const page = await house.open(t, 'bo', '/')
  await page.getByText('Live', { exact: true }).waitFor()
  expectTrouble(page, 'ERR_')
  await page.context().setOffline(true)
  await page.getByText('Connection lost').waitFor()
  await house.declare('eli', { title: 'While you were away' })
  await page.context().setOffline(false)
  await page
    .getByRole('link', { name: /While you were away/ })
    .first()
    .waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
})

test('C12.5 all incidents are found by words, level, status and period, and taken away as a table', async t => {
  const page = await house.open(t, 'bo', '/incidents')
  const table = page.getByRole('table', { name: 'Incidents' })
  await table.getByRole('link', { name: 'Payments are refused' }).waitFor()
  await page.getByRole('searchbox').fill('payments')
  await page.getByText('1 incident', { exact: true }).waitFor()
  ok(page.url().includes('words=payments'))
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'Not an incident' }).click()
  await table.getByRole('link', { name: 'A false alarm' }).waitFor()
  await page.getByText('2 incidents', { exact: true }).waitFor()
  await axe(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ])
  equal(download.suggestedFilename(), 'incidents.csv')
})

test('on a phone every screen fits', async t => {
  const shown = { '/': 'On duty', '/triage': 'What kind is it?', '/incidents': '#2' }
  for (const [path, text] of Object.entries(shown)) {
    const page = await house.open(t, 'bo', path, PHONE)
    await page.getByText(text).first().waitFor()
    await fits(page)
    await axe(page)
  }
})

test('an address that leads nowhere, and an incident that is not there, say so and lead back', async t => {
  const page = await house.open(t, 'ana', '/')
  for (const nowhere of ['/nowhere', '/incidents/4711']) {
    expectTrouble(page, 'status of 404')
    await page.goto(new URL(nowhere, page.url()).href)
    await page.getByText('There is nothing at this address').waitFor()
    await page.getByRole('link', { name: 'board' }).first().waitFor()
  }
  const program = await fetch(new URL('/nowhere', page.url()), { headers: { accept: '*/*' } })
  ok(program.headers.get('content-type')?.startsWith('application/problem+json'))
})

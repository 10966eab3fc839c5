// On call: who is, taking over and swapping in two clicks, a rota written and looked at before it is saved, and one from elsewhere.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PHONE, startHouse } from './kit.ts'
import { rotaSample } from './sample.ts'

const house = await startHouse()
await rotaSample(house)

type Rota = { readonly id: string; readonly now: string | null; readonly next: { from: string } }
const rotas = async () => ((await house.operator('GET', '/api/rotas')) as { rotas: Rota[] }).rotas
const onCall = async (id: string) => (await rotas()).find(rota => rota.id === id)?.now
const HOUR_MS = 3_600_000

test('C4.1 who is on call now and next, and when nobody is, stands above the calendar', async t => {
  const page = await house.open(t, 'ana', '/on-call')
  await page.getByRole('heading', { name: 'Payments' }).waitFor()
  await page.getByText(/Nobody is on call at \d+ times in the next two weeks/).waitFor()
  await page.getByRole('group', { name: 'Line: Weekend nights' }).waitFor()
  await screenshots(page, 'on-call')
  await axe(page)
  await fits(page)
  await page.getByText('Month', { exact: true }).click()
  await page.getByRole('group', { name: 'Line: On call' }).nth(3).waitFor()
  await axe(page)
})

test('a shift is taken over in two clicks, and given back', async t => {
  const before = await onCall('payments')
  const page = await house.open(t, 'gus', '/on-call?rota=payments')
  await page
    .getByRole('group', { name: 'Line: On call' })
    .getByRole('button')
    .filter({ hasNotText: 'Nobody' })
    .nth(0)
    .waitFor()
  const bars = page.getByRole('group', { name: 'Line: On call' }).getByRole('button')
  const named = await bars.allTextContents()
  await bars.nth(named.length - 1).click()
  await axe(page)
  await page.getByRole('button', { name: /I take (this shift|over now)/ }).click()
  await page.getByText('Gus Weber takes over.').waitFor()
  await page.getByRole('button', { name: /Gus Weber \(taken over\)/ }).click()
  await page.getByRole('button', { name: 'Give it back' }).click()
  await page.getByText('It is as the rota says again.').waitFor()
  equal(await onCall('payments'), before)
})

test('a swap is asked for, accepted on a phone, and then the other has the turn', async t => {
  const holder = (await onCall('payments')) ?? ''
  const [rota] = (await rotas()).filter(({ id }) => id === 'payments')
  ok(rota)
  const page = await house.open(t, holder, '/on-call?rota=payments')
  const name = await page
    .getByRole('group', { name: 'Line: On call' })
    .getByRole('button')
    .first()
    .textContent()
  ok(name)
  // Their own turn: the one in which now is.
  const now = new Date(house.nowMs() + 60_000).toISOString()
  const to = new Date(house.nowMs() + 2 * HOUR_MS).toISOString()
  const asks = await house.as(holder)
  await asks('POST', '/api/rotas/payments/swap', { asked: 'hana', from: now, to })
  const phone = await house.open(t, 'hana', '/on-call', PHONE)
  await phone.getByText(/asks you to take a shift of Payments/).waitFor()
  await screenshots(phone, 'on-call-phone-asked')
  await axe(phone)
  await fits(phone)
  await phone.getByRole('button', { name: 'Accept' }).click()
  await phone.getByText('It is yours now. Both of you are told.').waitFor()
  await screenshots(phone, 'on-call-phone')
  await house.pass({ minutes: 5 })
  equal(await onCall('payments'), 'hana')
})

test('a rota is written, looked at as who would be on call, and saved as a version of the directory', async t => {
  const page = await house.open(t, 'ana', '/on-call?rota=payments')
  await page.getByRole('button', { name: 'New rota' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: /^Title/ }).fill('Night watch')
  equal(await form.getByRole('textbox', { name: /^Id/ }).inputValue(), 'night')
  for (const name of ['Kim Reuter', 'Lea Fontaine']) {
    await form.getByLabel('Add a person').click()
    await page.getByRole('option', { name }).click()
  }
  await form.getByRole('button', { name: 'Move Lea Fontaine up' }).click()
  await form.getByRole('button', { name: 'Limit the hours' }).click()
  await axe(page)
  await screenshots(page, 'on-call-edit')
  await form.getByRole('button', { name: 'Look at the difference' }).click()
  await form.getByText(/times? differ/).waitFor()
  await axe(page)
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/Saved as version \d+ of the directory/).waitFor()
  await page.getByRole('heading', { name: 'Night watch' }).waitFor()
  const { rotas: kept } = (await house.operator('GET', '/api/directory/book')) as {
    rotas: Record<string, { layers: { people: string[]; hours: unknown[] }[] }>
  }
  deepEqual(kept['night']?.layers[0]?.people, ['lea', 'kim'])
  equal(kept['night']?.layers[0]?.hours.length, 1)
})

test('somebody else was faster: that is said, and the rota goes on top of theirs', async t => {
  const page = await house.open(t, 'ana', '/on-call?rota=office')
  await page.getByRole('button', { name: 'Edit the rota' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'Move Gus Weber up' }).click()
  await form.getByRole('button', { name: 'Look at the difference' }).click()
  await form.getByText(/times? differ/).waitFor()
  const { version } = (await house.operator('GET', '/api/directory/book')) as { version: number }
  await house.operator('POST', '/api/directory/changes', {
    since: version,
    changes: [{ is: 'group', id: 'watchers', members: ['kim'] }],
  })
  const { expectTrouble } = await import('../kit/watch-page.ts')
  expectTrouble(page, 'status of 409')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.getByText(/Somebody changed the directory meanwhile/).waitFor()
  await form.getByRole('button', { name: 'Save mine on top' }).click()
  await page.getByText(/Saved as version \d+ of the directory/).waitFor()
  const { groups } = (await house.operator('GET', '/api/directory/book')) as {
    groups: Record<string, string[]>
  }
  deepEqual(groups['watchers'], ['kim'])
})

const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
X-WR-CALNAME:Platform
BEGIN:VEVENT
UID:1@x
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Luxembourg:20260105T090000
DURATION:P7D
RRULE:FREQ=WEEKLY
SUMMARY:On call - Zoe Quist
END:VEVENT
END:VCALENDAR
`

test('a rota from elsewhere is shown with whom it names before anything is saved', async t => {
  const page = await house.open(t, 'ana', '/on-call')
  await page.getByRole('button', { name: 'Import' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('From').selectOption('ics')
  const chooser = page.waitForEvent('filechooser')
  await form.getByLabel('Files').click()
  await (
    await chooser
  ).setFiles({ name: 'p.ics', mimeType: 'text/calendar', buffer: Buffer.from(CALENDAR) })
  await form.getByRole('button', { name: 'Look at it' }).click()
  await form.getByText('1 person is added to the directory').waitFor()
  await axe(page)
  await screenshots(page, 'on-call-import')
  await form.getByLabel('Who Zoe Quist is').click()
  await page.getByRole('option', { name: 'Jun Tanaka' }).click()
  await form.getByText('1 person is added to the directory').waitFor({ state: 'detached' })
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText(/Imported as version \d+ of the directory/).waitFor()
  equal(await onCall('platform'), 'jun')
})

test('who carried what is a table with how it was counted; one’s own shifts have a calendar', async t => {
  const page = await house.open(t, 'ana', '/on-call?rota=payments&tab=fairness')
  await page.getByRole('columnheader', { name: 'Nights' }).waitFor()
  await page.getByText(/any of it between 22:00 and 06:00/).waitFor()
  await axe(page)
  await page.getByRole('tab', { name: 'My shifts' }).click()
  await page.getByText('My shifts in the next sixty days').waitFor()
  const told = page.getByLabel('Tell me when my shift begins')
  ok(await told.isChecked())
  await told.click({ force: true })
  await page.getByRole('switch', { name: 'Tell me when my shift begins', checked: false }).waitFor()
  await axe(page)
})

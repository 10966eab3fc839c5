// Other ways an incident goes: handed over, split, merged, found to be none, and dealt with from a phone.
import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { axe } from '../kit/look.ts'
import { byPalette, confirm, dialog, fitsInside, typeInto } from './dealing.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()
const ana = await house.as('ana')

type Shown = {
  readonly status: string
  readonly merged_into: string | null
  readonly split_off: readonly string[]
}
const shownOf = async (id: string) => (await ana('GET', `/api/incidents/${id}`)) as Shown

async function declared(title: string): Promise<string> {
  const { id } = await house.declare('cai', { title, source: 'security-monitoring' })
  await ana('POST', `/api/incidents/${id}/acknowledge`, {})
  await ana('POST', `/api/incidents/${id}/classify`, { severity: 'P1', type: 'outage' })
  return id
}

test('C2.1 a role is handed over from one browser to another, with whom it wakes shown before', async t => {
  const id = await declared('The gateway drops calls')
  const page = await house.open(t, 'ana', `/incidents/${id}`)
  await page.getByRole('button', { name: 'Hand over: Incident Commander' }).click()
  const shown = await dialog(page, 'Hand over: Incident Commander')
  await shown.getByRole('combobox', { name: 'Person' }).fill('Bo')
  await page.getByRole('option', { name: /Bo Lindqvist/ }).click()
  await shown.getByText('Bo Lindqvist will be woken').waitFor()
  await confirm(page, 'Hand over: Incident Commander', 'Hand over')
  const other = await house.open(t, 'bo', `/incidents/${id}`)
  await other.getByRole('button', { name: 'Accept: Incident Commander' }).click()
  await page
    .getByRole('button', { name: 'Hand over: Incident Commander' })
    .waitFor({ state: 'detached' })
})

test('C4.3 an update is sent with the thumb: the dialog fills the phone, and what sends it is in reach', async t => {
  const id = await declared('Exports are slow')
  const page = await house.open(t, 'ana', `/incidents/${id}`, PHONE)
  await page
    .getByRole('button', { name: /update/i })
    .first()
    .click()
  const shown = await dialog(page, 'Send an update')
  await typeInto(shown, 'Text', 'Half of them are through.')
  await fitsInside(shown)
  await axe(page, { within: '[role="dialog"]' })
  const send = await shown.getByRole('button', { name: 'Send update' }).boundingBox()
  equal(send !== null && send.height >= 44 && send.y + send.height <= 844, true)
  await confirm(page, 'Send an update', 'Send update')
})

test('a part is split off and one is merged into another; each shows the other', async t => {
  const whole = await declared('Two things are down')
  const page = await house.open(t, 'ana', `/incidents/${whole}`)
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()
  await byPalette(page, 'Split off a part')
  await typeInto(await dialog(page, /^Split off/), 'What is wrong in that part', 'Only the mail')
  await confirm(page, /^Split off/, 'Declare the part')
  await page.getByRole('heading', { name: /Only the mail/ }).waitFor()
  const [part = ''] = (await shownOf(whole)).split_off
  await page
    .getByRole('region', { name: /^Signals/ })
    .getByText('Split off from')
    .waitFor()

  await ana('POST', `/api/incidents/${part}/acknowledge`, {})
  await byPalette(page, 'Merge into another')
  const merge = await dialog(page, 'Merge into another incident')
  await merge.getByRole('combobox', { name: 'Incident that goes on for both' }).fill('Two things')
  await page.getByRole('option', { name: /Two things are down/ }).click()
  await typeInto(merge, 'Reason', 'It is one thing after all')
  await confirm(page, 'Merge into another incident', 'Merge into another incident')
  await page
    .getByRole('region', { name: /^Signals/ })
    .getByText('Merged into')
    .waitFor()
  equal((await shownOf(part)).merged_into, whole)
})

test('T2.5 what is no incident ends as such with its reason, and can be reopened', async t => {
  const id = await declared('The lamp is red')
  const page = await house.open(t, 'ana', `/incidents/${id}`)
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()
  await byPalette(page, 'Not an incident')
  await typeInto(await dialog(page, /^Declassify/), 'Reason', 'The lamp is broken')
  await confirm(page, /^Declassify/, 'Not an incident')
  equal((await shownOf(id)).status, 'declassified')
  await byPalette(page, 'Reopen')
  await typeInto(await dialog(page, /^Reopen/), 'Reason', 'It is red again')
  await confirm(page, /^Reopen/, 'Reopen')
  equal((await shownOf(id)).status, 'open')
})

test('whoever reads German is told in German what will follow', async t => {
  const id = await declared('Die Zahlungen stehen')
  const page = await house.open(t, 'ana', `/incidents/${id}`, { locale: 'de-DE' })
  await page.getByRole('heading', { name: 'Personen und Rollen' }).waitFor()
  await page.keyboard.press('s')
  const shown = await dialog(page, 'Neu einstufen')
  await shown.getByRole('radio', { name: 'P0 Critical' }).check()
  await shown
    .getByRole('region', { name: 'Was folgt' })
    .getByText(/^Geweckt wird/)
    .waitFor()
  await shown.getByRole('button', { name: 'Einstufen' }).waitFor()
})

// Days go by on one axis before they come.
import { match } from 'node:assert/strict'
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()

test('C4.3 a scenario goes by on one axis: what is promised, who is told, what is missed and why', async t => {
  const page = await house.open(t, 'cai', '/plans/creditnexus/rehearse')
  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('ransomware-at-night')
  await page.getByLabel('Runs').fill('5')
  await page.getByRole('button', { name: 'Rehearse' }).click()
  await page.getByText(/\d+ kept, \d+ missed, \d+ messages sent\./).waitFor()
  await axe(page)
  await screenshots(page, 'rehearse')
  await page.getByRole('slider', { name: 'Time in the rehearsal' }).fill('0')
  await page.getByText('the beginning').waitFor()
  await page.getByRole('button', { name: 'Next' }).click()
  await page
    .getByText(/^after /)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Closer' }).click()
  match(
    (await page.getByRole('complementary', { name: 'What was sent' }).textContent()) ?? '',
    /What was sent \(\d+\)/,
  )
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('heading', { name: 'In 5 runs' }).waitFor()
  const promises = page.getByRole('table', { name: 'Every promise' })
  await promises.getByText('Missed').first().waitFor()
})

test('a rehearsal on a phone fits, and a scenario of one’s own says what is wrong with it', async t => {
  const page = await house.open(t, 'cai', '/plans/creditnexus/rehearse', PHONE)
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await page.getByText(/\d+ kept/).waitFor()
  await fits(page)
  await axe(page)
})

test('a rehearsal speaks German to whoever does', async t => {
  const page = await house.open(t, 'bo', '/plans/bank/rehearse', { locale: 'de-DE' })
  await page.getByRole('combobox', { name: 'Szenario' }).selectOption('bank-leak')
  await page.getByRole('button', { name: 'Proben', exact: true }).click()
  await page.getByText(/\d+ gehalten, \d+ versäumt/).waitFor()
  await page.getByRole('table', { name: 'Alle Versprechen' }).waitFor()
  await screenshots(page, 'rehearse-de')
})

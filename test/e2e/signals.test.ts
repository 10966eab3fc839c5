// Signals: the stream, why each is where it is, silences, and what is done by hand.
import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { alertSample, sendAlerts } from './signals-sample.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()
await alertSample(house)

test('C3.1 the stream shows what fires, which incident it belongs to, and what comes while one looks', async t => {
  const page = await house.open(t, 'ana', '/signals')
  const disks = page.getByRole('button', {
    name: /^Firing Disks of the payments database are full/,
  })
  await disks.getByText('3 firing, 3 in this round').waitFor()
  await screenshots(page, 'signals')
  await axe(page)
  await fits(page)
  await sendAlerts(house, {
    labels: { alertname: 'QueueLong', service: 'mail' },
    annotations: { summary: 'Mail waits for an hour' },
  })
  await page.getByRole('button', { name: /^Firing Mail waits for an hour/ }).waitFor()
})

test('a group says why it is in its incident, and shows each alert as it came', async t => {
  const page = await house.open(t, 'bo', '/signals')
  await page.getByRole('button', { name: /^Firing One payment in ten/ }).click()
  const signal = page.getByRole('dialog', { name: 'Signal' })
  await signal.getByText(/same alertname, cluster, service: that is how the plan groups/).waitFor()
  await signal
    .getByText(/It joined #\d+ by itself: nobody had classified that yet, and for 5m/)
    .waitFor()
  await signal.getByText('PaymentsSlow').first().waitFor()
  await signal.getByRole('button', { name: /severity=warning/ }).click()
  await signal.getByText('"alertname": "PaymentsSlow"').waitFor()
  await axe(page)
  match(page.url(), /signal=[0-9a-f]{32}/)
  const declare = signal.getByRole('button', { name: 'Declare an incident' })
  equal(await declare.isDisabled(), true)
  await signal.getByText(/It goes on in #\d+ already/).waitFor()
})

test('what is restricted is hidden in the stream too', async t => {
  const ana = await house.open(t, 'ana', '/signals')
  await ana.getByRole('button', { name: /^Firing Personnel files were read/ }).waitFor()
  const bo = await house.open(t, 'bo', '/signals?state=all')
  await bo.getByRole('button', { name: /^Firing Disks of the payments/ }).waitFor()
  equal(await bo.getByText('Personnel files').count(), 0)
})

test('the stream is narrowed by text and labels, in the address', async t => {
  const page = await house.open(t, 'ana', '/signals')
  await page.getByLabel('Labels').fill('severity="warning"')
  await page.getByRole('button', { name: /^Firing One payment in ten/ }).waitFor()
  await page
    .getByRole('button', { name: /^Firing Disks of the payments/ })
    .waitFor({ state: 'detached' })
  match(page.url(), /labels=/)
  await page.getByLabel('Text').fill('certificate')
  await page.getByRole('button', { name: /^Firing The certificate of www/ }).waitFor()
  await page
    .getByRole('button', { name: /^Firing One payment in ten/ })
    .waitFor({ state: 'detached' })
})

test('an incident is declared from a group whose own has ended', async t => {
  const page = await house.open(t, 'ana', '/signals')
  await page.getByRole('button', { name: /^Firing The certificate of www/ }).click()
  const signal = page.getByRole('dialog', { name: 'Signal' })
  await signal.getByText(/That incident has ended/).waitFor()
  await signal.getByRole('button', { name: 'Declare an incident' }).click()
  const asked = page.getByRole('dialog', { name: 'Declare an incident about this' })
  await asked.getByLabel('What is wrong').fill('The certificate does not renew itself')
  await asked.getByRole('button', { name: 'Declare an incident' }).click()
  await page.waitForURL(/\/incidents\/inc-/)
  const seen = await house.open(t, 'ana', '/signals')
  await seen.getByRole('button', { name: /^Firing The certificate of www/ }).click()
  await seen.getByText(/was declared from it/).waitFor()
})

test('what a person sees is reported by hand, and finds an incident', async t => {
  const page = await house.open(t, 'bo', '/signals')
  await page.getByRole('button', { name: 'Report a signal' }).click()
  const form = page.getByRole('dialog', { name: 'Report what you see' })
  await form.getByLabel('What is wrong').fill('Customers cannot see their statements')
  await form.getByLabel('Service or system').fill('statements')
  await form.getByRole('button', { name: 'Report' }).click()
  const signal = page.getByRole('dialog', { name: 'Signal' })
  await signal
    .getByRole('heading', { name: 'Customers cannot see their statements', exact: true })
    .waitFor()
  await signal.getByText(/by itself/).waitFor()
})

test('a silence is made for a group, seen with what it matches, and ended', async t => {
  const page = await house.open(t, 'ana', '/signals')
  await page.getByRole('button', { name: /^Firing Disks of the payments/ }).click()
  await page
    .getByRole('dialog', { name: 'Signal' })
    .getByRole('button', { name: 'Silence' })
    .click()
  const form = page.getByRole('dialog', { name: 'Silence alerts' })
  await form.getByLabel('Why').fill('Larger disks come at noon')
  await axe(page)
  await form.getByRole('button', { name: 'Silence' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByText('Covered by 1 silence').first().waitFor({ state: 'attached' })
  const silences = await house.open(t, 'ana', '/signals?tab=silences')
  await silences.getByText('matches 3 alerts now').waitFor()
  await axe(silences)
  await screenshots(silences, 'silences')
  await silences.getByRole('button', { name: 'End now' }).click()
  await silences.getByText('Ended', { exact: true }).waitFor()
})

test('messages that were given up are for owners, and there are none', async t => {
  const page = await house.open(t, 'ana', '/signals?tab=letters')
  await page.getByText('Every message has been delivered, or is on its way.').waitFor()
  await axe(page)
})

test('on a phone, in German, nothing is cut off', async t => {
  const page = await house.open(t, 'ana', '/signals', { ...PHONE, locale: 'de-DE' })
  await page.getByRole('heading', { name: 'Signale' }).waitFor()
  await page.getByRole('button', { name: /^Aktiv Disks of the payments/ }).click()
  await page.getByText('Warum es dort ist').waitFor()
  await fits(page)
  await axe(page)
})

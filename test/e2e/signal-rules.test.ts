// The routing book on its screen: written with its mistakes in place, tried on what has been, and what it did shown at signals.
import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { axe, fits, screenshots } from '../kit/look.ts'
import { sendAlerts } from './signals-sample.ts'
import { startHouse } from './kit.ts'

const house = await startHouse()
await sendAlerts(house, {
  labels: { alertname: 'DiskFull', service: 'payments', severity: 'warning' },
  annotations: { summary: 'Disks are full' },
})

test('T1 a rule is written with its mistakes in place, tried on what has been, and saved', async t => {
  const page = await house.open(t, 'ana', '/signals?tab=rules')
  const editor = page.getByRole('textbox', { name: 'The routing book' })
  await editor.fill('rules:\n  - {id: a, when: {field: label.service, is: payments}, do: drop}')
  await page.getByRole('button', { name: /^Line 2: A signal has no field "label"/ }).waitFor()
  equal(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled(), true)
  await editor.fill('rules:\n  - {id: calm, when: {field: labels.service, is: payments}, do: drop}')
  await page.getByText('1 rule, no mistakes').waitFor()
  await page.getByRole('button', { name: 'Try on past signals' }).click()
  await page.getByText('1 signal. 1 would go elsewhere').waitFor()
  await page.getByText('opened → noise').waitFor()
  await page.getByLabel('Payload').fill('{"labels": {"alertname": "Slow", "service": "payments"}}')
  await page.getByRole('button', { name: 'Which rule decides?' }).click()
  await page.getByText('Slow: Noise, by calm').waitFor()
  await page.getByText(/labels\.service is "payments"/).waitFor()
  await screenshots(page, 'signal-rules')
  await axe(page)
  await fits(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/^Version 1, saved by Ana/).waitFor()
  await page.getByRole('button', { name: 'Put version 1 into the editor' }).waitFor()
})

test('maintenance is begun for one signal in two clicks, and ended in one', async t => {
  const page = await house.open(t, 'ana', '/signals')
  await page.getByRole('button', { name: /^Firing Disks are full/ }).click()
  const signal = page.getByRole('dialog', { name: 'Signal' })
  await signal.getByRole('button', { name: 'Start maintenance' }).click()
  const asked = page.getByRole('dialog', { name: 'Start maintenance' })
  await asked.getByRole('button', { name: 'Start maintenance' }).click()
  await asked.waitFor({ state: 'detached' })
  const rules = await house.open(t, 'ana', '/signals?tab=rules')
  await rules.getByRole('button', { name: 'End Maintenance now' }).click()
  await rules.getByText('Not now').waitFor()
})

test('a signal that a rule put away says so, with the rule', async t => {
  await house.operator('POST', '/in/alertmanager/api/v2/alerts', [
    { labels: { alertname: 'Slow', service: 'payments' } },
  ])
  for (;;) {
    const { groups } = (await house.operator('GET', '/api/signals')) as Answer
    if (groups.some(({ route }) => route?.outcome === 'dropped')) break
    await setImmediate()
  }
  const page = await house.open(t, 'ana', '/signals')
  const slow = page.getByRole('button', { name: /^Firing Slow/ })
  await slow.getByText('Dropped as noise · Rule calm').waitFor()
  await slow.click()
  const signal = page.getByRole('dialog', { name: 'Signal' })
  await signal.getByRole('heading', { name: 'What the rules made of it' }).waitFor()
  await axe(page)
  match(page.url(), /signal=/)
})

type Answer = {
  readonly groups: readonly { readonly route: { readonly outcome: string } | null }[]
}

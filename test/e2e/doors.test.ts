// Doors of senders on the page: made, set up, tried, watched. What strangers post is shown as text and as nothing else.
import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()
const HOSTILE = '<img src=x onerror="document.title=1">'

test('a door is made, its key shown once with the set-up; what is posted with it is counted and shown as it came', async t => {
  const page = await house.open(t, 'ana', '/settings#doors')
  await page.getByLabel('Name', { exact: true }).fill('shop-checks')
  await page.getByRole('button', { name: 'Make the door' }).click()
  const key = await page.getByText(/^tocsin_in_[0-9a-f]{64}$/).textContent()
  await page
    .getByText(`Authorization: Bearer ${key ?? ''}`)
    .first()
    .waitFor()
  const post = (body: string) =>
    fetch(`${house.address}/in/webhook/shop-checks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key ?? ''}`, 'content-type': 'application/json' },
      body,
    })
  equal((await post(JSON.stringify({ title: HOSTILE, id: 1 }))).status, 202)
  equal((await post('{"not": json')).status, 400)
  await page.reload()
  await page.getByText('1 taken, 0 ignored, 1 refused').waitFor()
  await page.getByText('the body is not JSON').waitFor()
  equal(await page.getByText(key ?? '-').count(), 0)
  await page.getByRole('button', { name: 'Details: shop-checks' }).click()
  await page.getByRole('button', { name: 'Last received' }).click()
  await page.getByText(JSON.stringify({ title: HOSTILE, id: 1 })).waitFor()
  await axe(page)
  await screenshots(page, 'settings-doors')
  await page.goto(`${house.address}/signals`)
  await page.getByText(HOSTILE).first().click()
  await page.getByRole('button', { name: /shop-checks/ }).click()
  await page.getByText(JSON.stringify({ title: HOSTILE, id: 1 })).waitFor()
  ok((await page.title()) !== '1')
})

test('a mapping is tried beside a payload while it is written: its mistakes by line, or the report', async t => {
  await house.operator('POST', '/api/doors', { kind: 'webhook', name: 'mapped' })
  const page = await house.open(t, 'ana', '/settings#doors', PHONE)
  await page.getByRole('button', { name: 'Details: mapped' }).click()
  await page.getByRole('button', { name: 'Mapping' }).click()
  await page
    .getByLabel('Payload to try')
    .fill('{"alert": {"name": "Disk", "host": "db-1", "score": 9}}')
  const mapping = page.getByRole('textbox', { name: 'Mapping' })
  await mapping.fill('titel: "{{alert.name}}"')
  await page
    .getByText(/Line 1, column 1/)
    .first()
    .waitFor()
  await mapping.fill(
    'title: "{{alert.name}} on {{alert.host}}"\nurgency: [{when: {field: alert.score, over: 8}, say: critical}]',
  )
  await page.getByText('Disk on db-1').waitFor()
  await page.getByText('critical', { exact: true }).waitFor()
  await axe(page)
  await fits(page)
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByText('Saved.').waitFor()
})

test('a heartbeat says when it came, when it is due, and is expected otherwise', async t => {
  const made = await house.operator('POST', '/api/doors', { kind: 'heartbeat', name: 'backup' })
  const { key } = made as { readonly key: string }
  const page = await house.open(t, 'ana', '/settings#doors', PHONE)
  await page.getByRole('button', { name: 'Details: backup' }).click()
  await page.getByText('Never heard').waitFor()
  equal((await fetch(`${house.address}/in/heartbeat/backup?key=${key}`)).status, 202)
  await page.getByLabel('Expected every … minutes').fill('15')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByText('Beating').waitFor()
  await page.getByText(/has lapsed unless it comes by/).waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'settings-heartbeat')
})

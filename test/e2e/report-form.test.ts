import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { asker } from './asker.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse({ plan: 'creditnexus' })
const operator = await asker(house.shell, house.address)
await operator('POST', '/api/doors', { kind: 'report-form', name: 'researchers' })

test('C5.10 a stranger reports a vulnerability from a phone, without script, and is told a receipt', async t => {
  const page = await house.open(t, undefined, '/report', {
    ...PHONE,
    javaScriptEnabled: false,
    locale: 'de-DE',
  })
  await page.getByRole('heading', { name: 'Schwachstelle melden' }).waitFor()
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Report a vulnerability' }).waitFor()
  expectTrouble(page, 'status of 422')
  await page.getByLabel('What have you found?').fill('The login takes an empty password.')
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByRole('alert').getByRole('link').click()
  await page.getByRole('checkbox', { name: /may be kept/ }).check()
  equal(
    await page.getByLabel('What have you found?').inputValue(),
    'The login takes an empty password.',
  )
  await page.getByRole('button', { name: 'Send the report' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await page.getByText(/^R-\w{5}-\w{5}$/).waitFor()
})

test('the form can be read and filled in by everyone', async t => {
  const page = await house.open(t, undefined, '/report', PHONE)
  await axe(page)
  await fits(page)
  await screenshots(page, 'report-form')
})

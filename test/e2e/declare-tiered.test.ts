// The same questions under another plan: whatever a plan asks and calls its levels, the page says it in its words.
import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { startHouse } from './kit.ts'

const house = await startHouse({ plan: 'tiered' })

async function pick(page: Page, question: string, choice: string): Promise<void> {
  const asked = page.getByRole('group', { name: question })
  await asked.getByRole('radio', { name: choice, exact: true }).check({ force: true })
}

const proposed = (page: Page, level: string) =>
  page.getByText(`The plan proposes ${level}`).waitFor()

test('T2.2 T2.3 T2.4 tiers are proposed with their clause', async t => {
  const page = await house.open(t, 'eli', '/declare')
  await pick(page, 'Could this be a security matter', 'No')
  await pick(page, 'Is there a vulnerability', 'None')
  await pick(page, 'What is out?', 'Not critical')
  await pick(page, 'Which customers feel it?', 'Small group')
  await proposed(page, 'Tier 3')
  await page.getByText('Clause T2.4').first().waitFor()
  await pick(page, 'Which customers feel it?', 'Large group')
  await proposed(page, 'Tier 2')
  await pick(page, 'Which customers feel it?', 'Everyone')
  await proposed(page, 'Tier 1')
})

test('T2.3 nothing that touches security may be given a milder tier than the second', async t => {
  const page = await house.open(t, 'eli', '/declare')
  await pick(page, 'What kind is it?', 'Security incident')
  await proposed(page, 'Tier 2')
  await page.getByText('No milder level may be given.').waitFor()
  ok(await page.getByRole('radio', { name: /^Tier 3/ }).isDisabled())
  await page.getByRole('textbox', { name: 'Title' }).fill('A strange login')
  await page.getByRole('button', { name: 'Declare as Tier 2' }).click()
  await page.waitForURL(/\/incidents\/./)
})

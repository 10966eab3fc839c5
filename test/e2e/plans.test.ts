// The plan in front of those who keep it: read, changed with a mistake and its mend, approved by somebody else, put in force.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()

test('C12.1 the plans there are, which is in force, and what the checker says of each', async t => {
  const page = await house.open(t, 'cai', '/plans')
  const active = page.getByRole('article', { name: 'CreditNexus incident response' })
  await active.getByText('In force').waitFor()
  await active.getByText(/^Sound/).waitFor()
  await page
    .getByRole('article', { name: 'Nordhaven Bank' })
    .getByText(/^Sound/)
    .waitFor()
  await axe(page)
  await screenshots(page, 'plans')
})

test('C9.1 the plan is read: who holds the roles, the clocks of the law, and each sentence beside what carries it', async t => {
  const page = await house.open(t, 'cai', '/plans/creditnexus')
  await page.getByRole('table', { name: 'Severities' }).getByText('P0 (Critical)').waitFor()
  const roles = page.getByRole('table', { name: 'Who does what' })
  await roles
    .getByRole('row', { name: /Incident Commander/ })
    .getByText('Ana Silva')
    .waitFor()
  await page
    .getByRole('table', { name: 'Clocks of the law' })
    .getByText(/Art\. 33/)
    .first()
    .waitFor()
  // The whole document says the same of itself a thousand times.
  for (const within of ['#at-a-glance', 'aside', 'header']) await axe(page, { within })
  await screenshots(page, 'plan')
  await page.getByRole('navigation', { name: 'Contents' }).getByText('9 Promises').click()
  const promise = page.locator('#obligation-status-p0-p1, li[id^="obligation-"]').first()
  await promise.waitFor()
  await page
    .getByRole('navigation', { name: 'Contents' })
    .locator('[aria-current]')
    .getByText(/^9/)
    .waitFor()
  await screenshots(page, 'plan-promises')
})

test('C4.2 an address names a clause, and search finds a word where it stands', async t => {
  const page = await house.open(t, 'lea', '/plans/creditnexus#C4.2')
  const sentence = page.locator('[id="clause-C4.2"]')
  await page.locator('[id="clause-C4.2"][data-found]').waitFor()
  const top = (await sentence.boundingBox())?.y ?? Infinity
  ok(top < (page.viewportSize()?.height ?? 0), `it stands at ${top}`)
  equal(await page.getByRole('link', { name: 'Edit', exact: true }).count(), 0, 'lea only reads')
  await page.keyboard.press('/')
  await page.keyboard.type('ransomware')
  await page.getByText(/^\d+ places?$/).waitFor()
  await page.getByRole('complementary', { name: 'Contents' }).getByRole('link').first().click()
  await page.locator('[data-found]').waitFor()
})

test('the plan on a phone fits, and its contents open', async t => {
  const page = await house.open(t, 'cai', '/plans/creditnexus', PHONE)
  await page.getByRole('table', { name: 'Severities' }).waitFor()
  await fits(page)
  await page.getByRole('button', { name: 'Contents' }).click()
  await page.getByRole('navigation', { name: 'Contents' }).getByText('14 Escalation').click()
  await page.locator('#section-escalation').waitFor()
  await axe(page, { within: '#section-escalation' })
})

/** Replaces what the search of the editor finds first. */
async function retype(page: Page, before: string, after: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Source of the plan' }).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+f')
  await page.getByRole('textbox', { name: 'Find' }).fill('')
  await page.getByRole('textbox', { name: 'Find' }).pressSequentially(before)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.insertText(after)
}

test('C3.13 a version is written: a mistake is shown with its mend, the sentence is read, the draft survives', async t => {
  const page = await house.open(t, 'cai', '/plans/creditnexus/edit')
  await page.getByText(/^Sound/).waitFor()
  const propose = page.getByRole('button', { name: 'Propose this version' })
  equal(await propose.getAttribute('aria-disabled'), 'true')
  await retype(page, 'version: "1.0"', 'version: "1.1"')
  await retype(page, 'within: 15m', 'within: soon')
  await page.getByText('1 mistake').waitFor()
  const problem = page.getByRole('button', { name: /Mistake.*Mend:/ })
  await problem.waitFor()
  await page.locator('.cm-lint-marker-error').first().waitFor()
  await axe(page)
  await screenshots(page, 'plan-edit-mistake')
  await problem.click()
  await retype(page, 'within: soon', 'within: 10m')
  await page.getByText(/^Sound/).waitFor()
  await page.getByRole('tab', { name: 'Reads as' }).click()
  await page
    .getByText(/within 10 minutes/)
    .first()
    .waitFor()
  await screenshots(page, 'plan-edit')
  await page.getByRole('tab', { name: /Changes/ }).click()
  await page.getByText('Stricter', { exact: false }).first().waitFor()
  await page.reload()
  await page.getByText('This is your draft, kept in this browser.').waitFor()
  ok(
    (await page.getByRole('textbox', { name: 'Source of the plan' }).textContent())?.includes(
      '1.1',
    ),
  )
  await propose.and(page.locator(':not([aria-disabled])')).click()
  await page.getByRole('dialog').getByText('Stricter', { exact: false }).first().waitFor()
  await page.getByRole('textbox', { name: 'Reason' }).fill('We can be faster.')
  await axe(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Propose this version' }).click()
  await page.getByRole('article', { name: 'Version 1.1' }).getByText('Waits for approval').waitFor()
})

test('C12.1 whom the plan names approves, and not who proposed it; then it is put in force, all on record', async t => {
  const { id } = await house.declare('eli', { title: 'Exports are slow' })
  const ana = await house.as('ana')
  await ana('POST', `/api/incidents/${id}/declassify`, { reason: 'Nobody noticed.' })
  const cai = await house.open(t, 'cai', '/plans/creditnexus/history')
  const dee = await house.open(t, 'dee', '/plans/creditnexus/history')
  const version = (page: Page) => page.getByRole('article', { name: 'Version 1.1' })
  await version(cai).getByText('waits for Cai Nguyen, Dee Okafor').waitFor()
  equal(
    await version(cai).getByRole('button', { name: 'Approve' }).getAttribute('aria-disabled'),
    'true',
  )
  equal(
    await version(dee)
      .getByRole('button', { name: 'Put in force' })
      .first()
      .getAttribute('aria-disabled'),
    'true',
  )
  await dee.getByText('Stricter', { exact: false }).first().waitFor()
  await axe(dee)
  await screenshots(dee, 'plan-approve')
  await dee.getByRole('tab', { name: 'In the source' }).click()
  await dee.getByRole('region', { name: 'In the source' }).getByText('within: 10m').waitFor()
  await axe(dee)
  await dee.getByRole('tab', { name: 'On past incidents' }).click()
  await dee.getByRole('button', { name: 'Play them again' }).click()
  await dee.getByText(/of 1 incident would have gone differently/).waitFor()
  await axe(dee)
  await version(dee).getByRole('button', { name: 'Approve' }).click()
  await dee.getByRole('textbox', { name: 'Reason' }).fill('Read in full.')
  await dee.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await version(dee).getByText('Approved', { exact: true }).waitFor()
  await cai.reload()
  await version(cai).getByRole('button', { name: 'Put in force' }).click()
  await cai.getByRole('dialog').getByRole('button', { name: 'Put in force' }).click()
  await version(cai).getByText('In force', { exact: true }).waitFor()
  await version(cai).getByText('Dee Okafor approved it for Security team').waitFor()
  await screenshots(cai, 'plan-history')
  const listed = (await house.operator('GET', '/api/plans')) as {
    plans: { id: string; version: string; active: boolean }[]
  }
  deepEqual(
    listed.plans.filter(({ active }) => active).map(({ id, version: number }) => [id, number]),
    [['creditnexus', '1.1']],
  )
})

test('C12.1 without approval only an owner puts a version in force, with a reason that everyone sees', async t => {
  const page = await house.open(t, 'ana', '/plans/tiered/history')
  await page.getByRole('button', { name: 'Put in force without approval' }).click()
  const dialog = page.getByRole('dialog')
  equal(
    await dialog.getByRole('button', { name: 'Put in force without approval' }).isDisabled(),
    true,
  )
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The merger is today.')
  await axe(page)
  await dialog.getByRole('button', { name: 'Put in force without approval' }).click()
  await page.getByText(/Ana Silva put it in force without the approval/).waitFor()
  await page.getByText('The merger is today.').waitFor()
  const responder = await house.open(t, 'eli', '/plans/bank/history')
  await responder.getByRole('button', { name: 'Propose' }).waitFor()
  equal(await responder.getByRole('button', { name: 'Put in force without approval' }).count(), 0)
})

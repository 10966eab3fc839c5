// What needs somebody's word: decisions of several, the glass that is broken, objections, floors under a level.
import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { axe } from '../kit/look.ts'
import { byPalette, confirm, dialog, typeInto } from './dealing.ts'
import { startHouse } from './kit.ts'

const house = await startHouse({ plan: 'bank' })
const { id } = await house.declare('eli', { title: 'Payments stand still', plan: 'bank' })
const path = `/incidents/${id}`
const api = `/api/incidents/${id}`
const ana = await house.as('ana')
const fay = await house.as('fay')
await ana('POST', `${api}/acknowledge`, {})
await ana('POST', `${api}/classify`, { severity: 'high', type: 'intrusion' })
await fay('POST', `${api}/acknowledge`, {})

const HASH = 'a'.repeat(64)

test('B5.1 a decision that cannot be undone needs two of three, in two browsers, and says when it lapses', async t => {
  const page = await house.open(t, 'dee', path)
  const other = await house.open(t, 'jun', path)
  const decisions = page.getByRole('region', { name: /Decisions and approvals/ })
  await decisions.getByRole('button', { name: 'Decide: Stop payments' }).click()
  const shown = await dialog(page, 'Decide: Stop payments')
  await shown.getByText('It cannot be undone.').waitFor()
  await typeInto(shown, 'Reason', 'Money leaves the bank')
  await shown.getByText('0 of 2 approvals').waitFor()
  await shown.getByText(/needs 2 of Treasurer/).waitFor()
  await shown.getByText(/It still needs the approval of/).waitFor()
  ok(await shown.getByRole('button', { name: 'Decide', exact: true }).isDisabled())
  await shown.getByRole('button', { name: 'Approve' }).click()
  await shown.getByText('1 of 2 approvals').waitFor()
  await shown.getByRole('button', { name: 'Ask for approval' }).click()
  await axe(page, { within: '[role="dialog"]' })

  const theirs = other.getByRole('region', { name: /Decisions and approvals/ })
  await theirs.getByRole('button', { name: 'Approve: Stop payments' }).click()
  await confirm(other, 'Approve: Stop payments', 'Approve')

  await shown.getByText('2 of 2 approvals').waitFor()
  await confirm(page, 'Decide: Stop payments', 'Decide')
  await decisions.getByText('decided by Dee Okafor').waitFor()
  await decisions.getByText(/lapses/).waitFor()
})

test('B5.2 who may break the glass does so with a reason; it says that this is on record', async t => {
  const page = await house.open(t, 'ana', `${path}?obligation=isolate`)
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()
  for (const kind of ['logs', 'images'])
    await fay('POST', `${api}/add-evidence`, { kind, title: kind, sha256: HASH, bytes: 1 })
  await page.getByRole('button', { name: /: Isolate affected systems$/ }).click()
  const shown = await dialog(page, 'Isolate affected systems')
  await shown.getByText('0 of 1 approvals').waitFor()
  await shown.getByText('It still needs the approval of Security Lead.').waitFor()
  ok(await shown.getByRole('button', { name: 'Mark as done' }).isDisabled())
  await shown.getByRole('checkbox', { name: /break the glass/ }).check()
  await typeInto(shown, 'Reason', 'Nobody of security answers')
  await shown
    .getByText(/a report of it is owed/)
    .last()
    .waitFor()
  await axe(page, { within: '[role="dialog"]' })
  await confirm(page, 'Isolate affected systems', 'Mark as done')
  const { obligations } = (await ana('GET', `${api}/obligations`)) as {
    obligations: { rule: string; standing: string }[]
  }
  equal(obligations.find(({ rule }) => rule === 'isolate')?.standing, 'met')
})

test('a level under which a fact has put a floor cannot be given, and the fact is named as what to correct', async t => {
  await ana('POST', `${api}/answer`, { fact: 'client-money', value: 'yes' })
  const page = await house.open(t, 'ana', path)
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()
  await byPalette(page, 'Classify again')
  const shown = await dialog(page, 'Classify again')
  await shown.getByText('forced by a fact').waitFor()
  await shown.getByRole('radio', { name: /^medium/ }).check()
  await typeInto(shown, 'Reason', 'It is quiet')
  await shown
    .getByText('A fact on record forces at least Critical. Correct the fact first.')
    .waitFor()
  ok(await shown.getByRole('button', { name: 'Classify', exact: true }).isDisabled())
})

test('B2.5 whoever is asked and objects is named, and their reason is on record', async t => {
  await (
    await house.as('dee')
  )('POST', `${api}/ask-approval`, { decision: 'pay-ransom' })
  const page = await house.open(t, 'kim', path)
  const decisions = page.getByRole('region', { name: /Decisions and approvals/ })
  await decisions.getByRole('button', { name: 'Object: Pay a ransom' }).click()
  const shown = await dialog(page, 'Object: Pay a ransom')
  await typeInto(shown, 'Reason', 'It is against the law here')
  await confirm(page, 'Object: Pay a ransom', 'Object')
  await decisions.getByText('Kim Reuter objected').waitFor()
  equal(await page.getByRole('dialog').count(), 0)
})

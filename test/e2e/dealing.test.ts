// A whole incident of the creditnexus plan, dealt with in its room by the people of the plan, from its declaration to its end.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectTrouble } from '../kit/watch-page.ts'
import { byPalette, confirm, dialog, typeInto } from './dealing.ts'
import { startHouse } from './kit.ts'

const house = await startHouse()
const { id } = await house.declare('cai', {
  title: 'Customer records copied',
  source: 'security-monitoring',
  systems: ['reporting-db'],
})
const path = `/incidents/${id}`
const api = `/api/incidents/${id}`
const ana = await house.as('ana')
const cai = await house.as('cai')

type Shown = Readonly<Record<string, unknown>>
type Promised = { readonly id: string; readonly standing: string; readonly due?: string }

async function incident(): Promise<Shown> {
  return (await ana('GET', api)) as Shown
}
async function standing(obligation: string): Promise<string | undefined> {
  const { obligations } = (await ana('GET', `${api}/obligations`)) as { obligations: Promised[] }
  return obligations.find(it => it.id.startsWith(obligation) && it.standing !== 'void')?.standing
}
/** The right-hand column is there: so is everything else. */
const arrived = (page: Page) => page.getByRole('heading', { name: 'People and roles' }).waitFor()

test('C2.1 C3.3 C1.1 C3.4 C4.1 the commander answers the page, and a level is given after seeing whom it wakes', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  await page.getByRole('button', { name: 'Acknowledge my pages' }).click()
  const people = page.getByRole('region', { name: /People and roles/ })
  await people.getByRole('button', { name: 'Hand over: Incident Commander' }).waitFor()
  await byPalette(page, 'Classify')
  const shown = await dialog(page, 'Classify')
  await shown.getByText('Nothing that is known proposes a level yet.').waitFor()
  await shown.getByRole('radio', { name: 'P0 Critical' }).check()
  await shown.getByText('Ransomware').waitFor()
  await shown.getByRole('combobox', { name: 'Kind of incident' }).click()
  await page.getByRole('option', { name: 'Data breach' }).click()
  const follows = shown.getByRole('region', { name: 'What will follow' })
  await follows.getByText(/will be woken/).waitFor()
  await follows
    .getByText(/Incident response team|Alert|recipients/)
    .first()
    .waitFor()
  await confirm(page, 'Classify', 'Classify')
  deepEqual([(await incident())['severity'], (await incident())['type']], ['P0', 'data-breach'])
  equal(await standing('respond-critical'), 'met')
  equal(await standing('alert'), 'met')
})

test('C1.1 a level becomes milder only with a reason, and the dialog says so', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  await byPalette(page, 'Classify again')
  const shown = await dialog(page, 'Classify again')
  await shown.getByRole('radio', { name: 'P2 Medium' }).check()
  await shown.getByText('It becomes milder than before: that needs a reason.').waitFor()
  ok(await shown.getByRole('button', { name: 'Classify', exact: true }).isDisabled())
  await page.keyboard.press('Escape')
  equal((await incident())['severity'], 'P0')
})

test('C2.2 C2.3 C2.4 empty roles are loud; one is assigned and accepted in another browser', async t => {
  const page = await house.open(t, 'ana', path)
  const other = await house.open(t, 'cai', path)
  await arrived(page)
  await arrived(other)
  const people = page.getByRole('region', { name: /People and roles/ })
  await people.getByText('Nobody holds it').first().waitFor()
  await people.getByRole('button', { name: 'Assign: Security Lead' }).click()
  const shown = await dialog(page, 'Assign: Security Lead')
  await shown.getByRole('combobox', { name: 'Person' }).fill('security team cai')
  await page.getByRole('option', { name: /Cai Nguyen/ }).click()
  await shown.getByText('Cai Nguyen will be woken').waitFor()
  await confirm(page, 'Assign: Security Lead', 'Assign')
  await other.getByRole('button', { name: 'Accept: Security Lead' }).click()
  await people.getByText('has not accepted yet').waitFor({ state: 'detached' })
  const { roles } = (await incident()) as { roles: { role: string; accepted: boolean }[] }
  equal(roles.find(({ role }) => role === 'security-lead')?.accepted, true)
  await (
    await house.as('gus')
  )('POST', `${api}/acknowledge`, {})
})

test('C4.2 an update to everyone shows who gets it and how it reads, and is kept while it is written', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  await page.keyboard.press('u')
  const shown = await dialog(page, 'Send an update')
  await shown.getByRole('textbox', { name: 'Text' }).fill('The account is locked.')
  await page.reload()
  await arrived(page)
  await byPalette(page, 'Send an update')
  await shown.waitFor()
  equal(await shown.getByRole('textbox', { name: 'Text' }).inputValue(), 'The account is locked.')
  await shown.getByText('All team members').first().waitFor()
  await shown.getByText('13 recipients').first().waitFor()
  await shown.getByRole('tab', { name: 'Mail' }).waitFor()
  await shown.locator('pre').filter({ hasText: 'The account is locked.' }).first().waitFor()
  await confirm(page, 'Send an update', 'Send update')
  equal(await standing('status-to-everyone'), 'met')
  await page
    .getByRole('region', { name: /Messages/ })
    .getByText('Update: Customer records copied')
    .first()
    .waitFor()
})

test('C4.6 C4.8 C5.3 the breach is verified, and the clocks that this starts are shown before', async t => {
  await cai('POST', `${api}/answer`, { fact: 'personal-data', value: 'yes' })
  await cai('POST', `${api}/answer`, { fact: 'customer-data', value: 'yes' })
  const page = await house.open(t, 'cai', path)
  await arrived(page)
  await byPalette(page, 'Mark or correct a moment')
  const shown = await dialog(page, 'Mark or correct a moment')
  await shown.getByRole('combobox', { name: 'Moment' }).click()
  await page.getByRole('option', { name: 'Breach verified' }).click()
  const follows = shown.getByRole('region', { name: 'What will follow' })
  await follows.getByText('Report the breach to the data protection authority').waitFor()
  await confirm(page, 'Mark or correct a moment', 'Put on record')
  equal(await standing('notify-customers'), 'open')
})

test('C4.6 C4.7 a notice that lacks one of its five parts cannot be sent; the missing ones are named', async t => {
  await cai('POST', `${api}/answer`, { fact: 'data-types', value: 'Names and addresses' })
  const page = await house.open(t, 'gus', path)
  await arrived(page)
  await byPalette(page, 'Notify the affected customers')
  const shown = await dialog(page, /Notify the affected customers/)
  const send = shown.getByRole('button', { name: 'Send notice' })
  await shown.getByText(/Missing: .*What happened/).waitFor()
  ok(await send.isDisabled())
  // What the record says already is there.
  equal(
    await shown.getByRole('textbox', { name: 'What data were affected' }).inputValue(),
    'Names and addresses',
  )
  await shown.getByText('outside').first().waitFor()
  for (const [part, text] of [
    ['What happened', 'Somebody copied records.'],
    ['What we are doing', 'The account is locked.'],
    ['What you should do', 'Watch for mails that ask for money.'],
  ] as const)
    await shown.getByRole('textbox', { name: part }).fill(text)
  await shown
    .getByText('Missing: Whom to contact.')
    .or(shown.getByText('Missing: Whom to contact'))
    .first()
    .waitFor()
  ok(await send.isDisabled())
  await shown.getByRole('textbox', { name: 'Whom to contact' }).fill('security@acme.example')
  await shown.locator('pre').filter({ hasText: 'security@acme.example' }).first().waitFor()
  await send.click()
  await shown.waitFor({ state: 'detached' })
  equal(await standing('notify-customers'), 'met')
})

test('C4.11 a statement waits for its review and for the commander’s word, given in another browser for these very words', async t => {
  await ana('POST', `${api}/answer`, { fact: 'public-disclosure', value: 'yes' })
  const page = await house.open(t, 'gus', path)
  const other = await house.open(t, 'ana', path)
  await arrived(page)
  await arrived(other)
  await byPalette(page, 'Publish the statement')
  const shown = await dialog(page, /Publish the statement/)
  await shown.getByRole('textbox', { name: 'Text' }).fill('Records were copied. Nobody has to act.')
  await shown.getByText('0 of 1 approvals').waitFor()
  ok(await shown.getByRole('button', { name: 'Publish', exact: true }).isDisabled())
  await shown.getByRole('button', { name: 'Ask for approval' }).click()
  await shown.getByText('asked of Incident Commander').waitFor()

  const authority = other.getByRole('region', { name: /Decisions and approvals/ })
  await authority.getByRole('button', { name: 'Approve: Publish the statement' }).click()
  const asked = await dialog(other, 'Approve: Publish the statement')
  await asked.getByText('Records were copied. Nobody has to act.').waitFor()
  await confirm(other, 'Approve: Publish the statement', 'Approve')

  await shown.getByText('1 of 1 approvals').waitFor()
  // The word is there, and the review is not.
  await shown.getByText('“The public statement is reviewed” is not met yet.').waitFor()
  await cai('POST', `${api}/complete`, { obligation: 'review-statement' })
  await shown
    .getByRole('textbox', { name: 'Text' })
    .fill('Records were copied. Everybody has to act.')
  await shown.getByText('0 of 1 approvals').waitFor()
  await shown.getByRole('button', { name: 'Take those words' }).click()
  await shown.getByText('1 of 1 approvals').waitFor()
  await shown.getByRole('button', { name: 'Publish', exact: true }).click()
  await shown.waitFor({ state: 'detached' })
  equal(await standing('public-statement'), 'met')
})

test('C5.1 an answer is corrected by a further one, and both stay on record', async t => {
  const page = await house.open(t, 'cai', path)
  await arrived(page)
  const facts = page.getByRole('region', { name: /^Facts/ })
  await facts.getByRole('button', { name: /Correct: Which kinds of data/ }).click()
  const shown = await dialog(page, /Which kinds of data/)
  await shown
    .getByText('Now on record: Names and addresses. The correction is a further record.')
    .waitFor()
  await shown.getByRole('textbox', { name: 'Answer' }).fill('Names, addresses, dates of birth')
  await confirm(page, /Which kinds of data/, 'Correct')
  await facts.getByText('Names, addresses, dates of birth').waitFor()
})

test('C3.6 evidence is taken into custody, handed over, and never deleted', async t => {
  const page = await house.open(t, 'eli', path)
  await arrived(page)
  await byPalette(page, 'Add evidence')
  const shown = await dialog(page, 'Add evidence')
  await shown
    .getByRole('textbox', { name: 'Kind' })
    .or(shown.getByRole('combobox', { name: 'Kind' }))
    .first()
    .fill('logs')
  await page.keyboard.press('Tab')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    shown.getByRole('button', { name: 'File' }).click(),
  ])
  await chooser.setFiles({
    name: 'access.log',
    mimeType: 'text/plain',
    buffer: Buffer.from('GET /\n'),
  })
  equal(await shown.getByRole('textbox', { name: 'What it is' }).inputValue(), 'access.log')
  await confirm(page, 'Add evidence', 'Add evidence')
  equal(await standing('preserve-logs'), 'met')
  const evidence = page.getByRole('region', { name: /^Evidence/ })
  await evidence.getByRole('button', { name: 'access.log' }).click()
  const piece = await dialog(page, 'access.log')
  await piece.getByText('taken into custody').waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    piece.getByRole('button', { name: 'Download' }).click(),
  ])
  match(saved.suggestedFilename(), /^evidence-\d+$/)
  await piece.getByRole('button', { name: 'Hand over custody' }).click()
  await piece.getByRole('combobox', { name: 'Person' }).fill('Dee')
  await page.getByRole('option', { name: /Dee Okafor/ }).click()
  await piece.getByRole('textbox', { name: 'Reason' }).fill('Forensics')
  await piece.getByRole('button', { name: 'Hand over custody' }).click()
  await piece.getByText('handed over to Dee Okafor').waitFor()
  expectTrouble(page, 'status of 409')
  await piece.getByRole('button', { name: 'Ask for deletion' }).click()
  await piece.getByRole('textbox', { name: 'Reason' }).fill('Space')
  await piece.getByRole('button', { name: 'Ask for deletion' }).click()
  await piece.getByText('deletion asked for, and refused').waitFor()
})

test('C7.1 the ladder shows whom each level wakes before it is climbed', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  await page.keyboard.press('e')
  const shown = await dialog(page, 'Escalate')
  await shown.getByText('Wakes Board of directors').waitFor()
  await shown.getByRole('radio', { name: /3\. Board of directors/ }).check()
  await typeInto(shown, 'Reason', 'The press calls')
  await shown.getByText('Ivo Petrov will be woken').waitFor()
  await confirm(page, 'Escalate', 'Escalate')
  equal((await incident())['level'], 4)
})

test('a restricted incident is gone from the browser of whoever is not named, and they are named before', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  await byPalette(page, 'Restrict who may see it')
  const shown = await dialog(page, 'Restrict who may see it')
  await shown.getByRole('textbox', { name: 'Mark on every message' }).fill('TLP:AMBER')
  for (const role of [
    'Security Lead',
    'Technical Lead',
    'Communications Lead',
    'Incident Commander',
  ]) {
    await shown.getByRole('combobox', { name: 'Who may see it' }).fill(role)
    await page.getByRole('option', { name: role, exact: true }).click()
  }
  await page.keyboard.press('Escape')
  await shown.getByText(/Will see it no more: .*Max Schmit/).waitFor()
  await confirm(page, 'Restrict who may see it', 'Restrict')
  const other = await house.open(t, 'jun', path)
  expectTrouble(other, 'status of 404')
  await other.getByText('There is nothing at this address').waitFor()
})

test('C3.11 the gate before resolving shows what is open and refuses; waived by name it lets through', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  await byPalette(page, 'Resolve')
  const shown = await dialog(page, /^Resolve/)
  const gate = shown.getByRole('region', { name: 'The recovery is validated' })
  await gate.getByText('4 still open').waitFor()
  await shown
    .getByRole('textbox', { name: 'How it was resolved' })
    .fill('The account is gone; records were deleted there.')
  await shown.getByText('“The recovery is validated” is not met yet.').waitFor()
  ok(await shown.getByRole('button', { name: 'Resolve', exact: true }).isDisabled())
  // One of the four is done where it is shown, and leads back here.
  await gate
    .getByRole('button', { name: /^Do it: / })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as done' }).click()
  await gate.getByText('3 still open').waitFor()
  await gate.getByText('Incident Commander may waive it, by name and with a reason.').waitFor()
  await gate.getByRole('button', { name: 'Waive the gate' }).click()
  await gate.getByText('Waives the gate over 3 open points. They stay on record as open.').waitFor()
  await typeInto(gate, 'Reason', 'The database is shut down for good')
  await gate.getByRole('button', { name: 'Waive the gate' }).click()
  await gate.getByText('waived', { exact: true }).first().waitFor()
  await confirm(page, /^Resolve/, 'Resolve')
  equal((await incident())['status'], 'resolved')
})

test('C3.12 C3.13 the post-mortem is held with those whom the plan wants; findings and follow-ups are on record', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  const review = page.getByRole('region', { name: /^Review/ })
  await review.getByRole('button', { name: 'It was held: Hold the post-mortem meeting' }).click()
  const held = await dialog(page, /^Held/)
  await held.getByText(/The plan wants present: Incident Commander/).waitFor()
  // Whoever took part is proposed: take the only one away who could stand for the Technical Lead.
  await held.getByRole('combobox', { name: 'Who was present' }).focus()
  await page.keyboard.press('Backspace')
  await held.getByText('The plan wants present: Technical Lead.').waitFor()
  ok(await held.getByRole('button', { name: 'It was held' }).isDisabled())
  await held.getByRole('combobox', { name: 'Who was present' }).fill('Fay')
  await page.getByRole('option', { name: /Fay Haddad/ }).click()
  await page.keyboard.press('Escape')
  await held.getByRole('button', { name: 'It was held' }).click()
  await held.waitFor({ state: 'detached' })
  equal(await standing('post-mortem'), 'met')

  await byPalette(page, 'Add a finding')
  const finding = await dialog(page, 'Put a finding on record')
  await finding.getByRole('textbox', { name: 'What was found' }).fill('Nobody watched that account')
  await confirm(page, 'Put a finding on record', 'Add a finding')
  await review.getByText('Nobody watched that account').waitFor()

  await byPalette(page, 'Add a follow-up')
  const followUp = await dialog(page, /^A follow-up/)
  await followUp
    .getByRole('textbox', { name: 'What is to be done' })
    .fill('Alert on reads of whole tables')
  await followUp.getByRole('combobox', { name: 'Owner' }).fill('Fay')
  await page.getByRole('option', { name: /Fay Haddad/ }).click()
  await followUp.getByLabel('Due').fill('2026-04-01T12:00')
  await confirm(page, /^A follow-up/, 'Add a follow-up')
  await review.getByText('Alert on reads of whole tables').waitFor()
  equal(await standing('preventive-measures'), 'met')
})

test('C11.1 C6.1 closing waits for the twelve points and for the record; a field is filled in where it is asked for', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  await page.keyboard.press('q')
  const shown = await dialog(page, 'Close the incident')
  const gate = shown.getByRole('region', {
    name: 'The twelve points are done and the record is complete',
  })
  await gate.getByText(/still open/).waitFor()
  ok(await shown.getByRole('button', { name: 'Close', exact: true }).last().isDisabled())
  await gate.getByRole('button', { name: 'Fill in: Lessons learned' }).click()
  await typeInto(
    await dialog(page, 'Record: Lessons learned'),
    'Lessons learned',
    'Watch every account',
  )
  await confirm(page, 'Record: Lessons learned', 'Fill in')
  await shown.waitFor()
  await gate
    .getByRole('button', { name: 'Fill in: Lessons learned' })
    .waitFor({ state: 'detached' })
  await gate.getByRole('button', { name: 'Waive the gate' }).click()
  await typeInto(gate, 'Reason', 'The rest is tracked as a follow-up')
  await gate.getByRole('button', { name: 'Waive the gate' }).click()
  await gate.getByText('waived', { exact: true }).first().waitFor()
  await shown.locator('button[type=submit]').click()
  await shown.waitFor({ state: 'detached' })
  equal((await incident())['status'], 'closed')
})

test('T3.2 the record is verified in the room, in words', async t => {
  const page = await house.open(t, 'ana', path)
  await arrived(page)
  const proof = page.getByRole('region', { name: 'Proof and export' })
  await proof.getByRole('button', { name: 'Verify the record' }).click()
  await proof.getByText(/Intact: \d+ events/).waitFor()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    proof.getByRole('button', { name: 'Export pack' }).click(),
  ])
  match(saved.suggestedFilename(), /^incident-\d+\.jsonl$/)
})

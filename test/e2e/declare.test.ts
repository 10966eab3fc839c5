// Declaring, by the plan's own questions.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, fits, screenshots } from '../kit/look.ts'
import { PHONE, startHouse } from './kit.ts'

const house = await startHouse()

/** At most, from the key to the room. */
const DECLARED_MS_MAX = 15_000

type Shown = {
  readonly id: string
  readonly title: string
  readonly severity: string | null
  readonly type: string | null
  readonly exercise: boolean
  readonly systems: readonly string[]
  readonly answers: readonly { readonly fact: string; readonly answer: string | null }[]
}

const answersOf = ({ answers }: Shown) =>
  Object.fromEntries(answers.map(({ fact, answer }) => [fact, answer]))

/** The incident whose room the page has come to. */
async function incidentIn(page: Page): Promise<Shown> {
  await page.waitForURL(/\/incidents\/./)
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  return (await house.operator('GET', `/api/incidents/${id}`)) as Shown
}

async function pick(page: Page, question: string, choice: string): Promise<void> {
  const asked = page.getByRole('group', { name: question })
  await asked.getByRole('radio', { name: choice, exact: true }).check({ force: true })
}

const proposed = (page: Page, level: string) =>
  page.getByText(`The plan proposes ${level}`).waitFor()

test('C3.5 from anywhere, with the keyboard alone and a title alone, it is declared in seconds', async t => {
  const page = await house.open(t, 'eli', '/people')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const began = performance.now()
  await page.keyboard.press('c')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).waitFor()
  await page.keyboard.type('Nobody can sign in')
  await page.keyboard.press('Control+Enter')
  const incident = await incidentIn(page)
  const took = performance.now() - began
  t.diagnostic(`from the key to the room: ${Math.round(took)} ms`)
  ok(took < DECLARED_MS_MAX)
  equal(incident.title, 'Nobody can sign in')
  equal(incident.severity, null)
})

test('C1.1 C1.2 C1.3 C1.4 the answers propose a level, with its reason and its clause', async t => {
  const page = await house.open(t, 'ana', '/declare')
  await page.getByText('No answer proposes a level yet.').waitFor()
  await pick(page, 'What of the application is down?', 'Small feature down')
  await proposed(page, 'P2 Medium')
  await page.getByText('Clause C1.3').first().waitFor()
  await pick(page, 'Are credentials compromised?', 'Yes')
  await proposed(page, 'P1 High')
  await pick(page, 'Have data been taken out', 'Confirmed')
  await proposed(page, 'P0 Critical')
  await axe(page)
  await screenshots(page, 'declare-answered')
  for (const [question, choice] of [
    ['Has someone without a right', 'None'],
    ['Have data been taken out', 'None'],
    ['Is it ransomware?', 'No'],
    ['Are credentials compromised?', 'No'],
    ['What of the application is down?', 'Working'],
    ['Is there a vulnerability', 'Low'],
    ['Is a setting wrong?', 'Sound'],
  ] as const)
    await pick(page, question, choice)
  await proposed(page, 'P3 Low')
})

test('C3.2 whoever may classify declares with the level that the plan proposes, answers on record', async t => {
  const page = await house.open(t, 'ana', '/declare')
  await page.getByRole('textbox', { name: 'Title' }).fill('Records copied out')
  await page
    .getByRole('textbox', { name: 'What is known' })
    .fill('An account that **nobody** knows.')
  await page.getByRole('combobox', { name: 'Affected systems' }).fill('reporting-db')
  await page.keyboard.press('Enter')
  await pick(page, 'What kind is it?', 'Data breach')
  await pick(page, 'Have data been taken out', 'Confirmed')
  await pick(page, 'Is it ransomware?', 'Not yet known')
  await page.getByRole('button', { name: 'Declare as P0 Critical' }).click()
  const incident = await incidentIn(page)
  equal(incident.severity, 'P0')
  equal(incident.type, 'data-breach')
  deepEqual(incident.systems, ['reporting-db'])
  deepEqual(answersOf(incident), { 'data-loss': 'confirmed', ransomware: null })
})

test('C3.2 another level than proposed wants a word why', async t => {
  const page = await house.open(t, 'ana', '/declare')
  await page.getByRole('textbox', { name: 'Title' }).fill('A test account')
  await pick(page, 'What kind is it?', 'Unauthorized access')
  await pick(page, 'Has someone without a right', 'Suspected')
  await proposed(page, 'P1 High')
  await page.getByRole('radio', { name: 'P3 Low' }).check()
  await page.getByRole('button', { name: 'Declare as P3 Low' }).click()
  await page.getByText('Say in a word why.').first().waitFor()
  await page.getByRole('textbox', { name: 'Why another' }).fill('It was our own test')
  await page.keyboard.press('Control+Enter')
  const incident = await incidentIn(page)
  equal(incident.severity, 'P3')
  const { events } = (await house.operator('GET', `/api/incidents/${incident.id}/events`)) as {
    readonly events: readonly { readonly type: string; readonly reason?: string }[]
  }
  equal(events.find(({ type }) => type === 'classified')?.reason, 'It was our own test')
})

test('C2.1 who may not classify is told who may, and their answers go along', async t => {
  const page = await house.open(t, 'gus', '/declare')
  await page.getByRole('textbox', { name: 'Title' }).fill('A key in a public place')
  await pick(page, 'What kind is it?', 'Unauthorized access')
  await pick(page, 'Are credentials compromised?', 'Yes')
  await page.getByText('The severity is given by: Incident Commander, Security Lead').waitFor()
  await page.getByRole('button', { name: 'Declare', exact: true }).click()
  const incident = await incidentIn(page)
  equal(incident.severity, null)
  deepEqual(answersOf(incident), { credentials: 'yes' })
})

test('what was typed is there after a reload, and goes once the server has it', async t => {
  const page = await house.open(t, 'bo', '/declare')
  await page.getByRole('textbox', { name: 'Title' }).fill('Half a thought')
  await pick(page, 'Is it ransomware?', 'Yes')
  await page.reload()
  await proposed(page, 'P0 Critical')
  equal(await page.getByRole('textbox', { name: 'Title' }).inputValue(), 'Half a thought')
  await page.getByRole('switch', { name: 'This is an exercise' }).check({ force: true })
  await page.getByRole('button', { name: 'Begin the exercise' }).click()
  ok((await incidentIn(page)).exercise)
  await page.goto(`${house.address}/declare`)
  await page.getByText('No answer proposes a level yet.').waitFor()
  equal(await page.getByRole('textbox', { name: 'Title' }).inputValue(), '')
})

test('without a title nothing is sent, and it is said where', async t => {
  const page = await house.open(t, 'bo', '/declare')
  await page.getByRole('button', { name: 'Declare', exact: true }).click()
  await page.getByText('A title is needed.').waitFor()
  equal(new URL(page.url()).pathname, '/declare')
})

test('on a phone it fits, and reads well for everybody', async t => {
  const page = await house.open(t, 'bo', '/declare', PHONE)
  await page.getByRole('group', { name: 'Is a setting wrong?' }).waitFor()
  await fits(page)
  await axe(page)
  const dialog = await house.open(t, 'bo', '/')
  await dialog.getByRole('heading', { level: 1 }).waitFor()
  await dialog.keyboard.press('c')
  await dialog.getByRole('group', { name: 'Is a setting wrong?' }).waitFor()
  await axe(dialog)
  await screenshots(dialog, 'declare-dialog')
})

test('who may only read is not offered to declare, and is told why at its address', async t => {
  const page = await house.open(t, 'lea', '/declare')
  await page.getByText('Your role may read incidents, but not declare one.').waitFor()
  equal(await page.getByRole('link', { name: 'Declare an incident' }).count(), 0)
})

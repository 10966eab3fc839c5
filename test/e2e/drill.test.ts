import { deepEqual, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { PHONE, startHouse } from './kit.ts'
import { axe, fits, screenshots } from '../kit/look.ts'

const house = await startHouse()
const BAR = 'section[aria-label="Drill"]'

/** Faster than anyone can watch. */
async function hurry(): Promise<void> {
  const { running } = (await house.operator('GET', '/api/scenarios')) as {
    running: { id: string }[]
  }
  for (const { id } of running)
    await house.operator('POST', `/api/drills/${id}/pace`, { speed: 16 })
}

test('somebody new chooses a drill, watches it to its end, and is told what to do next', async t => {
  const page = await house.open(t, 'ana', '/drill')
  await page.getByRole('heading', { name: 'A critical data breach' }).waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'drills')
  await page.getByRole('button', { name: 'Watch: a critical data breach' }).click()
  const bar = page.getByRole('region', { name: 'Drill' })
  await bar.getByText('Just now').waitFor()
  const clock = bar.getByRole('timer')
  match(await clock.innerText(), /4 May/)
  await bar.getByText('4×').click()
  await bar
    .getByText(/answers the page|classifies it as/)
    .first()
    .waitFor()
  await page.keyboard.press('d')
  await bar.getByText('Paused').waitFor()
  await axe(page, { within: BAR })
  await fits(page)
  await screenshots(page, 'drill-paused')
  await page.keyboard.press('.')
  await bar.getByText('Paused').waitFor()
  await bar.getByRole('button', { name: 'Go on' }).click()
  await bar.getByText('8×').click()
  await hurry()
  await page.getByRole('heading', { name: 'The drill is over' }).waitFor({ timeout: 60_000 })
  await bar.getByText(/promises of the plan kept/).waitFor()
  ok(await page.getByRole('button', { name: 'Escalate' }).isDisabled())
  await axe(page, { within: BAR })
  await fits(page)
  await screenshots(page, 'drill-over')
  await bar.getByRole('link', { name: 'Put in your people' }).click()
  await page.waitForURL('**/people')
})

test('whoever watches takes part: a role is taken and a note written', async t => {
  const page = await house.open(t, 'ana', '/drill')
  await page.getByRole('button', { name: 'Watch: a critical data breach' }).click()
  const bar = page.getByRole('region', { name: 'Drill' })
  await bar.getByRole('button', { name: 'Pause' }).click()
  await bar.getByText('Paused').waitFor()
  await page.getByRole('button', { name: 'Take it' }).first().click()
  await page
    .getByText(/took the role/)
    .first()
    .waitFor()
  const note = page.getByPlaceholder('Write a note, paste pictures and files')
  await note.fill('A newcomer was here')
  await page.getByRole('button', { name: 'Send Ctrl Enter' }).click()
  await page.getByText('A newcomer was here').first().waitFor()
  await bar.getByRole('button', { name: 'End it' }).click()
  await page.getByRole('heading', { name: 'The drill was ended' }).waitFor()
})

test('a drill is steered on a phone, and ended', async t => {
  const page = await house.open(t, 'ana', '/drill', PHONE)
  await page.getByRole('button', { name: 'Watch: a small outage' }).click()
  const bar = page.getByRole('region', { name: 'Drill' })
  await bar.getByText('Just now').waitFor()
  await fits(page)
  await bar.getByRole('button', { name: 'End it' }).click()
  await page.getByRole('heading', { name: 'The drill was ended' }).waitFor()
  await fits(page)
  const { running } = (await house.operator('GET', '/api/scenarios')) as { running: unknown[] }
  deepEqual(running, [])
})

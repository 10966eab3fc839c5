// Every dialog of an incident's room: opened with the keyboard alone, read by the rules in both schemes, on a screen and on a phone.
import { test } from 'node:test'
import { equal } from 'node:assert/strict'
import { axe, screenshots } from '../kit/look.ts'
import { byPalette, dialog, fitsInside } from './dealing.ts'
import { startHouse } from './kit.ts'
import { declareSample } from './sample.ts'

const house = await startHouse()
const { breach } = await declareSample(house)

/** Name in the palette, title of the dialog, and a name for its pictures. */
const DIALOGS: readonly (readonly [string, string | RegExp, string])[] = [
  ['Send an update', 'Send an update', 'update'],
  ['Classify again', 'Classify again', 'classify'],
  ['Escalate', 'Escalate', 'escalate'],
  ['Begin a stage', 'Begin a stage', 'stage'],
  ['Mark or correct', 'Mark or correct a moment', 'moments'],
  ['Call somebody in', 'Call somebody in', 'call-in'],
  ['Add systems', 'Add systems', 'systems'],
  ['Add evidence', 'Add evidence', 'evidence'],
  ['Restrict who', 'Restrict who may see it', 'restrict'],
  ['Merge into', 'Merge into another incident', 'merge'],
  ['Split off', /Split off a part/, 'split'],
  ['Go on under', /Go on under another version/, 'migrate'],
  ['Write my notes', 'Notes of my own involvement', 'notes'],
  ['Add a finding', 'Put a finding on record', 'finding'],
  ['Add a follow-up', /A follow-up/, 'follow-up'],
  ['Give feedback', 'Feedback on the response', 'feedback'],
  ['Not an incident', /Declassify/, 'declassify'],
  ['Resolve', /^Resolve/, 'resolve'],
  ['Close', 'Close the incident', 'close'],
]

test('each dialog opens with the keyboard, reads well in both schemes, fits a phone, and gives the focus back', async t => {
  const page = await house.open(t, 'ana', `/incidents/${breach}`)
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()
  for (const [name, title, picture] of DIALOGS) {
    await byPalette(page, name)
    const shown = await dialog(page, title)
    await shown
      .getByRole('button', { name: /^(Cancel|Close)$/ })
      .last()
      .waitFor()
    await axe(page, { within: '[role="dialog"]' })
    await page.setViewportSize({ width: 390, height: 844 })
    await fitsInside(shown)
    await page.setViewportSize({ width: 1440, height: 900 })
    await screenshots(page, `dialog-${picture}`)
    await page.keyboard.press('Escape')
    // A list of a field that is open is closed first.
    const isGone = shown.waitFor({ state: 'detached', timeout: 2_000 })
    await isGone.catch(() => page.keyboard.press('Escape'))
    await shown.waitFor({ state: 'detached' })
  }
  equal(await page.getByRole('dialog').count(), 0)
})

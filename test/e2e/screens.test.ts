// Every screen, with something on it: read by axe in both schemes, as wide as a desk, a tablet and a phone, in both languages.
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, fits, screenshots, SIZES } from '../kit/look.ts'
import { startHouse } from './kit.ts'
import { declareSample, rotaSample } from './sample.ts'

const house = await startHouse()
const sample = await declareSample(house)
await rotaSample(house)

const SCREENS: Readonly<Record<string, string>> = {
  board: '/',
  incidents: '/incidents',
  room: `/incidents/${sample.breach}`,
  'room-exercise': `/incidents/${sample.exercise}`,
  'room-over': `/incidents/${sample.over}`,
  declare: '/declare',
  triage: '/triage',
  signals: '/signals',
  plans: '/plans',
  plan: '/plans/creditnexus',
  'plan-edit': '/plans/creditnexus/edit',
  'plan-history': '/plans/creditnexus/history',
  rehearse: '/plans/creditnexus/rehearse',
  people: '/people',
  'on-call': '/on-call',
  'on-call-month': '/on-call?view=month',
  'on-call-mine': '/on-call?tab=mine',
  'on-call-fairness': '/on-call?tab=fairness',
  figures: '/figures',
  drill: '/drill',
  sheet: '/sheet',
  settings: '/settings',
  'settings-display': '/settings#display',
  'settings-members': '/settings#members',
  'settings-tokens': '/settings#tokens',
  'settings-doors': '/settings#doors',
  'settings-provider': '/settings#provider',
  'settings-log': '/settings#log',
}

/** What is on its way when a screen comes has come. */
async function isThere(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page
    .locator('.mantine-Loader-root, .mantine-Skeleton-root')
    .first()
    .waitFor({ state: 'detached' })
}

for (const [name, path] of Object.entries(SCREENS))
  test(`${name} is read by everyone, as wide as it may be`, async t => {
    const page = await house.open(t, 'ana', path)
    await isThere(page)
    const wrong: string[] = []
    const check = async (checked: (page: Page) => Promise<void>) =>
      checked(page).catch((error: unknown) => wrong.push(String(error)))
    // A whole plan is seven thousand elements; its parts are read where it is tested.
    const isLong = name === 'plan'
    if (!isLong) await check(axe)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await check(fits)
    }
    if (!isLong) await check(axe)
    await screenshots(page, `screen-${name}`)
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
  })

test('in German nothing sticks out of a phone either', async t => {
  const page = await house.open(t, 'bo', '/', {
    locale: 'de-DE',
    viewport: { width: 390, height: 844 },
  })
  const wrong: string[] = []
  for (const path of Object.values(SCREENS)) {
    await page.goto(`${house.address}${path}`)
    await isThere(page)
    await fits(page).catch((error: unknown) => wrong.push(String(error)))
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
})

for (const person of ['lea', 'max'])
  test(`screens of ${person}, who may do less, are whole`, async t => {
    const page = await house.open(t, person, '/')
    for (const path of [
      '/',
      `/incidents/${sample.breach}`,
      '/incidents',
      '/plans',
      '/people',
      '/figures',
      '/settings',
    ]) {
      await page.goto(`${house.address}${path}`)
      await isThere(page)
      await axe(page)
    }
  })

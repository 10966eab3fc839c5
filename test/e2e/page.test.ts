// The page as a whole: it comes, it keeps its policy, and it says when something is not there.
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { startHouse } from './kit.ts'

const house = await startHouse()

test('the page comes to whoever is not signed in', async t => {
  const page = await house.open(t, undefined, '/')
  await page.locator('h1').first().waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'front')
})

// The page as a whole: it comes, keeps its policy, and fits.
import { test } from 'node:test'
import { axe, fits, screenshots } from '../kit/look.ts'
import { startHouse } from './kit.ts'

const house = await startHouse()

test('the board comes to who is signed in', async t => {
  const page = await house.open(t, 'ana', '/')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'front')
})

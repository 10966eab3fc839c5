import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { startHouse } from './kit.ts'
import { axe, fits, screenshots } from '../kit/look.ts'

const house = await startHouse()

test('C9.1 the contact and duty sheet stands on the screen, and on paper without what is around it', async t => {
  const page = await house.open(t, 'ana', '/sheet')
  await page.getByRole('heading', { name: 'Who leads' }).waitFor()
  await page.getByRole('link', { name: '+352621550101' }).first().waitFor()
  await page.getByText('breaches@data-protection-authority.example').first().waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'sheet')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  ok(!(await page.getByRole('navigation', { name: 'Main' }).isVisible()))
  ok(!(await page.getByRole('button', { name: 'Print' }).isVisible()))
  ok(await page.getByRole('heading', { name: 'Contact and duty sheet' }).isVisible())
  const paper = await page.pdf({ preferCSSPageSize: true })
  const directory = process.env['TOCSIN_SCREENSHOTS']
  if (directory !== undefined)
    await import('node:fs').then(fs => fs.writeFileSync(`${directory}/sheet.pdf`, paper))
  ok(paper.byteLength > 10_000)
})

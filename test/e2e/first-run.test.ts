// A newcomer: from the start of the program to a finished drill, with nothing to read but what it prints and what the screen says.
import { ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildWeb } from '../../scripts/build-web.ts'
import { openPage } from '../kit/browser.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { newDataDirectory, removeDirectory, startProgram } from '../kit/program.ts'

await buildWeb()
const dataDirectory = newDataDirectory()
const program = await startProgram({ HOST: '127.0.0.1' }, dataDirectory)
after(async () => {
  await program.stop()
  removeDirectory(dataDirectory)
})

test('from the printed link over the set-up to the end of a drill', async t => {
  const link = program.lines.map(line => line.trim()).find(line => line.includes('/set-up#'))
  ok(link !== undefined, program.lines.join('\n'))
  const page = await openPage(t)
  await page.goto(link)
  await page.getByLabel('Your name').fill('Noor Haddad')
  await page.getByRole('radio', { name: /^Password/ }).click()
  await page.getByLabel('New password').fill('tulip anchor velvet moon')
  await page.getByRole('button', { name: 'Set up Tocsin' }).click()

  await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
  for (const name of ['Put in your people', 'Set up channels', 'Open a door for a sender'])
    await page.getByRole('link', { name }).waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'first-board')
  await page.getByRole('button', { name: 'Watch a drill' }).click()
  const bar = page.getByRole('region', { name: 'Drill' })
  await bar.getByText('Just now').waitFor()
  await screenshots(page, 'first-drill')
  await bar.getByText('8×').click()
  await page.getByRole('heading', { name: 'The drill is over' }).waitFor({ timeout: 120_000 })
  await bar.getByText(/promises of the plan kept/).waitFor()
})

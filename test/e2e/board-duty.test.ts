// Who is on duty by a rota, and what would go wrong tonight: seen before it does.
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { axe, screenshots } from '../kit/look.ts'
import { startHouse } from './kit.ts'

// On call by turns, the nights of the weekend forgotten; nobody is press officer; Ivo cannot be reached.
const directory = readFileSync(new URL('../../directory.example.yaml', import.meta.url), 'utf8')
  .replace('  on-call: [fay, eli]', '  on-call: [rota:nights]')
  .replace('  public-relations: [lea]\n', '')
  .replace(
    'ivo: {name: Ivo Petrov, email: ivo.petrov@acme.example, phone: "+352621550109"}',
    'ivo: {name: Ivo Petrov}',
  )
  .replace(
    '\ngroups:\n',
    `
rotas:
  nights:
    title: Nights
    zone: Europe/Luxembourg
    layers:
      - title: Weekdays
        people: [bo, dee]
        turn: 1 day
        starts: 2026-03-02T00:00
        hours: [{days: [mon, tue, wed, thu, fri], from: "00:00", to: "24:00"}]

groups:
`,
  )
const house = await startHouse({ directory })

test('C9.1 who has the turn is on duty, and the next gets it when it is theirs', async t => {
  const page = await house.open(t, 'cai', '/')
  const duty = page.getByRole('region', { name: 'On duty' })
  await duty.getByText('Bo Lindqvist', { exact: true }).first().waitFor()
  await house.pass({ days: 1 })
  await page.reload()
  await duty.getByRole('listitem').filter({ hasText: 'On call' }).getByText('Dee Okafor').waitFor()
})

test('C9.1 who is missing, who cannot be reached and when nobody is on call is said before the night', async t => {
  const page = await house.open(t, 'cai', '/')
  const panel = page.getByRole('region', { name: 'Before the night comes' })
  await panel.getByText('Nobody holds: public-relations').waitFor()
  await panel.getByText('Cannot be reached: Ivo Petrov').waitFor()
  await panel.getByText('Nobody is on call (Nights):').waitFor()
  await panel.getByText('Nobody can be woken yet').waitFor()
  await axe(page)
  await screenshots(page, 'board-readiness')
})

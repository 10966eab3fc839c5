import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { PHONE, startHouse } from './kit.ts'
import { axe, fits, screenshots } from '../kit/look.ts'
import { expectTrouble } from '../kit/watch-page.ts'

const house = await startHouse()

test('the page can be installed: its manifest and its icons are there', async () => {
  const manifest = await fetch(new URL('/tocsin.webmanifest', house.address))
  equal(manifest.headers.get('content-type'), 'application/manifest+json')
  const { icons } = (await manifest.json()) as { icons: readonly { src: string; type: string }[] }
  ok(icons.length >= 3)
  for (const { src, type } of icons) {
    const icon = await fetch(new URL(src, house.address))
    equal(icon.status, 200, src)
    equal(icon.headers.get('content-type')?.split(';')[0], type)
  }
  const worker = await fetch(new URL('/service-worker.js', house.address))
  equal(worker.headers.get('cache-control'), 'no-cache')
})

test('whoever wants to be notified says so in the settings, and it is asked of the browser', async t => {
  const page = await house.open(t, 'bo', '/settings#notifications')
  await page.getByRole('heading', { name: 'Notifications' }).waitFor()
  // Nobody is asked before they ask for it themselves; the browser of the tests says no.
  await page
    .getByRole('button', { name: 'Notify me here' })
    .or(page.getByText('does not let'))
    .waitFor()
  await axe(page)
  await fits(page)
  await screenshots(page, 'notifications')
})

test('while the server is away a page that is opened says so, and nothing is kept to show instead', async t => {
  const page = await house.open(t, 'ana', '/settings', PHONE)
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await page.reload()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  deepEqual(await page.evaluate('caches.keys()'), [])
  expectTrouble(page, 'ERR_INTERNET_DISCONNECTED')
  expectTrouble(page, 'status of 503')
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: 'Tocsin cannot be reached' }).waitFor()
  await fits(page)
  await page.context().setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
})

import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledgeToken } from '#/app/paging/acknowledge-link.ts'
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

test('a page is shown as a notification, and one touch on it answers the page', async t => {
  const { id } = await house.declare('bo', { title: 'Payments are down', source: 'user-report' })
  const [first] = await pagesOf(id)
  ok(first !== undefined)
  const asked = { incident: id, page: first.id, person: first.person }
  const token = acknowledgeToken(house.shell.linkSecret, asked)
  const page = await house.open(t, 'ana', '/settings')
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  const [worker] = page.context().serviceWorkers()
  ok(worker !== undefined)
  await worker.evaluate(NOTIFICATION_CENTRE)
  const pushed = {
    title: 'Payments are down',
    body: 'Take command.',
    tag: 'one',
    url: `${house.address}/incidents/${id}`,
    // By whichever name it is sent: this browser knows the installation by its own.
    acknowledge: `https://tocsin.example/acknowledge/${token}`,
    at: '2026-03-02T08:00:00.000Z',
  }
  await worker.evaluate(`happen('push', { data: { json: () => (${JSON.stringify(pushed)}) } })`)
  deepEqual(
    await worker.evaluate(
      'shown.map(({ title, actions }) => [title, ...actions.map(it => it.title)])',
    ),
    [['Payments are down', 'I am on it', 'Look']],
  )
  await worker.evaluate(
    `happen('notificationclick', { action: 'acknowledge', notification: { close() {}, data: shown[0].data } })`,
  )
  equal(await worker.evaluate('shown.at(-1).title'), 'Acknowledged. Thank you.')
  equal((await pagesOf(id))[0]?.state, 'acknowledged')
})

type Paged = { readonly id: string; readonly person: string; readonly state: string }

async function pagesOf(id: string): Promise<readonly Paged[]> {
  const incident = await house.operator('GET', `/api/incidents/${id}`)
  return (incident as { readonly pages: readonly Paged[] }).pages
}

/** Stands in for what a browser without a screen does not have. `happen` resolves when the worker is done with an event. */
const NOTIFICATION_CENTRE = `{
  self.shown = []
  self.registration.showNotification = async (title, options) => void shown.push({ title, ...options })
  self.happen = async (name, fields) => {
    let done
    const event = Object.assign(new Event(name), fields, { waitUntil: work => (done = work) })
    self.dispatchEvent(event)
    await done
  }
}`

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

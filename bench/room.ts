// The room of an incident in a real browser: how long one of 10,000 events takes to open, and how soon what is typed in one
// browser is seen in another on the same machine. Usage: node bench/room.ts [notes, default 200]
import type { Page } from 'playwright-core'
import { buildWeb } from '../scripts/build-web.ts'
import { openHouse } from '../test/e2e/house.ts'
import type { House } from '../test/e2e/house.ts'
import { growLog } from '../test/e2e/long-log.ts'
import { launchChromium, newPage } from '../test/kit/launch.ts'
import { connectionTo, startServer } from '../test/kit/server.ts'
import { median, printLoad, printTable, quantile, whole } from './report.ts'

const EVENTS = 10_000
const OPENINGS = 15
const NOTES = Number(process.argv[2] ?? 200)
/** Typed at a pace at which nobody waits for the one before. */
const PAUSE_MS = 60

const SHOWN = '[role=log] article'

/** From the click until entries are there: of a page that is loaded, and of one that is loaded with it. */
async function openings(house: House, page: Page, id: string): Promise<readonly number[][]> {
  const path = `/incidents/${id}`
  const loaded: number[] = []
  const inside: number[] = []
  await house.visit(page, 'ana', '/')
  for (let turn = 0; turn < OPENINGS; turn++) {
    const began = performance.now()
    await page.goto(new URL(path, house.address).href)
    await page.locator(SHOWN).first().waitFor()
    loaded.push(performance.now() - began)
    await page.goto(new URL('/incidents', house.address).href)
    const link = page.getByRole('link', { name: /A very long night/ }).first()
    await link.waitFor()
    // In the page, so that the time is its own and not that of who drives it.
    inside.push(await page.evaluate<number>(OPENED_INSIDE))
  }
  return [loaded, inside]
}

// As text, since they run there and not here.
const OPENED_INSIDE = `new Promise(resolve => {
  const began = performance.now()
  const watcher = new MutationObserver(() => {
    if (document.querySelector('${SHOWN}') === null) return
    watcher.disconnect()
    requestAnimationFrame(() => resolve(performance.now() - began))
  })
  watcher.observe(document.body, { childList: true, subtree: true })
  const links = [...document.querySelectorAll('main a')]
  links.find(it => it.textContent.includes('A very long night')).click()
})`

/** From the key that sends a note until the text of it stands in the other browser, by the clock of the machine. */
async function latencies(typing: Page, reading: Page): Promise<readonly number[]> {
  await reading.evaluate(WATCH)
  const note = typing.locator('form textarea').first()
  const sent: number[] = []
  for (let turn = 0; turn < NOTES; turn++) {
    await note.fill(`latency ${turn} ends`)
    sent.push(await typing.evaluate<number>(SEND))
    await typing.evaluate(untilTrue(`document.querySelector('form textarea').value === ''`))
    await typing.waitForTimeout(PAUSE_MS)
  }
  await reading.evaluate(untilTrue(`seen.size === ${NOTES}`))
  const seen = new Map(await reading.evaluate<[number, number][]>('[...seen]'))
  return sent.map((at, turn) => (seen.get(turn) ?? NaN) - at)
}

/** The page's policy forbids the way in which Playwright waits for something to become true. */
const untilTrue = (condition: string) => `new Promise(resolve => {
  const look = () => (${condition} ? resolve() : setTimeout(look, 5))
  look()
})`
const SEND = `(() => {
  const field = document.querySelector('form textarea')
  const at = performance.timeOrigin + performance.now()
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  return at
})()`
const WATCH = `(() => {
  globalThis.seen = new Map()
  const look = () => {
    for (const [, turn] of document.querySelector('[role=log]').textContent.matchAll(/latency (\\d+) ends/g))
      if (!seen.has(Number(turn))) seen.set(Number(turn), performance.timeOrigin + performance.now())
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
})()`

/** Frames while somebody scrolls up through all of it, which is fetched meanwhile. */
async function scrolling(page: Page): Promise<readonly number[]> {
  await page.getByRole('log').hover()
  await page.evaluate(FRAMES)
  for (let step = 0; step < SCROLLS; step++) {
    await page.mouse.wheel(0, -1_200)
    await page.waitForTimeout(30)
  }
  return page.evaluate<number[]>('frames.slice(1)')
}

const SCROLLS = 150
const FRAMES = `(() => {
  globalThis.frames = []
  let last = performance.now()
  const look = now => {
    frames.push(now - last)
    last = now
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()`

printLoad('at the start')
const web = await buildWeb()
const { server, stop } = await startServer()
const house = await openHouse(connectionTo(server.connection, server.template), web)
const { id } = await house.declare('ana', { title: 'A very long night' })
await growLog(house.shell, id, { events: EVENTS, by: 'bo' })
const browsers = [await launchChromium(), await launchChromium()]
const [ana, bo] = await Promise.all(browsers.map(browser => newPage(browser)))
if (ana === undefined || bo === undefined) throw new Error('there are two pages')
const [loaded = [], inside = []] = await openings(house, ana, id)
await Promise.all([
  house.visit(ana, 'ana', `/incidents/${id}`),
  house.visit(bo, 'bo', `/incidents/${id}`),
])
await Promise.all([ana, bo].map(page => page.locator(SHOWN).first().waitFor()))
const late = await latencies(ana, bo)
const frames = await scrolling(ana)
const row = (name: string, values: readonly number[]) => [
  name,
  whole(median(values)),
  whole(quantile(values, 0.99)),
]
printTable(
  ['milliseconds', 'median', 'p99'],
  row(`a room of ${whole(EVENTS)} events, with the whole page`, loaded),
  row('the same, from another screen', inside),
  row('a note, from one browser to the other', late),
  row('a frame while scrolling through it', frames),
)
await Promise.all(browsers.map(browser => browser.close()))
await house.system.stop()
await stop()
printLoad('at the end')
process.exit(0)

import { match, rejects } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { openPage } from './browser.ts'
import { axe, fits } from './look.ts'
import { expectTrouble, troubleOf } from './watch-page.ts'

const GOOD = '<html lang="en"><title>Good</title><main><h1>Good</h1><p>Words.</p></main>'
const BAD = `<html><body><img src="/none.png"><p style="width: 2000px">Wide</p>
  <button></button><script>throw new Error('thrown')</script><script src="/throw.js"></script>`

const server = createServer((request, response) => {
  if (request.url === '/throw.js')
    return response.setHeader('content-type', 'text/javascript').end('throw new Error("thrown")')
  if (request.url === '/none.png') return response.writeHead(404).end()
  return response
    .setHeader('content-type', 'text/html')
    .setHeader('content-security-policy', "default-src 'self'")
    .end(request.url === '/good' ? GOOD : BAD)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
after(() => server.close())
const address = `http://localhost:${(server.address() as AddressInfo).port}`

test('a good page has nothing to be told of', async t => {
  const page = await openPage(t)
  await page.goto(`${address}/good`)
  await axe(page)
  await fits(page)
})

test('what goes wrong in a page is told: its policy, its console, its exceptions', async t => {
  const page = await openPage(t)
  await page.goto(`${address}/bad`)
  const trouble = troubleOf(page).join('\n')
  match(trouble, /policy: script-src-elem refused inline/)
  match(trouble, /policy: style-src-attr refused inline/)
  match(trouble, /console: .*404.*none\.png/)
  match(trouble, /exception: Error: thrown/)
  expectTrouble(page, /./)
})

test('what is wrong for some readers is told with its place', async t => {
  const page = await openPage(t)
  expectTrouble(page, /./)
  await page.goto(`${address}/bad`)
  await rejects(axe(page), /dark button-name.*\n +button/)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.locator('p').evaluate(it => (it.textContent = 'w'.repeat(900)))
  await rejects(fits(page), /wide in a window of 390/)
})

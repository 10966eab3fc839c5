import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { acknowledgeToken } from '#/app/acknowledge-link.ts'
import { acknowledgeUrl } from '#/app/acknowledge-link.ts'
import { at, list, startApi } from './api.ts'

const api = await startApi()
const { stranger, shell } = api
const ana = await api.responder('ana')
const bo = await api.responder('bo')

/** Declares an incident by somebody who is not in line for it, so that ana is paged; gives the path of her link. */
async function paged(title: string): Promise<{ readonly path: string; readonly link: string }> {
  const cleo = await api.responder('cleo')
  const { body } = await cleo('POST', '/api/incidents', { body: { title } })
  const incident = String(body['id'])
  const pages = await cleo('GET', `/api/incidents/${incident}`)
  const page = String(at(pages, 'body', 'pages', 0, 'id'))
  const token = acknowledgeToken(shell.linkSecret, { incident, page, person: 'ana' })
  return {
    path: `/api/incidents/${incident}`,
    link: new URL(acknowledgeUrl(shell.publicUrl, token)).pathname,
  }
}

const stateOf = async (path: string) => at(await ana('GET', path), 'body', 'pages', 0, 'state')

test('looking at the link answers nothing; the button answers, and is on record as the person’s', async () => {
  const { path, link } = await paged('Fire')
  for (let look = 0; look < 3; look++) {
    const seen = await stranger('GET', link)
    equal(seen.status, 200)
    match(seen.text, /You are wanted/)
    match(seen.text, /<form method="post"><button>/)
  }
  equal(await stateOf(path), 'waiting')
  const pressed = await stranger('POST', link, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  match(pressed.text, /Thank you: it is yours/)
  match(pressed.text, /you, Ana Silva, are on it/)
  equal(await stateOf(path), 'acknowledged')
  const events = list(await ana('GET', `${path}/events`), 'events')
  equal(events.find(it => it['type'] === 'page-acknowledged')?.['by'], 'ana')
})

test('pressing twice is no error, and a page that another has answered says so', async () => {
  const { path, link } = await paged('Fire')
  await stranger('POST', link)
  match((await stranger('POST', link)).text, /it is yours/)
  const other = await paged('Smoke')
  await bo('POST', `${other.path}/acknowledge`, { body: { page: await pageOf(other.path) } })
  match((await stranger('GET', other.link)).text, /Somebody is on it[^]*Bo Lind answered this page/)
  ok(path)
})

const pageOf = async (path: string) => at(await ana('GET', path), 'body', 'pages', 0, 'id')

test('a page that has ended says so', async () => {
  const { path, link } = await paged('Nothing after all')
  const cleo = await api.responder('cleo')
  await cleo('POST', `${path}/declassify`, { body: { reason: 'A drill of the neighbours' } })
  match((await stranger('GET', link)).text, /It is over/)
  equal((await stranger('POST', link)).status, 200)
})

test('a link that we did not make leads nowhere, whatever it is', async () => {
  for (const path of [
    '/acknowledge/x',
    '/acknowledge/v1.W10.AAAA',
    `/acknowledge/${'a'.repeat(3_999)}`,
    '/acknowledge/%00',
    '/acknowledge/%F0%9F%92%A9',
  ])
    for (const method of ['GET', 'POST']) {
      const { status, text } = await stranger(method, path)
      ok(status === 200 || status === 400, `${method} ${path}: ${status} ${text}`)
      if (status === 200) match(text, /leads nowhere/)
    }
})

test('the page runs nothing, shows nothing as HTML that people wrote, and tells no other site', async () => {
  const { link } = await paged('<script>alert(1)</script> & "quotes"')
  const { text, headers } = await stranger('GET', link)
  ok(!text.includes('<script>'))
  match(text, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;quotes&quot;/)
  match(headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-/)
  deepEqual(
    ['referrer-policy', 'cache-control', 'x-content-type-options'].map(name => headers.get(name)),
    ['no-referrer', 'no-store', 'nosniff'],
  )
})

test('the style of the page is the one that its policy lets in', async () => {
  const { link } = await paged('Fire')
  const { text, headers } = await stranger('GET', link)
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(text) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  ok(headers.get('content-security-policy')?.includes(`style-src 'sha256-${hash}'`))
})

test('of a restricted incident the link shows the number and no title', async () => {
  const { path, link } = await paged('Whispered')
  await ana('POST', `${path}/restrict`, { body: { to: ['ana'] } })
  const { text } = await stranger('GET', link)
  ok(!text.includes('Whispered'))
  match(text, /which only some may see/)
})

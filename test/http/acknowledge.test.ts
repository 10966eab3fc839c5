import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { acknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import { acknowledgeUrl } from '#/app/paging/acknowledge-link.ts'
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
    match(seen.text, /<form method="post"><button formaction="\?do=acknowledge&amp;language=en">/)
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

const eventsOf = async (path: string) => list(await ana('GET', `${path}/events`), 'events')
const press = (link: string, wish: string) =>
  stranger('POST', `${link}?${wish}`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

test('one touch says that one cannot, and the next in line is asked', async () => {
  const { path, link } = await paged('Flood')
  match((await press(link, 'do=hand-on')).text, /It goes on[^]*The next in line is being asked/)
  equal(at(await ana('GET', path), 'body', 'pages', 0, 'person'), 'bo')
  match((await stranger('GET', link)).text, /It went on to the next[^]*I am on it all the same/)
  match((await press(link, 'do=acknowledge')).text, /it is yours/)
})

test('one touch hands it on to somebody of the same line, and to nobody else', async () => {
  const { path, link } = await paged('Flood')
  const { text } = await stranger('GET', link)
  match(text, /to=bo&amp;language=en"[^>]*>Bo Lind</)
  ok(!text.includes('Cleo'), 'a link is no way into the directory')
  match((await press(link, 'do=hand-on&to=cleo')).text, /could not be done/)
  equal(await stateOf(path), 'waiting')
  match((await press(link, 'do=hand-on&to=bo')).text, /Bo Lind is being asked[^]*comes back to you/)
  const handed = (await eventsOf(path)).find(it => it['type'] === 'page-handed-on')
  deepEqual([handed?.['by'], handed?.['to']], ['ana', 'bo'])
})

test('one touch takes it on and calls for help; where nobody stands above that is said', async () => {
  const { path, link } = await paged('Flood')
  match((await press(link, 'do=help')).text, /it is yours[^]*Nobody could be woken above you/)
  equal(await stateOf(path), 'acknowledged')
})

test('whoever reads German is asked in German, by choice of the page, of the cookie or of the browser', async () => {
  const { link } = await paged('Feuer')
  const german = /<html lang="de">[^]*Sie werden gebraucht[^]*Ich übernehme/
  match((await stranger('GET', `${link}?language=de`)).text, german)
  match(
    (await stranger('GET', link, { headers: { 'accept-language': 'de-LU,de;q=0.9' } })).text,
    german,
  )
  const chosen = { cookie: 'tocsin-language=de', 'accept-language': 'en' }
  match((await stranger('GET', link, { headers: chosen })).text, german)
  match((await press(link, 'do=acknowledge&language=de')).text, /Danke: Sie haben es übernommen/)
  ok(!german.test((await stranger('GET', `${link}?utm_source=mail`)).text))
})

test('of a restricted incident that is not theirs somebody is told nothing, and may answer', async () => {
  const { path, link } = await paged('Whispered')
  const number = String(at(await ana('GET', path), 'body', 'number'))
  await bo('POST', `${path}/restrict`, { body: { to: ['bo'] } })
  const { text } = await stranger('GET', link)
  match(text, /You are wanted[^]*only some may see/)
  ok(!text.includes('Whispered') && !text.includes(`Incident ${number}`) && !text.includes('Bo'))
  match((await press(link, 'do=acknowledge')).text, /it is yours/)
})

test('a link of somebody who has left leads nowhere', async () => {
  const { path, link } = await paged('Whispered')
  const cleo = {
    incident: path.split('/').at(-1) ?? '',
    page: String(await pageOf(path)),
    person: 'zoe',
  }
  const gone = new URL(acknowledgeUrl(shell.publicUrl, acknowledgeToken(shell.linkSecret, cleo)))
  match((await stranger('GET', gone.pathname)).text, /leads nowhere/)
  match((await press(gone.pathname, 'do=acknowledge')).text, /leads nowhere/)
  match((await stranger('GET', link)).text, /You are wanted/)
})

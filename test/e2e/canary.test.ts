// Design 6.5: restricted means restricted. A canary in every text of a restricted incident is searched for in every answer of
// every route, in streams, and in every page and all that it fetches, of people and programs that are not named.
import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { SCOPE_NAMES } from '#/app/access/scopes.ts'
import { mintToken } from '#/app/access/tokens.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import { ROUTES } from '#/http/table.ts'
import { sessionOf } from '../kit/member.ts'
import { expectTrouble } from '../kit/watch-page.ts'
import { until } from '../system/starts.ts'
import { startHouse } from './kit.ts'
import { memberOf } from './sign-in.ts'

/** In every text of the incident, each a little different, so that a leak says where it came from. */
const CANARY = 'canary-4870'

const house = await startHouse()
const { shell, address } = house
const ana = await house.as('ana')
const { id, number, evidence } = await makeQuiet()

/** An incident that began with an alert, has something of everything, and is for ana and cai alone. */
async function makeQuiet(): Promise<{ id: string; number: number; evidence: string }> {
  const labels = { alertname: `${CANARY}-alert`, severity: 'critical', instance: `${CANARY}-host` }
  const startsAt = new Date(house.nowMs()).toISOString()
  const annotations = { summary: `${CANARY}-summary` }
  await house.operator('POST', '/in/alertmanager/api/v2/alerts', [
    { labels, annotations, startsAt },
  ])
  type Listed = { readonly incidents: readonly { readonly id: string; readonly number: number }[] }
  const list = async () => ((await ana('GET', '/api/incidents')) as Listed).incidents
  await until('an incident is there', async () => (await list()).length === 1)
  const [incident] = await list()
  ok(incident !== undefined)
  const give = (name: string, body: object) =>
    ana('POST', `/api/incidents/${incident.id}/${name}`, body)
  await give('acknowledge', {})
  await give('restrict', { to: ['ana', 'cai'] })
  await give('classify', { severity: 'P0', type: 'data-breach', reason: `${CANARY}-reason` })
  await give('note', { text: `${CANARY}-note` })
  await give('update', { to: ['everyone'], text: `${CANARY}-update` })
  await give('add-systems', { systems: [`${CANARY}-system`] })
  await give('escalate', { level: 2, reason: `${CANARY}-escalation` })
  await give('add-finding', { kind: 'technology', text: `${CANARY}-finding` }).catch(
    () => undefined,
  )
  const deposited = (await ana(
    'POST',
    `/api/incidents/${incident.id}/evidence?kind=logs&title=${CANARY}-evidence`,
    new Blob([`${CANARY}-bytes`]),
  )) as { readonly evidence: string }
  return { ...incident, evidence: deposited.evidence }
}

type Somebody = { readonly who: string; readonly headers: Readonly<Record<string, string>> }

async function inBrowser(person: string): Promise<Somebody> {
  const secret = await sessionOf(shell, await memberOf(shell, person))
  return { who: `${person} in a browser`, headers: { cookie: `${SESSION_COOKIE}=${secret}` } }
}

/** With every scope but those that see all by what they are for. */
async function withToken(person: string | undefined): Promise<Somebody> {
  const scopes = SCOPE_NAMES.filter(scope => scope !== 'admin' && scope !== 'audit')
  const { secret } = await mintToken(shell, { name: 'canary', scopes, person })
  const who = person === undefined ? 'a machine' : `a program of ${person}`
  return { who, headers: { authorization: `Bearer ${secret}` } }
}

const OTHERS: readonly Somebody[] = [
  await inBrowser('bo'),
  await inBrowser('lea'),
  await withToken('bo'),
  await withToken(undefined),
  { who: 'a stranger', headers: {} },
]

/** Every address that can be looked at, with what it names put in. */
function addresses(): readonly string[] {
  const paths = ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path)
  const parts: Readonly<Record<string, string>> = {
    evidence,
    plan: 'creditnexus',
    obligation: 'classify',
  }
  const filled = paths.flatMap(path =>
    [id, String(number)].map(incident =>
      path
        .replace('{id}', incident)
        .replaceAll(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? 'none'),
    ),
  )
  const asked = [
    '/api/library?q=canary',
    '/api/incidents?words=canary',
    '/api/incidents.csv?words=canary',
    '/api/incidents?severity=P0',
    '/api/figures?severity=P0',
    '/openapi.json',
    ...['alerts', 'alerts/groups', 'silences', 'status', 'receivers'].map(
      name => `/in/alertmanager/api/v2/${name}`,
    ),
  ]
  return [...new Set([...filled, ...asked])].filter(path => !path.endsWith('/live'))
}

const holdsIt = (text: string) => text.toLowerCase().includes(CANARY)

for (const { who, headers } of OTHERS)
  test(`nothing that ${who} can ask for holds a word of it, nor says that it is there`, async () => {
    const paths = addresses()
    ok(paths.length > 60, `${paths.length} addresses`)
    const leaks: string[] = []
    for (const path of paths) {
      const answered = await fetch(new URL(path, address), { headers, redirect: 'manual' })
      const text = `${JSON.stringify([...answered.headers])} ${await answered.text()}`
      if (holdsIt(text) || (!path.includes(id) && text.includes(id))) leaks.push(path)
    }
    deepEqual(leaks, [])
  })

test('who is named finds it there, so that the search above would have found it', async () => {
  const { headers } = await inBrowser('cai')
  const found: string[] = []
  for (const path of addresses()) {
    const answered = await fetch(new URL(path, address), { headers, redirect: 'manual' })
    if (holdsIt(await answered.text())) found.push(path)
  }
  ok(found.length > 8, found.join(' '))
})

test('streams say nothing of it to those who are not named', async () => {
  const open = OTHERS.filter(({ who }) => who !== 'a stranger').map(({ who, headers }) => ({
    who,
    ...listen('/api/live', headers),
  }))
  const named = listen('/api/live', (await inBrowser('cai')).headers)
  for (const stream of [...open, named]) await stream.says('ready')
  await ana('POST', `/api/incidents/${id}/note`, { text: `${CANARY}-live` })
  await ana('POST', `/api/incidents/${id}/classify`, {
    severity: 'P1',
    reason: `${CANARY}-lowered`,
  })
  await house.declare('ana', { title: 'The printer is on fire' })
  for (const stream of [...open, named]) await stream.says('The printer is on fire')
  ok(named.text().includes(id))
  deepEqual(
    open.filter(it => holdsIt(it.text()) || it.text().includes(id)).map(it => it.who),
    [],
  )
  for (const stream of [...open, named]) stream.leave()
  const refused = await fetch(new URL(`/api/incidents/${id}/live`, address), {
    headers: OTHERS[0]?.headers ?? {},
  })
  ok(refused.status === 404 && !holdsIt(await refused.text()))
})

function listen(path: string, headers: Readonly<Record<string, string>>) {
  const leaving = new AbortController()
  let text = ''
  const reading = async () => {
    const answered = await fetch(new URL(path, address), { headers, signal: leaving.signal })
    const decoder = new TextDecoder()
    for await (const chunk of answered.body ?? []) text += decoder.decode(chunk as Uint8Array)
  }
  reading().catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error
  })
  return {
    text: () => text,
    says: (what: string) => until(`a stream says ${what}`, () => text.includes(what)),
    leave: () => leaving.abort(),
  }
}

const SCREENS = [
  '/',
  '/incidents',
  '/incidents?words=canary',
  '/triage',
  '/signals',
  '/plans',
  '/plans/creditnexus',
  '/plans/creditnexus/history',
  '/plans/creditnexus/rehearse',
  '/people',
  '/figures',
  '/settings',
  '/sheet',
  '/declare',
  '/drill',
]

/** All that the server sends to a page, to the moment. */
function heardBy(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = []
  page.on('response', response => {
    const isData = response.url().includes('/api/') && !response.url().endsWith('/live')
    if (isData) bodies.push(response.text().catch(() => ''))
  })
  return async () => (await Promise.all(bodies)).join('\n')
}

for (const person of ['bo', 'lea'])
  test(`no page of ${person} shows a word of it, nor fetches one`, async t => {
    const page = await house.open(t, person, '/settings')
    const heard = heardBy(page)
    for (const path of SCREENS) {
      await page.goto(`${address}${path}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined)
      ok(!holdsIt(await page.content()), `${path} shows it`)
    }
    const all = await heard()
    ok(!holdsIt(all) && !all.includes(id), 'what was fetched holds it')
  })

test('whoever is named sees it, also in the page; whoever opens its address and is not finds nothing there', async t => {
  const named = await house.open(t, 'cai', `/incidents/${id}`)
  await named.getByText(`${CANARY}-note`).first().waitFor()
  const other = await house.open(t, 'bo', '/incidents')
  await other.getByRole('heading', { level: 1 }).first().waitFor()
  const answered = other.waitForResponse(new RegExp(`/api/incidents/${id}$`))
  expectTrouble(other, 'status of 404')
  await other.goto(`${address}/incidents/${id}`)
  ok((await answered).status() === 404)
  await other
    .getByText('There is nothing at this address, or it is not for you to see.')
    .or(other.getByRole('alert'))
    .first()
    .waitFor()
  ok(!holdsIt(await other.content()))
})

test('the next one at a browser finds nothing that the one before had begun to write', async t => {
  const page = await house.open(t, 'cai', `/incidents/${id}`)
  await page.getByText(`${CANARY}-note`).first().waitFor()
  await page.evaluate(`localStorage.setItem('tocsin.draft.${id}.note', '${CANARY}-draft')`)
  await page.goto(`${address}/settings`)
  // What it asks is answered before who asks is gone.
  await page.getByText('This browser').waitFor()
  const kept = () => page.evaluate<string>('JSON.stringify({ ...localStorage })')
  ok(holdsIt(await kept()), 'it waits for the one who wrote it')
  expectTrouble(page, 'status of 401')
  await page.context().clearCookies()
  await house.visit(page, 'bo', '/settings')
  await page.getByText('This browser').waitFor()
  ok(!holdsIt(await kept()))
})

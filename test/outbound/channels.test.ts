// What operators see of the channels, and messages that keep up with their incident though the channel is away for a while.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { showAgain } from '#/app/deliver/shown.ts'
import { plusMs } from '#/core/time.ts'
import { createSlack } from '#/outbound/slack.ts'
import { createTeams } from '#/outbound/teams.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { at, list, PLAN, startApi } from '../http/api.ts'
import { awaited } from './people.ts'
import { startReceiver } from './receiver.ts'

/** How a server of this test answers from now on. */
const teams = { status: 202 }
const slack = { fails: false, said: [] as Record<string, string>[] }
const server = await startReceiver((received, response) => {
  const form = Object.fromEntries(new URLSearchParams(received.body))
  if (received.path === '/teams') response.writeHead(teams.status).end()
  else if (slack.fails) response.writeHead(503).end('CANARY')
  else {
    slack.said.push({ ...form, method: received.path })
    response.end(JSON.stringify({ ok: true, channel: 'D0ANA', ts: '1700000000.000100' }))
  }
})
after(() => server.close())
const address = `http://127.0.0.1:${server.port}`
const DIRECTORY = `
people:
  ana: {name: Ana Silva, slack: U0ANA, contacts: [{channel: teams, address: "${address}/teams"}]}
  bo: {name: Bo Lind, email: bo@acme.example}
  cleo: {name: Cleo Weber, email: cleo@acme.example}
positions: {chief: [ana], engineer: [bo]}
groups: {board: [cleo]}
contacts: {customers: [all@customers.example]}
`
const api = await startApi({
  plan: PLAN.replace('paging: {', 'paging: {via: [slack], '),
  directory: DIRECTORY,
  destinations() {
    const now = () => api.shell.now()
    const url = `${address}/`
    return [
      createSlack({ token: 'xoxb-test', url, now }),
      createTeams({ allow: [`127.0.0.1:${server.port}`], now }),
    ]
  },
})
const cleo = await api.responder('cleo')
const ana = await api.responder('ana')

const channel = async (name: string) =>
  list(await api.operator('GET', '/api/channels'), 'channels').find(it => it['channel'] === name)

test('operators see which channels are set up; nobody else does', async () => {
  equal((await channel('slack'))?.['set_up'], true)
  equal((await channel('sms'))?.['set_up'], false)
  equal((await ana('GET', '/api/channels')).status, 403)
  equal((await ana('POST', '/api/channels/slack/try', { body: {} })).status, 403)
  equal((await api.stranger('GET', '/api/channels')).status, 401)
})

test('a channel is tried at one’s own address or at another, and it is told what became of it', async () => {
  const admin = await api.client(['admin'], 'ana')
  const tried = await admin('POST', '/api/channels/slack/try', { body: {} })
  deepEqual(tried.body, { delivered: true, detail: 'Slack took it.' })
  equal(slack.said.at(-1)?.['channel'], 'U0ANA')
  match(String(slack.said.at(-1)?.['text']), /this is a test/)
  const none = await api.operator('POST', '/api/channels/slack/try', { body: {} })
  equal(none.body['delivered'], false)
  match(String(none.body['detail']), /name one/)
  const room = await api.operator('POST', '/api/channels/slack/try', { body: { to: '#war' } })
  equal(room.body['delivered'], true)
  const missing = await api.operator('POST', '/api/channels/sms/try', {
    body: { to: '+3525550101' },
  })
  deepEqual(missing.body, { delivered: false, detail: 'It is not set up.' })
  equal((await api.operator('POST', '/api/channels/fax/try', { body: {} })).status, 400)
})

test('T1.4 that a channel failed, and why, is shown until it works again', async () => {
  teams.status = 503
  const to = `${address}/teams`
  const failed = await api.operator('POST', '/api/channels/teams/try', { body: { to } })
  deepEqual(failed.body, { delivered: false, detail: 'The receiver answered with HTTP 503.' })
  const down = await awaited('the failure', async () => {
    const shown = await channel('teams')
    return shown?.['failed'] === null ? undefined : shown
  })
  equal(down['failure'], 'The receiver answered with HTTP 503.')
  teams.status = 202
  await api.operator('POST', '/api/channels/teams/try', { body: { to } })
  const works = await awaited('the success', async () => {
    const shown = await channel('teams')
    return shown?.['worked'] === null ? undefined : shown
  })
  ok(String(works['worked']) >= String(works['failed']))
})

test('a refusal for its recipient’s sake is no failure of the channel', async () => {
  const before = await channel('teams')
  teams.status = 404
  const to = `${address}/teams`
  const gone = await api.operator('POST', '/api/channels/teams/try', { body: { to } })
  equal(gone.body['delivered'], false)
  teams.status = 202
  equal((await channel('teams'))?.['failed'], before?.['failed'])
})

async function paged(title: string): Promise<string> {
  const from = slack.said.length
  const { body } = await cleo('POST', '/api/incidents', { body: { title } })
  const path = `/api/incidents/${String(body['id'])}`
  await awaited('the page', async () => slack.said.slice(from).find(it => it['text'] !== undefined))
  await awaited('its receipt', async () =>
    list(await api.operator('GET', `${path}/events`), 'events').find(
      it => it['type'] === 'receipts-recorded',
    ),
  )
  return path
}

const updates = () => slack.said.filter(({ method }) => method === '/chat.update')

test('a message catches up once the channel is back, and is changed no more than needed', async () => {
  const path = await paged('Fire')
  slack.fails = true
  const page = at(await ana('GET', path), 'body', 'pages', 0, 'id')
  equal((await ana('POST', `${path}/acknowledge`, { body: { page } })).status, 200)
  const before = updates().length
  // This node has tried by now, or will find that it cannot; either way it is due again later.
  const { pool } = api.shell
  await awaited('a failed try', async () => {
    const { rows } = await pool.query('select 1 from shown_message where attempt > 0')
    return rows[0] as unknown
  })
  slack.fails = false
  const later = { ...api.shell, now: () => plusMs(api.shell.now(), 120_000) }
  const slackNow = createSlack({ token: 'xoxb-test', url: `${address}/`, now: later.now })
  await awaited('the change', async () => {
    await showAgain(later, new Map([['slack', slackNow]]))
    return updates().length > before ? true : undefined
  })
  match(JSON.stringify(updates().at(-1)), /Ana Silva is on it/)
  const changed = updates().length
  await cleo('POST', `${path}/note`, { body: { text: 'Nothing that a page shows' } })
  while ((await showAgain(later, new Map([['slack', slackNow]]))) > 0) continue
  equal(updates().length, changed)
})

test('what cannot be changed any more is given up, and an incident that is over leaves nothing', async () => {
  const path = await paged('Smoke')
  const refuses: Destination = {
    channel: 'slack',
    send: () => Promise.reject(new Error('nothing is sent here')),
    update: (_message: Message) =>
      Promise.resolve({
        delivered: false,
        retry: 'never',
        cause: new Error('It is gone.'),
        channelWorks: true,
      }),
  }
  const later = { ...api.shell, now: () => plusMs(api.shell.now(), 600_000) }
  await cleo('POST', `${path}/declassify`, { body: { reason: 'A neighbour’s barbecue' } })
  const left = async () => {
    const { rows } = await api.shell.pool.query(
      'select 1 from shown_message where incident_id = $1',
      [path.replace('/api/incidents/', '')],
    )
    return rows.length
  }
  await awaited('the end', async () => {
    await showAgain(later, new Map([['slack', refuses]]))
    return (await left()) === 0 ? true : undefined
  })
})

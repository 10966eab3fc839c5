// Teams, Discord, Mattermost and ntfy: a real server on this machine takes what is posted, whatever name it has.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fromMs } from '#/core/time.ts'
import type { Resolve } from '#/outbound/address-guard.ts'
import type { HookSettings } from '#/outbound/chat-hook.ts'
import { createDiscord } from '#/outbound/discord.ts'
import { createMattermost } from '#/outbound/mattermost.ts'
import type { Destination, Message, Outcome } from '#/outbound/message.ts'
import { createNtfy } from '#/outbound/ntfy.ts'
import { createTeams } from '#/outbound/teams.ts'
import { HOSTILE, page } from './messages.ts'
import { startReceiver } from './receiver.ts'
import type { Responder } from './receiver.ts'

const now = () => fromMs(Date.now())
const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
const NTFY = { url: 'https://ntfy.example.org', token: 'tk_secret' }

const CHANNELS: Readonly<Record<string, (settings: HookSettings) => Destination>> = {
  teams: createTeams,
  discord: createDiscord,
  mattermost: createMattermost,
  ntfy: settings => createNtfy({ ...settings, ...NTFY }),
}

async function posts(channel: string, message: Partial<Message>, respond?: Responder) {
  const receiver = await startReceiver(respond)
  const host = `hooks.example.org:${receiver.port}`
  const destination = CHANNELS[channel]?.({ allow: [host], now, resolve: here })
  ok(destination !== undefined)
  const outcome = await destination.send(
    { ...page, ...message, to: { person: 'ana', address: `http://${host}/hook`, ...message.to } },
    AbortSignal.timeout(5_000),
  )
  await receiver.close()
  return { outcome, requests: receiver.requests, body: receiver.requests[0]?.body ?? '' }
}

const answers =
  (status: number, headers: Record<string, string> = {}): Responder =>
  (_received, response) =>
    response.writeHead(status, headers).end('words of a stranger')
const verdict = (outcome: Outcome) => (outcome.delivered ? 'delivered' : outcome.retry)

for (const channel of Object.keys(CHANNELS))
  describe(channel, () => {
    test('T2.1 a page says what it is about, and leads to where it is answered', async () => {
      const { outcome, body } = await posts(channel, {})
      deepEqual(outcome, { delivered: true, detail: 'HTTP 204' })
      ok(body.includes('https://tocsin.example.org/acknowledge/v1.abc.def'))
      ok(body.includes('https://tocsin.example.org/incidents/12'))
      ok(body.includes('take command'))
      JSON.parse(body)
    })

    test('of a restricted incident it says nothing where others may read it', async () => {
      const incident = { ...page.incident, restricted: true, title: 'CANARY', severity: 'P0' }
      const { body } = await posts(channel, { incident, subject: 'CANARY', text: 'CANARY' })
      ok(!body.includes('CANARY') && !body.includes('P0'), body)
      ok(body.includes('You are wanted'), body)
    })

    test('an exercise says so first', async () => {
      const { body } = await posts(channel, { incident: { ...page.incident, exercise: true } })
      match(body, /\\*\[EXERCISE/)
    })

    for (const [status, expected] of [
      [200, 'delivered'],
      [202, 'delivered'],
      [302, 'never'],
      [400, 'never'],
      [401, 'never'],
      [404, 'never'],
      [429, 'later'],
      [500, 'later'],
      [503, 'later'],
    ] as const)
      test(`HTTP ${status}: ${expected}, and nothing of what was answered is repeated`, async () => {
        const { outcome } = await posts(channel, {}, answers(status, { 'retry-after': '7' }))
        equal(verdict(outcome), expected)
        if (outcome.delivered) return
        ok(!outcome.cause.message.includes('stranger'))
        equal(outcome.after, expected === 'later' ? 7_000 : undefined)
      })

    test('an address inside is not reached, and neither is one without TLS', async () => {
      const destination = CHANNELS[channel]?.({ allow: [], now, resolve: here })
      const to = (address: string) => ({ ...page, to: { person: 'ana', address } })
      for (const address of [
        'https://metadata.example.org/hook',
        'http://hooks.example.org/hook',
        'https://169.254.169.254/hook',
        'https://user:secret@hooks.example.org/hook',
        'ftp://hooks.example.org/hook',
        'not an address',
        '',
      ]) {
        const outcome = await destination?.send(to(address), AbortSignal.timeout(5_000))
        ok(outcome !== undefined && verdict(outcome) === 'never', address)
        ok(!outcome.delivered && !outcome.cause.message.includes('secret'))
      }
    })

    test('who says nothing is given up', async () => {
      const abort = new AbortController()
      const receiver = await startReceiver(() => abort.abort())
      const host = `hooks.example.org:${receiver.port}`
      const outcome = await CHANNELS[channel]?.({ allow: [host], now, resolve: here }).send(
        { ...page, to: { person: 'ana', address: `http://${host}/hook` } },
        abort.signal,
      )
      await receiver.close()
      ok(outcome !== undefined && verdict(outcome) === 'later')
    })

    test('hostile text in every field stays text', async () => {
      for (const text of [
        ...HOSTILE,
        '@everyone @here <@1> <!channel> [x](https://evil.example)',
      ]) {
        const incident = { ...page.incident, title: text, severity: text.slice(0, 40) }
        const { outcome, body } = await posts(channel, { incident, subject: text, text })
        equal(verdict(outcome), 'delivered', text)
        ok(Buffer.byteLength(body) < 28_000)
        const strings: string[] = []
        JSON.parse(body, (key, value: unknown) => {
          if (typeof value === 'string' && key !== 'url' && key !== 'click') strings.push(value)
          return value
        })
        for (const said of strings) ok(!/[^\P{Cc}\n\t]/u.test(said) && said.isWellFormed(), said)
        if (channel === 'discord' || channel === 'mattermost')
          for (const said of strings) ok(!/(?<!\\)(@\w|<[@!]|\]\(https:\/\/evil)/.test(said), said)
      }
    })
  })

test('Discord mentions nobody, whatever a text says', async () => {
  const { body } = await posts('discord', { text: '@everyone' })
  deepEqual((JSON.parse(body) as Record<string, unknown>)['allowed_mentions'], { parse: [] })
})

test('a text in Teams is a run of text, in which no mark means anything', async () => {
  const { body } = await posts('teams', { text: '# [x](https://evil.example) **y**\nz' })
  const types: unknown[] = []
  JSON.parse(body, (key, value: unknown) => {
    if (key === 'type') types.push(value)
    return value
  })
  ok(!types.includes('TextBlock'))
  equal(types.filter(type => type === 'TextRun').length, 4)
})

test('a phone with ntfy answers by itself, and no other server is shown the token', async () => {
  const { requests, body } = await posts('ntfy', {})
  equal(requests[0]?.path, '/')
  equal(requests[0]?.headers.authorization, undefined)
  const { topic, priority, actions } = JSON.parse(body) as Record<string, unknown>
  deepEqual([topic, priority], ['hook', 5])
  deepEqual((actions as readonly object[])[0], {
    action: 'http',
    label: 'I am on it',
    url: page.acknowledgeUrl,
    method: 'POST',
    clear: true,
  })
})

test('a bare topic is one of our own server, which is shown the token and may be inside', async () => {
  const receiver = await startReceiver()
  const url = `http://ntfy.inside.example:${receiver.port}`
  const ntfy = createNtfy({ allow: [], now, resolve: here, url, token: 'tk_secret' })
  const outcome = await ntfy.send(
    { ...page, act: 'update', to: { person: 'ana', address: 'tocsin-ana' } },
    AbortSignal.timeout(5_000),
  )
  await receiver.close()
  equal(verdict(outcome), 'delivered')
  const [request] = receiver.requests
  equal(request?.headers.authorization, 'Bearer tk_secret')
  const { topic, priority } = JSON.parse(request?.body ?? '') as Record<string, unknown>
  deepEqual([topic, priority], ['tocsin-ana', 3])
})

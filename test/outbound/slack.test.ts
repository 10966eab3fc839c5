// Slack as somebody else emulates it, and servers that misbehave.
import { createEmulator } from 'emulate'
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { fromMs } from '#/core/time.ts'
import type { Message, Outcome } from '#/outbound/message.ts'
import { createSlack } from '#/outbound/slack.ts'
import type { Slack } from '#/outbound/slack.ts'
import { escapeSlack, slackText } from '#/outbound/slack-text.ts'
import { freePort } from './free-port.ts'
import { HOSTILE, page } from './messages.ts'
import { startReceiver } from './receiver.ts'
import type { Responder } from './receiver.ts'

const scopes = ['chat:write', 'channels:history', 'im:history', 'im:write', 'users:read']
const emulator = await createEmulator({
  service: 'slack',
  port: await freePort(),
  seed: {
    tokens: { 'xoxb-test': { login: 'tocsin', scopes: [...scopes, 'users:read.email'] } },
    slack: {
      team: { name: 'Acme', domain: 'acme' },
      users: [
        { name: 'tocsin', real_name: 'Tocsin', email: 'tocsin@acme.example' },
        { name: 'ana', real_name: 'Ana', email: 'ana@acme.example' },
      ],
      channels: [{ name: 'incidents' }],
      strict_scopes: false,
    },
  },
})
after(() => emulator.close())
beforeEach(() => emulator.reset())
const now = () => fromMs(Date.now())
const slackWith = (over: object): Slack =>
  createSlack({ token: 'xoxb-test', url: `${emulator.url}/api/`, now, ...over })
const slack = slackWith({})
const soon = () => AbortSignal.timeout(5_000)
const to = (address: string, over: Partial<Message> = {}): Message => ({
  ...page,
  channel: 'slack',
  token: 'v1.abc.def',
  ...over,
  to: { person: 'ana', name: 'Ana', address },
})
const verdict = (outcome: Outcome) => (outcome.delivered ? 'delivered' : outcome.retry)

type Said = {
  readonly ts: string
  readonly text: string
  readonly thread_ts?: string
  readonly blocks: readonly Record<string, unknown>[]
}

async function asked(
  method: string,
  form: Record<string, string>,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${emulator.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test' },
    body: new URLSearchParams(form),
  })
  return (await response.json()) as Record<string, unknown>
}

async function saidIn(reference: string | undefined): Promise<readonly Said[]> {
  const [channel = ''] = (reference ?? '').split('/')
  return (await asked('conversations.history', { channel }))['messages'] as readonly Said[]
}

async function sent(message: Message): Promise<string> {
  const outcome = await slack.send(message, soon())
  ok(outcome.delivered && outcome.reference !== undefined, JSON.stringify(outcome))
  return outcome.reference
}

test('C4.1 a page reaches somebody by their mail address, with buttons that answer it', async () => {
  const reference = await sent(to('ana@acme.example'))
  const [said] = await saidIn(reference)
  ok(said !== undefined)
  equal(said.text, '[#12] P0: take command')
  const actions = said.blocks.find(block => block['type'] === 'actions')
  const elements = actions?.['elements'] as readonly Record<string, unknown>[]
  deepEqual(
    elements.map(({ action_id: action, value }) => [action, value]),
    [
      ['tocsin.acknowledge', 'v1.abc.def'],
      ['tocsin.hand-on', 'v1.abc.def'],
    ],
  )
})

test('a page reaches somebody by their id, and a room by its own', async () => {
  const { user } = (await asked('users.lookupByEmail', { email: 'ana@acme.example' })) as {
    user: { id: string }
  }
  const reference = await sent(to(user.id))
  equal((await saidIn(reference)).length, 1)
  const { channels } = (await asked('conversations.list', {})) as {
    channels: readonly { id: string; name: string }[]
  }
  const room = channels.find(({ name }) => name === 'incidents')?.id ?? ''
  match(await sent(to(room)), new RegExp(`^${room}/`))
})

test('the message is changed where it is when the page is answered', async () => {
  const message = to('ana@acme.example')
  const reference = await sent(message)
  const standing = {
    page: { state: 'acknowledged', by: 'Bo <!channel>', at: page.at },
    incident: 'P0, contained',
  } as const
  const outcome = await slack.update?.({ ...message, standing }, reference, soon())
  deepEqual(outcome, { delivered: true })
  const all = await saidIn(reference)
  equal(all.length, 1)
  const text = JSON.stringify(all[0])
  match(text, /Bo &lt;!channel&gt; is on it since 02:04 UTC\. Now: P0, contained\./)
  ok(!text.includes('"actions"'))
})

test('what follows in one incident is said below what began it', async () => {
  const first = await sent(to('ana@acme.example'))
  const second = await sent(to('ana@acme.example', { thread: first, act: 'update' }))
  const { messages } = (await asked('conversations.replies', {
    channel: first.split('/')[0] ?? '',
    ts: first.split('/')[1] ?? '',
  })) as { messages: readonly Said[] }
  deepEqual(
    messages.map(({ ts }) => ts),
    [first, second].map(it => it.split('/')[1]),
  )
})

test('somebody whom the workspace does not know, and rooms that are not there', async () => {
  for (const [address, says] of [
    ['nobody@acme.example', /users_not_found.*mail address/],
    ['#nowhere', /channel_not_found.*\/invite/],
    ['@ana', /none of Slack’s/],
    ['<!channel>', /none of Slack’s/],
    ['', /none of Slack’s/],
  ] as const) {
    const outcome = await slack.send(to(address), soon())
    ok(!outcome.delivered && outcome.retry === 'never' && outcome.channelWorks, address)
    match(outcome.cause.message, says)
  }
})

test('somebody who left and came back has another number', async () => {
  await sent(to('ana@acme.example'))
  emulator.reset()
  await sent(to('ana@acme.example'))
})

test('a room by its name is asked for as it is written', async () => {
  const server = await startReceiver((_received, response) => response.end('{"ok":true}'))
  const one = slackWith({ url: `http://127.0.0.1:${server.port}/` })
  deepEqual(await one.send(to('#incidents'), soon()), { delivered: true, detail: 'Slack took it.' })
  await server.close()
  equal(new URLSearchParams(server.requests[0]?.body).get('channel'), '#incidents')
})

test('a message that is gone, or is not ours, is not changed', async () => {
  for (const reference of ['C123/1700000000.000100', 'nonsense', '../../x'])
    equal(verdict((await slack.update?.(to('#x'), reference, soon())) as Outcome), 'never')
})

async function answered(respond: Responder): Promise<Outcome> {
  const server = await startReceiver(respond)
  const outcome = await slackWith({ url: `http://127.0.0.1:${server.port}/` }).send(
    to('U024BE7LH'),
    soon(),
  )
  await server.close()
  return outcome
}

for (const [status, body, expected, says] of [
  [200, '{"ok":false,"error":"token_revoked"}', 'later', /revoked/],
  [200, '{"ok":false,"error":"missing_scope"}', 'later', /scope/],
  [200, '{"ok":false,"error":"user_disabled"}', 'never', /deactivated/],
  [200, '{"ok":false,"error":"fatal_error"}', 'later', /fatal_error/],
  [200, '{"ok":false,"error":"CANARY <script>"}', 'later', /not understood/],
  [200, '{"ok":"true"}', 'later', /not understood/],
  [200, '<html>CANARY', 'later', /not understood/],
  [200, 'null', 'later', /not understood/],
  [429, '{"ok":false,"error":"ratelimited"}', 'later', /patience/],
  [500, 'CANARY', 'later', /HTTP 500/],
  [503, '', 'later', /HTTP 503/],
  [302, '', 'later', /HTTP 302/],
] as const)
  test(`Slack answers ${status} ${body}: ${expected}`, async () => {
    const outcome = await answered((_received, response) =>
      response.writeHead(status, { 'retry-after': '30' }).end(body),
    )
    ok(!outcome.delivered)
    equal(outcome.retry, expected)
    match(outcome.cause.message, says)
    ok(!outcome.cause.message.includes('CANARY'))
    if (status === 429) equal(outcome.after, 30_000)
  })

test('a member of another workspace is nobody of ours, whatever address they wrote down there', async () => {
  const users: Readonly<Record<string, object>> = {
    U1: { team_id: 'T1' },
    U2: { team_id: 'T2' },
    U3: { team_id: 'T3', enterprise_user: { enterprise_id: 'E1' } },
    U4: { team_id: 'T1', deleted: true },
    U5: {},
  }
  const server = await startReceiver(({ path, body }, response) => {
    const user = users[new URLSearchParams(body).get('user') ?? '']
    const profile = { email: 'ana@acme.example' }
    const answer = path.endsWith('auth.test')
      ? { ok: true, team_id: 'T1', enterprise_id: 'E1' }
      : { ok: true, user: { ...user, profile } }
    response.writeHead(200).end(JSON.stringify(answer))
  })
  const workspace = slackWith({ url: `http://127.0.0.1:${server.port}/` })
  const mails = []
  for (const member of Object.keys(users)) mails.push(await workspace.mailOf(member, soon()))
  deepEqual(mails, ['ana@acme.example', undefined, 'ana@acme.example', undefined, undefined])
  await server.close()
})

test('Slack that says nothing, hangs up, or never ends', async () => {
  equal(verdict(await answered((_received, response) => response.destroy())), 'later')
  const endless = await answered((_received, response) => {
    response.writeHead(200)
    const more = () => {
      if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more))
    }
    more()
  })
  equal(verdict(endless), 'later')
  const abort = new AbortController()
  const server = await startReceiver(() => abort.abort())
  const mute = slackWith({ url: `http://127.0.0.1:${server.port}/` })
  equal(verdict(await mute.send(to('U024BE7LH'), abort.signal)), 'later')
  await server.close()
})

test('no text can mention anyone, hide where a link leads, or grow beyond what Slack takes', async () => {
  const more = ['<!channel> <!here> <@U024BE7LH> <#C1> <https://evil.example|Acknowledge>', '|>|<']
  for (const text of [...HOSTILE, ...more, '&'.repeat(3_000)]) {
    const incident = { ...page.incident, title: text, severity: text.slice(0, 40) }
    const said = slackText(to('#x', { subject: text, text, incident }))
    const written: string[] = [said.text]
    for (const block of said.blocks)
      JSON.parse(JSON.stringify(block), (key, value: unknown) => {
        if (key === 'text' && typeof value === 'string') written.push(value)
        return value
      })
    for (const one of written) {
      const ours = one.replace(`<${page.incidentUrl}|`, '').replace(/>$/, '')
      ok(!/[<>]/.test(ours), one)
      ok(one.length <= 3_000 && one.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(one), one)
    }
    equal(
      verdict(await slack.send(to('ana@acme.example', { subject: text, text, incident }), soon())),
      'delivered',
    )
  }
  equal(escapeSlack('<@U1> & <!here>'), '&lt;@U1&gt; &amp; &lt;!here&gt;')
})

test('in a room nothing is said of a restricted incident; to somebody who may see it, it is', () => {
  const incident = { ...page.incident, restricted: true, title: 'CANARY' }
  const message = to('#incidents', { incident, subject: 'CANARY', text: 'CANARY' })
  const inRoom = (isPrivate: boolean) =>
    JSON.stringify(slackText({ ...message, to: { address: '#x', room: { private: isPrivate } } }))
  ok(!inRoom(false).includes('CANARY'))
  ok(inRoom(true).includes('CANARY'))
  ok(JSON.stringify(slackText(message)).includes('CANARY'))
})

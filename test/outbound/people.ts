// People who carry a phone and read Slack, over emulations of Slack and Twilio that somebody else wrote.
import { createEmulator } from 'emulate'
import { createHmac } from 'node:crypto'
import { ok } from 'node:assert/strict'
import { after } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { fromMs } from '#/core/time.ts'
import { destinationsOf } from '#/outbound/destinations.ts'
import { startApi } from '../http/api.ts'
import type { Api } from '../http/api.ts'
import { freePort } from './free-port.ts'

const ACCOUNT = 'AC00000000000000000000000000000000'
const AUTH_TOKEN = 'twilio_test_auth_token'
const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5'
const NUMBER = '+15551234567'

export type Fields = Readonly<Record<string, unknown>>

export type People = {
  readonly api: Api
  /** What stands in somebody's conversation with the bot, the newest first. */
  readonly inSlack: (mail: string) => Promise<readonly Fields[]>
  /** Somebody presses the button of this action below a message of theirs; as `by`, if it is not they who do. */
  readonly press: (message: Fields, action: string, by: string) => Promise<Response>
  /** Text messages to a number, the newest first. */
  readonly inPhone: (number: string) => Promise<readonly Fields[]>
  readonly calls: () => Promise<readonly Fields[]>
  /** Somebody writes back. */
  readonly reply: (from: string, text: string) => Promise<void>
  /** What becomes of a text message. */
  readonly endsAs: (sid: string, status: string) => Promise<void>
  /** A request as Twilio signs it. */
  readonly asTwilio: (path: string, form: Readonly<Record<string, string>>) => Promise<Response>
  readonly asSlack: (path: string, form: Readonly<Record<string, string>>) => Promise<Response>
  readonly memberOf: (mail: string) => Promise<string>
  readonly roomCalled: (name: string) => Promise<string>
  /** What stands in a room, the newest first. */
  readonly inRoom: (room: string) => Promise<readonly Fields[]>
}

export async function startPeople(plan: string, directory: string): Promise<People> {
  const [own, slackPort, twilioPort] = [await freePort(), await freePort(), await freePort()]
  const address = `http://127.0.0.1:${own}`
  const mails = [...directory.matchAll(/(?:email|slack): ([^,}\s]+@[^,}\s]+)/g)].map(
    it => it[1] ?? '',
  )
  const users = ['stranger@elsewhere.example', ...new Set(mails)].map(email => ({
    name: email.replace(/@.*/, ''),
    email,
  }))
  const slack = await createEmulator({
    service: 'slack',
    port: slackPort,
    seed: {
      tokens: { 'xoxb-tests': { login: 'tocsin', scopes: ['chat:write', 'im:write'] } },
      slack: {
        team: { name: 'Acme', domain: 'acme' },
        users: [{ name: 'tocsin', email: 'tocsin@acme.example' }, ...users],
        channels: [{ name: 'incidents' }, { name: 'trusted' }],
        strict_scopes: false,
      },
    },
  })
  const twilio = await createEmulator({
    service: 'twilio',
    port: twilioPort,
    seed: {
      twilio: {
        account: { sid: ACCOUNT, auth_token: AUTH_TOKEN },
        phone_numbers: [
          { phone_number: NUMBER, friendly_name: 'Tocsin', sms_url: `${address}/in/twilio/sms` },
        ],
      },
    },
  })
  after(() => Promise.all([slack.close(), twilio.close()]))
  const api = await startApi({
    plan,
    directory,
    environment: {
      PORT: String(own),
      TOCSIN_URL: address,
      TOCSIN_SLACK_TOKEN: 'xoxb-tests',
      TOCSIN_SLACK_SIGNING_SECRET: SIGNING_SECRET,
      TOCSIN_SLACK_URL: `${slack.url}/api`,
      TOCSIN_TWILIO_ACCOUNT: ACCOUNT,
      TOCSIN_TWILIO_TOKEN: AUTH_TOKEN,
      TOCSIN_TWILIO_FROM: NUMBER,
      TOCSIN_TWILIO_URL: twilio.url,
    },
    destinations(settings) {
      const now = () => fromMs(Date.now())
      const made = destinationsOf(settings, { now, log: pino({ level: 'silent' }) })
      ok('destinations' in made, JSON.stringify(made))
      return made.destinations
    },
  })

  async function askSlack(method: string, form: Readonly<Record<string, string>>): Promise<Fields> {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-tests' },
      body: new URLSearchParams(form),
    })
    return (await response.json()) as Fields
  }
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString('base64')}`
  async function askTwilio(path: string, form?: Readonly<Record<string, string>>): Promise<Fields> {
    const response = await fetch(`${twilio.url}${path}`, {
      headers: { authorization },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    })
    return (await response.json()) as Fields
  }
  const listed = async (what: 'Messages' | 'Calls') => {
    const body = await askTwilio(`/2010-04-01/Accounts/${ACCOUNT}/${what}.json`)
    return (body[what.toLowerCase()] ?? []) as readonly Fields[]
  }
  const memberOf = async (email: string) => {
    const { user } = (await askSlack('users.lookupByEmail', { email })) as { user: { id: string } }
    return user.id
  }
  const inSlack = async (mail: string) => {
    const { channel } = (await askSlack('conversations.open', { users: await memberOf(mail) })) as {
      channel: { id: string }
    }
    const { messages } = await askSlack('conversations.history', { channel: channel.id })
    return ((messages ?? []) as readonly Fields[]).map(it => ({ ...it, channel: channel.id }))
  }
  const asSlack = (path: string, form: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(form).toString()
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', SIGNING_SECRET)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex')
    return fetch(`${address}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    })
  }
  return {
    api,
    inSlack,
    memberOf,
    asSlack,
    async roomCalled(wanted) {
      const { channels } = await askSlack('conversations.list', {})
      const room = (channels as readonly Fields[]).find(({ name }) => name === wanted)
      return String(room?.['id'])
    },
    async inRoom(channel) {
      const { messages } = await askSlack('conversations.history', { channel })
      return (messages ?? []) as readonly Fields[]
    },
    async press(message, action, by) {
      const { elements } = (message['blocks'] as readonly Fields[]).find(
        block => block['type'] === 'actions',
      ) as { elements: readonly Fields[] }
      const button = elements.find(element => element['action_id'] === action)
      const payload = {
        type: 'block_actions',
        user: { id: await memberOf(by) },
        channel: { id: message['channel'] },
        message,
        actions: [{ action_id: action, value: button?.['value'], type: 'button' }],
      }
      return asSlack('/in/slack/actions', { payload: JSON.stringify(payload) })
    },
    inPhone: async number => (await listed('Messages')).filter(it => it['to'] === number),
    calls: () => listed('Calls'),
    async reply(from, text) {
      const form = { To: NUMBER, From: from, Body: text }
      await askTwilio('/_twilio/simulate/inbound-message', form)
    },
    async endsAs(sid, status) {
      await askTwilio('/_twilio/simulate/message-status', { MessageSid: sid, Status: status })
    },
    asTwilio(path, form) {
      const said = Object.entries(form)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flat()
      const signature = createHmac('sha1', AUTH_TOKEN)
        .update(`${address}${path}${said.join('')}`)
        .digest('base64')
      return fetch(`${address}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signature,
        },
        body: new URLSearchParams(form),
      })
    },
  }
}

const WAIT_MS_MAX = 20_000

/** What is there once it is; fails when it never comes. */
export async function awaited<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + WAIT_MS_MAX
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    ok(Date.now() < until, `${what} did not come`)
    await pause(20)
  }
}

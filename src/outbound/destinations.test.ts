import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { fromMs } from '#/core/time.ts'
import { destinationsOf } from './destinations.ts'
import type { ChannelSettings } from './destinations.ts'

const NOTHING: ChannelSettings = {
  smtpUrl: undefined,
  mailFrom: 'Tocsin <tocsin@acme.example>',
  webhookSecrets: [],
  webhookAllow: [],
  publicUrl: 'https://tocsin.acme.example',
  ntfyUrl: 'https://ntfy.sh',
  ntfyToken: undefined,
  slackToken: undefined,
  slackUrl: 'https://slack.com/api',
  twilioAccount: undefined,
  twilioToken: undefined,
  twilioFrom: undefined,
  twilioCallsFrom: undefined,
  twilioUrl: 'https://api.twilio.com',
}
const ACCOUNT = `AC${'0'.repeat(32)}`
const made = (settings: Partial<ChannelSettings>) =>
  destinationsOf({ ...NOTHING, ...settings }, { now: () => fromMs(0), log: { info() {} } })

const channelsOf = (settings: Partial<ChannelSettings>) => {
  const parts = made(settings)
  ok('destinations' in parts, JSON.stringify(parts))
  return parts.destinations.map(({ channel }) => channel)
}

test('what needs only an address is there from the start', () => {
  deepEqual(channelsOf({}), ['log', 'ntfy', 'teams', 'mattermost', 'discord'])
})

test('Slack, text messages and calls are there once they are set up', () => {
  ok(channelsOf({ slackToken: 'xoxb-12345-67890' }).includes('slack'))
  const twilio = { twilioAccount: ACCOUNT, twilioToken: 'x', twilioFrom: '+3525550101' }
  ok(channelsOf(twilio).includes('voice') && channelsOf(twilio).includes('sms'))
  const service = { ...twilio, twilioFrom: `MG${'0'.repeat(32)}` }
  ok(channelsOf(service).includes('sms') && !channelsOf(service).includes('voice'))
  ok(channelsOf({ ...service, twilioCallsFrom: '+3525550102' }).includes('voice'))
})

for (const [settings, named] of [
  [{ slackToken: 'secret-word' }, 'TOCSIN_SLACK_TOKEN'],
  [{ twilioAccount: 'secret-word' }, 'TOCSIN_TWILIO_ACCOUNT'],
  [{ twilioAccount: ACCOUNT, twilioFrom: '+3525550101' }, 'TOCSIN_TWILIO_TOKEN'],
  [{ twilioAccount: ACCOUNT, twilioToken: 'secret-word' }, 'TOCSIN_TWILIO_FROM'],
  [{ twilioAccount: ACCOUNT, twilioToken: 'secret-word', twilioFrom: '0' }, 'TOCSIN_TWILIO_FROM'],
] as const)
  test(`what is half set up is told by its name, and without its value: ${named}`, () => {
    const parts = made(settings)
    ok('problems' in parts)
    ok(
      parts.problems.some(problem => problem.startsWith(`${named}:`)),
      parts.problems.join(),
    )
    ok(!parts.problems.join().includes('secret-word'))
  })

import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isSlackSigned, isTwilioSigned } from './signature.ts'

// The example of Slack's own documentation.
const SLACK = {
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  at: 1_531_420_618,
  body: Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  ),
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
}

function slack(over: Partial<typeof SLACK & { timestamp: string | undefined; nowMs: number }>) {
  const { secret, body, signature } = { ...SLACK, ...over }
  const timestamp = 'timestamp' in over ? over.timestamp : String(SLACK.at)
  return isSlackSigned(secret, { signature, timestamp, body }, over.nowMs ?? SLACK.at * 1000)
}

test('Slack’s own example is signed by Slack', () => equal(slack({}), true))

test('what was changed, is old, or is signed by another, is not', () => {
  equal(slack({ body: Buffer.concat([SLACK.body, Buffer.from(' ')]) }), false)
  equal(slack({ secret: `${SLACK.secret}x` }), false)
  equal(slack({ timestamp: String(SLACK.at + 1) }), false)
  equal(slack({ timestamp: undefined }), false)
  equal(slack({ timestamp: 'NaN' }), false)
  equal(slack({ signature: SLACK.signature.slice(0, -1) }), false)
  equal(slack({ signature: `v0=${'0'.repeat(64)}` }), false)
  equal(slack({ signature: '' }), false)
  equal(slack({ nowMs: (SLACK.at + 300) * 1000 }), true)
  equal(slack({ nowMs: (SLACK.at + 301) * 1000 }), false)
  equal(slack({ nowMs: (SLACK.at - 301) * 1000 }), false)
})

// The example of Twilio's own documentation.
const PARAMS = {
  CallSid: 'CA1234567890ABCDE',
  From: '+12349013030',
  To: '+18005551212',
  Caller: '+12349013030',
  Digits: '1234',
}
const TWILIO = {
  token: '12345',
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  signature: '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
  params: PARAMS as Readonly<Record<string, string>>,
}

function twilio(
  over: Partial<Omit<typeof TWILIO, 'signature'> & { signature: string | undefined }>,
) {
  const { token, url, params } = { ...TWILIO, ...over }
  const signature = 'signature' in over ? over.signature : TWILIO.signature
  return isTwilioSigned(token, { signature, url, params: new URLSearchParams(params) })
}

test('Twilio’s own example is signed by Twilio, in whatever order its parameters come', () => {
  equal(twilio({}), true)
  equal(twilio({ params: Object.fromEntries(Object.entries(PARAMS).toReversed()) }), true)
  equal(twilio({ url: TWILIO.url.replace('.com/', '.com:443/') }), true)
})

test('what was changed, or is signed by another, is not', () => {
  equal(twilio({ params: { ...PARAMS, Digits: '1' } }), false)
  equal(twilio({ params: { ...PARAMS, More: '' } }), false)
  equal(twilio({ url: `${TWILIO.url}&more=1` }), false)
  equal(twilio({ url: TWILIO.url.replace('https', 'http') }), false)
  equal(twilio({ url: TWILIO.url.replace('.com/', '.com:8443/') }), false)
  equal(twilio({ token: '12346' }), false)
  equal(twilio({ signature: undefined }), false)
  equal(twilio({ signature: '' }), false)
})

// Simulated people with phones and Slack: what they are sent, what they press and write, and what is on record of it.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { acknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import { importDirectory } from '#/app/people/directory.ts'
import { at, list, PLAN } from '../http/api.ts'
import { awaited, startPeople } from './people.ts'
import type { Fields } from './people.ts'

const ANA = '+15550000001'
const BO = '+15550000002'
const plan = (via: string) => PLAN.replace('paging: {', `paging: {via: [${via}], `)
const DIRECTORY = `
people:
  ana: {name: Ana Silva, email: ana@acme.example, phone: "${ANA}", slack: ana@acme.example}
  bo: {name: Bo Lind, email: bo@acme.example, phone: "${BO}", slack: bo@acme.example}
  cleo: {name: Cleo Weber, email: cleo@acme.example}
positions: {chief: [ana], engineer: [bo], on-call: [bo]}
groups: {board: [cleo]}
contacts: {customers: [all@customers.example]}
`
const people = await startPeople(plan('slack, sms'), DIRECTORY)
const { api } = people
const cleo = await api.responder('cleo')

type Paged = { readonly id: string; readonly number: number; readonly path: string }

/** Declares an incident by somebody who is not in line for it, so that Ana is paged. */
async function paged(title: string, more: Fields = {}): Promise<Paged> {
  const { body } = await cleo('POST', '/api/incidents', { body: { title, ...more } })
  const id = String(body['id'])
  return { id, number: Number(body['number']), path: `/api/incidents/${id}` }
}

const pageOf = async ({ path }: Paged) =>
  at(await api.operator('GET', path), 'body', 'pages', 0) as Fields
const stateOf = async (incident: Paged) => (await pageOf(incident))['state']

const slackPage = (mail: string, { number }: Paged) =>
  awaited('a page in Slack', async () =>
    (await people.inSlack(mail)).find(({ text }) => String(text).startsWith(`[#${number}]`)),
  )
const textPage = (phone: string, { number }: Paged) =>
  awaited('a text message', async () =>
    (await people.inPhone(phone)).find(({ body }) => String(body).startsWith(`#${number} `)),
  )
const receipts = async ({ path }: Paged) =>
  list(await api.operator('GET', `${path}/events`), 'events')
    .filter(it => it['type'] === 'receipts-recorded')
    .flatMap(it => it['receipts'] as readonly Fields[])

test('C4.1 T1.2 a page in Slack is answered with its button, and then shows who is on it', async () => {
  const fire = await paged('Fire')
  const message = await slackPage('ana@acme.example', fire)
  const pressed = await people.press(message, 'tocsin.acknowledge', 'ana@acme.example')
  equal(pressed.status, 200)
  const page = await pageOf(fire)
  deepEqual([page['state'], page['answered_by']], ['acknowledged', 'ana'])
  const changed = await awaited('the change', async () => {
    const [now] = (await people.inSlack('ana@acme.example')).filter(
      it => it['ts'] === message['ts'],
    )
    return JSON.stringify(now).includes('Ana Silva is on it') ? now : undefined
  })
  ok(!JSON.stringify(changed).includes('"actions"'))
})

test('somebody whom the directory does not know answers nothing', async () => {
  const smoke = await paged('Smoke')
  const message = await slackPage('ana@acme.example', smoke)
  const pressed = await people.press(message, 'tocsin.acknowledge', 'stranger@elsewhere.example')
  equal(pressed.status, 200)
  equal(await stateOf(smoke), 'waiting')
  await people.press(message, 'tocsin.hand-on', 'stranger@elsewhere.example')
  equal(await stateOf(smoke), 'waiting')
})

test('whoever stands in the same line may answer for another, and it is on record as theirs', async () => {
  const water = await paged('Water')
  const message = await slackPage('ana@acme.example', water)
  await people.press(message, 'tocsin.acknowledge', 'bo@acme.example')
  equal((await pageOf(water))['answered_by'], 'bo')
})

test('nobody answers for others in an incident that they may not see', async () => {
  const secret = await paged('Secret')
  const message = await slackPage('ana@acme.example', secret)
  await cleo('POST', `${secret.path}/restrict`, {
    body: { to: ['ana', 'cleo'] },
  })
  await people.press(message, 'tocsin.acknowledge', 'bo@acme.example')
  equal(await stateOf(secret), 'waiting')
  await people.press(message, 'tocsin.acknowledge', 'ana@acme.example')
  equal(await stateOf(secret), 'acknowledged')
})

test('C3.3 a text message is answered with one character', async () => {
  const fire = await paged('Fire again')
  const message = await textPage(ANA, fire)
  match(String(message['body']), /Reply 1: on it, 2: hand on/)
  await people.reply(ANA, '1')
  equal(await stateOf(fire), 'acknowledged')
})

test('with several pages, the number says which', async () => {
  const [first, second] = [await paged('One'), await paged('Two')]
  await textPage(ANA, second)
  await people.reply(ANA, `Ack #${first.number}`)
  deepEqual([await stateOf(first), await stateOf(second)], ['acknowledged', 'waiting'])
  await people.reply(ANA, 'ja')
  equal(await stateOf(second), 'acknowledged')
})

test('C7.1 a no wakes the next in line at once', async () => {
  const fire = await paged('Third fire')
  await textPage(ANA, fire)
  await people.reply(ANA, '2')
  await textPage(BO, fire)
})

test('a number that nobody has answers nothing, and is told nothing', async () => {
  const fire = await paged('Fourth fire')
  await textPage(ANA, fire)
  await people.reply('+15559999999', '1')
  equal(await stateOf(fire), 'waiting')
  const form = { From: '+15559999999', To: '+15551234567', Body: '1' }
  const answer = await (await people.asTwilio('/in/twilio/sms', form)).text()
  equal(answer, '<?xml version="1.0" encoding="UTF-8"?><Response></Response>')
})

test('T2.1 whoever needs help is on it, and the next level is woken', async () => {
  const fire = await paged('Big fire')
  await textPage(ANA, fire)
  await people.reply(ANA, '3')
  equal(await stateOf(fire), 'acknowledged')
})

test('whoever has left answers nothing any more', async () => {
  const fire = await paged('Old fire')
  const page = String((await pageOf(fire))['id'])
  const token = acknowledgeToken(api.shell.linkSecret, { incident: fire.id, page, person: 'dora' })
  const answer = await people.asTwilio(`/in/twilio/voice/${token}`, { Digits: '1' })
  match(await answer.text(), /not known/)
  equal(await stateOf(fire), 'waiting')
})

test('what is not understood is explained to whoever is known', async () => {
  const form = { From: ANA, To: '+15551234567', Body: 'What?' }
  match(await (await people.asTwilio('/in/twilio/sms', form)).text(), /answer 1 .* 2 .* 3 /)
})

test('a key in a call answers; another key does not', async () => {
  const fire = await paged('Fifth fire')
  const page = String((await pageOf(fire))['id'])
  const token = acknowledgeToken(api.shell.linkSecret, { incident: fire.id, page, person: 'ana' })
  const path = `/in/twilio/voice/${token}`
  match(await (await people.asTwilio(path, { Digits: '9' })).text(), /means nothing/)
  equal(await stateOf(fire), 'waiting')
  match(await (await people.asTwilio(path, { Digits: '1' })).text(), /you are on incident \d+\./)
  equal(await stateOf(fire), 'acknowledged')
})

test('T1.4 what the carrier tells later is on record once', async () => {
  const fire = await paged('Sixth fire')
  const message = await textPage(ANA, fire)
  await awaited('its receipt', async () =>
    (await receipts(fire)).find(it => it['channel'] === 'sms' && it['outcome'] === 'delivered'),
  )
  await people.endsAs(String(message['sid']), 'delivered')
  await people.endsAs(String(message['sid']), 'delivered')
  const sms = async () => (await receipts(fire)).filter(it => it['channel'] === 'sms')
  deepEqual(
    (await sms()).map(it => it['detail']),
    ['Twilio took it.', 'The phone has it.'],
  )
})

test('T1.4 C3.3 what the carrier never delivers goes out over the next channel', async () => {
  const others = await startPeople(plan('sms'), DIRECTORY)
  const theirs = await others.api.responder('cleo')
  const declared = await theirs('POST', '/api/incidents', { body: { title: 'Fire' } })
  const path = `/api/incidents/${String(declared.body['id'])}`
  const message = await awaited('a text message', async () => (await others.inPhone(ANA))[0])
  // What took it first may still be on its way into the record.
  const outcomes = async () =>
    list(await others.api.operator('GET', `${path}/events`), 'events')
      .filter(it => it['type'] === 'receipts-recorded')
      .flatMap(it => it['receipts'] as readonly Fields[])
      .filter(it => it['to'] === 'ana')
      .map(it => `${String(it['channel'])} ${String(it['outcome'])}`)
  await awaited('the first receipt', async () => (await outcomes())[0])
  await others.endsAs(String(message['sid']), 'undelivered')
  const call = await awaited('a call', async () => (await others.calls())[0])
  equal(call['to'], ANA)
  await awaited('its receipt', async () => ((await outcomes()).length > 2 ? true : undefined))
  deepEqual(await outcomes(), ['sms delivered', 'sms failed', 'voice delivered'])
})

test('a number that has answered STOP is written to no more, until it answers START', async () => {
  await people.reply(BO, 'STOP')
  const fire = await paged('Seventh fire')
  await textPage(ANA, fire)
  await people.reply(ANA, '2')
  await slackPage('bo@acme.example', fire)
  const receipt = await awaited('a receipt', async () =>
    (await receipts(fire)).find(it => it['channel'] === 'sms' && it['to'] === 'bo'),
  )
  equal(receipt['outcome'], 'failed')
  match(String(receipt['detail']), /STOP/)
  await people.reply(BO, 'START')
  const next = await paged('Eighth fire')
  await textPage(ANA, next)
  await people.reply(ANA, '2')
  await textPage(BO, next)
})

test('C4.1 a room is told once for all, and of what few may see only a private one learns', async () => {
  const [room, trusted] = [await people.roomCalled('incidents'), await people.roomCalled('trusted')]
  const rooms = `
rooms:
  incidents: {channel: slack, address: ${room}, tells: [all]}
  trusted: {channel: slack, address: ${trusted}, private: true, tells: [all]}
`
  ok('version' in (await importDirectory(api.shell, `${DIRECTORY}${rooms}`, 'cleo')))
  const told = async (in_: string, { number }: Paged) =>
    (await people.inRoom(in_)).filter(({ text }) => String(text).startsWith(`[#${number}]`))
  const isBad = ({ path }: Paged) =>
    cleo('POST', `${path}/classify`, { body: { severity: 'bad', type: 'outage' } })
  const open = await paged('Open fire')
  equal((await isBad(open)).status, 200)
  await awaited('a message in the room', async () => (await told(room, open))[0])
  await awaited('a message in the other', async () => (await told(trusted, open))[0])
  const hidden = await paged('CANARY')
  await cleo('POST', `${hidden.path}/restrict`, { body: { to: ['ana', 'cleo'] } })
  equal((await isBad(hidden)).status, 200)
  const [said] = [await awaited('the trusted room', async () => (await told(trusted, hidden))[0])]
  match(JSON.stringify(said), /CANARY/)
  equal((await told(room, hidden)).length, 0)
  equal((await told(room, open)).length, 1)
  ok(!JSON.stringify(await people.inRoom(room)).includes('CANARY'))
  await cleo('POST', `${open.path}/restrict`, { body: { to: ['ana', 'cleo'] } })
  await awaited('the message in the room to say no more', async () =>
    JSON.stringify(await told(room, open)).includes('Open fire') ? undefined : true,
  )
  match(JSON.stringify(await told(trusted, open)), /Open fire/)
})

test('/tocsin says who is on call, and to strangers nothing', async () => {
  const ask = async (mail: string, text: string) => {
    const form = { command: '/tocsin', text, user_id: await people.memberOf(mail) }
    return (await (await people.asSlack('/in/slack/commands', form)).json()) as Fields
  }
  match(String((await ask('ana@acme.example', 'oncall'))['text']), /Bo Lind/)
  match(String((await ask('ana@acme.example', 'pages'))['text']), /page|Incident/)
  match(String((await ask('stranger@elsewhere.example', 'oncall'))['text']), /does not know you/)
})

test('nothing without the right signature is heard, and nothing breaks the doors', async () => {
  const fire = await paged('Ninth fire')
  const page = String((await pageOf(fire))['id'])
  const token = acknowledgeToken(api.shell.linkSecret, { incident: fire.id, page, person: 'ana' })
  const payload = JSON.stringify({
    type: 'block_actions',
    user: { id: await people.memberOf('ana@acme.example') },
    actions: [{ action_id: 'tocsin.acknowledge', value: token }],
  })
  const now = String(Math.floor(Date.now() / 1000))
  const signatures: Readonly<Record<string, string>>[] = [
    {},
    { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': now },
    { 'x-slack-signature': 'v0=', 'x-slack-request-timestamp': now },
    { 'x-slack-signature': 'v1=x', 'x-slack-request-timestamp': 'soon' },
    { 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
    { 'x-twilio-signature': '' },
    { authorization: 'Bearer x' },
  ]
  const paths = [
    '/in/slack/actions',
    '/in/slack/commands',
    '/in/twilio/sms',
    `/in/twilio/voice/${token}`,
    '/in/twilio/status/sms/x',
  ]
  const bodies = [
    new URLSearchParams({ payload }).toString(),
    new URLSearchParams({ From: ANA, Body: '1', Digits: '1', MessageStatus: 'failed' }).toString(),
    '',
    '%',
    '{"a":',
    randomBytes(2_000).toString('latin1'),
  ]
  for (const path of paths)
    for (const headers of signatures)
      for (const body of bodies) {
        const response = await fetch(new URL(path, api.address), { method: 'POST', headers, body })
        ok([401, 415].includes(response.status), `${path}: ${response.status}`)
      }
  const huge = await fetch(new URL('/in/slack/actions', api.address), {
    method: 'POST',
    body: 'x'.repeat(300_000),
  })
  equal(huge.status, 413)
  equal(await stateOf(fire), 'waiting')
})

test('what is signed and makes no sense changes nothing and breaks nothing', async () => {
  const fire = await paged('Tenth fire')
  const payloads = [
    '',
    'null',
    '[]',
    '{"type":"view_submission"}',
    '{"type":"block_actions","user":{"id":""},"actions":[]}',
    '{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"tocsin.acknowledge"}]}',
    '{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"tocsin.acknowledge","value":"v1.W10.x"}]}',
    '{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"__proto__","value":"x"}]}',
    '{"__proto__":{"type":"block_actions"}}',
  ]
  for (const payload of payloads)
    equal((await people.asSlack('/in/slack/actions', { payload })).status, 200, payload)
  for (const path of [
    '/in/twilio/status/sms/x',
    `/in/twilio/status/sms/${Buffer.from('["x",1,"ana"]').toString('base64url')}`,
    `/in/twilio/status/sms/${Buffer.from(`["${fire.id}",99999,"ana"]`).toString('base64url')}`,
    `/in/twilio/status/sms/${Buffer.from(`["${fire.id}",1,"ana"]`).toString('base64url')}`,
    `/in/twilio/status/fax/${Buffer.from(`["${fire.id}",1,"ana"]`).toString('base64url')}`,
    `/in/twilio/status/voice/${Buffer.from('{"a":1}').toString('base64url')}`,
  ])
    for (const status of ['failed', 'delivered', 'nonsense', ''])
      equal((await people.asTwilio(path, { MessageStatus: status })).status, 204, path)
  for (const Body of ['\u0000', '1 99999999999999999999', 'ack '.repeat(500), '%', '<x>'])
    equal((await people.asTwilio('/in/twilio/sms', { From: ANA, Body })).status, 200)
  for (const From of ['', 'x', '+1', '\u0000'])
    equal((await people.asTwilio('/in/twilio/sms', { From, Body: 'STOP' })).status, 200)
  for (const token of ['x', 'v1.W10.AAAA'])
    equal((await people.asTwilio(`/in/twilio/voice/${token}`, { Digits: '1' })).status, 200)
  equal(await stateOf(fire), 'waiting')
})

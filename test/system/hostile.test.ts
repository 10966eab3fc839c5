// Design 6.6: incident text is hostile. Each of these comes in as an alert, and is followed through mail, acknowledge page, API and
// log: escaped everywhere, expanded nowhere, and never an error of ours.
import { equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase } from '../kit/database.ts'
import { ask, newDataDirectory, removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { readMail, startMailServer, textOf } from '../outbound/mail-server.ts'
import { incidentsOf } from './record.ts'
import { until, urlOf } from './starts.ts'

const PLAN = `
plan: hostile
title: A plan that repeats what it is told
version: "1"
severities: {bad: {title: Bad, labels: [critical]}, mild: {title: Mild, labels: [warning]}}
types: {outage: {title: Outage}}
sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person}}
facts: {story: {ask: What happened?, kind: text, by: lead}}
positions: {chief: {title: Chief}}
roles: {lead: {title: Lead, holders: [chief]}}
audiences: {all: {title: All, members: [everyone]}}
obligations:
  - {id: page-lead, title: Take the lead, do: page, to: lead, text: "{{title}} on {{systems}}"}
  - {id: tell-all, title: Tell all, when: {severity: mild}, do: notify, to: all, text: "{{title}}, says {{fact:story}}"}
intake: {group-by: [alertname], join: 5m}
`
const DIRECTORY = `
people: {ana: {name: 'Ana "Silva" & sons', email: ana@acme.example}}
positions: {chief: [ana]}
`
/** Stands in the record and may be shown only where the plan asks for it. */
const SECRET = 'the-story-4870'

const HOSTILE: Readonly<Record<string, string>> = {
  markup: `<script>alert(1)</script><img src=x onerror=alert(1)>"'&lt;`,
  'line breaks that would be headers': 'Down\r\nBcc: everyone@victim.example\r\n\r\nNew body',
  'a terminal’s escapes': 'Down \u001b[2J\u001b]0;owned\u0007\u009b31m red',
  placeholders: 'Down {{fact:story}} {{title}} {{field:x}} {{role:lead}} ${SECRET} {{{title}}}',
  'ten thousand characters': 'long '.repeat(2_000),
  'U+0000': 'Down\u0000and out',
  'half a surrogate pair': 'Down \ud83d and \ude00',
  'text that runs backwards': 'Down \u202Egnp.exe\u202C \u2066x\u2069 \ufeff\u200b',
  'SQL and paths': `'; drop table incident; -- \\x00 %s %n ../../etc/passwd`,
  'a format of the log': '{"level":60,"msg":"forged"}\n{"level":60}',
  nothing: '   ',
}

const { connection } = await freshDatabase()
const dataDirectory = newDataDirectory()
const mail = await startMailServer()
let program: Program

before(async () => {
  // Without a webhook being set up, what would have gone there is written to the log.
  program = await startProgram(
    { DATABASE_URL: urlOf(connection), TOCSIN_SMTP_URL: mail.url, TOCSIN_LOG_LEVEL: 'trace' },
    dataDirectory,
  )
  const { answer } = await ask(program, 'POST', '/api/plans', { body: PLAN })
  const { hash } = answer as { readonly hash: string }
  equal((await ask(program, 'POST', `/api/plans/${hash}/activate`, { body: {} })).status, 200)
  equal((await ask(program, 'POST', '/api/directory', { body: DIRECTORY })).status, 201)
})
after(async () => {
  equal(await program.stop(), 0)
  await mail.close()
  removeDirectory(dataDirectory)
})

/** Posts one alert as text, so that names and escapes that JavaScript would lose arrive too. */
async function post(alertname: string, summary: string): Promise<number> {
  const text = JSON.stringify(summary)
  const body = `[{"labels":{"alertname":${JSON.stringify(alertname)},"severity":"warning","instance":${text},
    "__proto__":"polluted","constructor":"x","toString":"y"},
    "annotations":{"summary":${text},"description":${text},"__proto__":"polluted"},"generatorURL":"javascript:alert(1)"}]`
  const answered = await fetch(new URL('/in/alertmanager/api/v2/alerts', program.address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${program.intakeToken}`,
      'content-type': 'application/json',
    },
    body,
  })
  await answered.text()
  return answered.status
}

/** Takes the mail apart as strictly as a mail server would, and gives its two texts. */
function letterOf(raw: string): { readonly text: string; readonly html: string } {
  const letter = readMail(raw)
  ok(!letter.headers.has('bcc'), 'no header is added')
  for (const line of letter.headerLines) match(line, /^[\x20-\x7e]*$/)
  return { text: textOf(letter, 'text/plain'), html: textOf(letter, 'text/html') }
}

/** Tabs and line breaks apart, controls of any kind (Cc), and what turns text around (Bidi_Control). */
const CONTROLS = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}/u

for (const [what, hostile] of Object.entries(HOSTILE))
  test(`an alert that says ${what}`, async () => {
    const [count, mails] = [(await incidentsOf(program)).length, mail.mails.length]
    equal(await post(`Odd ${what}`, hostile), 200)
    await until('an incident is there', async () => (await incidentsOf(program)).length > count)
    const [incident] = await incidentsOf(program)
    const path = `/api/incidents/${incident?.id}`
    await until('ana is mailed', () => mail.mails.length > mails)
    const page = letterOf(mail.mails[mails]?.raw ?? '')
    ok(!CONTROLS.test(page.text), JSON.stringify(page.text))
    ok(!CONTROLS.test(page.html), JSON.stringify(page.html))
    isHarmless(page.html)

    const link = /http\S+\/acknowledge\/\S+/.exec(page.text)?.[0] ?? ''
    const shown = await fetch(link)
    equal(shown.status, 200)
    isHarmless(await shown.text())
    const pressed = await fetch(link, { method: 'POST' })
    equal(pressed.status, 200)
    isHarmless(await pressed.text())

    equal((await give(path, 'answer', { fact: 'story', value: SECRET })).status, 200)
    equal((await give(path, 'note', { text: hostile })).status < 500, true)
    equal((await give(path, 'classify', { severity: 'mild', type: 'outage' })).status, 200)
    await until('all are told', () => mail.mails.length > mails + 1)
    const told = letterOf(mail.mails[mails + 1]?.raw ?? '')
    equal(told.text.split(SECRET).length - 1, 1, 'the story is told where the plan says so, once')
    ok(!page.text.includes(SECRET))

    for (const part of ['', '/events', '/sent', '/obligations', '/figures', '/export', '/verify']) {
      const answered = await fetch(new URL(`${path}${part}`, program.address), {
        headers: { authorization: `Bearer ${program.operatorToken}` },
      })
      const text = await answered.text()
      equal(answered.status, 200, `${part}: ${text}`)
      ok(
        ![...text].some(character => character < ' ' && character !== '\n'),
        `${part} holds no raw control`,
      )
    }
    equal(({} as Record<string, unknown>)['polluted'], undefined)
  })

function give(path: string, name: string, body: object) {
  return ask(program, 'POST', `${path}/${name}`, { person: 'ana', body })
}

/** No element that was not ours, and no attribute: a parser would find none either. */
function isHarmless(html: string): void {
  const elements = [...html.matchAll(/<\/?([a-z!][\w-]*)/gi)].map(([, name = '']) =>
    name.toLowerCase(),
  )
  for (const name of elements) ok(OURS.has(name), `<${name}> in ${html}`)
  ok(!/<[^>]*\son\w+=/i.test(html), html)
  ok(!/href="(?!https?:|\?language=(de|en)")/i.test(html), html)
}

const OURS: ReadonlySet<string> = new Set(
  '!doctype html head meta title style body h1 h2 p a strong div form button code'.split(' '),
)

test('in the end the log has a line for each thing, and none that somebody else wrote', () => {
  for (const line of program.lines) {
    ok(!CONTROLS.test(line), JSON.stringify(line))
    ok(!line.startsWith('{"level":60'), line)
    if (line.startsWith('{')) JSON.parse(line)
  }
  const failed = program.lines.filter(line => /"level":(50|60)/.test(line))
  equal(failed.length, 0, failed.join('\n'))
})

test('the record is whole', async () => {
  const { answer } = await ask(program, 'GET', '/api/verify')
  equal((answer as { intact: boolean }).intact, true, JSON.stringify(answer))
})

import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { after, ALARM, asks } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const setting = settingOf(
  plan(`
    positions: {chief: {title: Chief}}
    roles: {lead: {title: Lead, holders: [chief]}}
    facts: {secret: {ask: What is secret?, kind: text, by: lead}}
    audiences: {all: {title: All, members: [everyone]}}
    templates: {letter: {title: Letter, subject: "About {{title}}", body: "Of {{severity}}.", parts: {what: What, next: Next}}}
    obligations:
      - {id: call, title: Take the lead, do: page, to: lead, text: "It says: {{title}}"}
      - {id: letter, title: Letter, do: notice, to: all, template: letter, by: lead}
  `),
  { chief: ['ana'] },
)
const history = after(setting, { ...ALARM, title: 'Look: {{fact:secret}}' } as typeof ALARM)

test('what a stranger writes is never read as a placeholder', () => {
  const page = history.events.find(event => event.type === 'page-sent')
  equal(page?.type === 'page-sent' && page.text, 'It says: Look: {{fact:secret}}')
})

test('a notice reads in the order of its template, and what a person wrote stays as it was written', () => {
  const sent = history.and(
    asks('ana', '09:05', {
      do: 'send-notice',
      obligation: 'letter',
      parts: { next: 'We write again.', what: 'It is {{fact:secret}}.' },
    }),
  )
  const message = sent.events.find(event => event.type === 'message-sent')
  equal(
    message?.type === 'message-sent' && message.text,
    'Of (not known yet).\n\nWhat\nIt is {{fact:secret}}.\n\nNext\nWe write again.',
  )
})

const form = after(
  settingOf(
    plan(`
      positions: {chief: {title: Chief}}
      roles: {lead: {title: Lead, holders: [chief]}}
      facts:
        clients: {ask: How many clients?, kind: number, by: lead}
        many: {ask: Are they many?, is: {fact: {clients: {over: 9}}}}
        cyber: {ask: Is it an attack?, by: lead}
      moments: {known: {title: Known, is: aware, by: lead}}
      audiences: {all: {title: All, members: [everyone]}}
      templates:
        form:
          title: Form
          subject: Form
          body: "Lasted {{lasted:detected:contained}}; many: {{fact:many}}; known: {{moment:known}}."
          parts:
            what: What
            threats: {title: Threats, when: {fact: {cyber: yes}}}
            other: {title: Other, optional: true}
      obligations:
        - {id: form, title: Form, do: notice, to: all, template: form, by: lead}
    `),
    { chief: ['ana'] },
  ),
  ALARM,
)

function sendForm(time: string, parts: Readonly<Record<string, string>>) {
  return asks('ana', time, { do: 'send-notice', obligation: 'form', parts })
}

test('a text tells how long something took, and what follows from the answers', () => {
  const sent = form.and(
    asks('ana', '09:30', { do: 'answer', fact: 'clients', value: 10 }),
    asks('ana', '10:30', { do: 'contain' }),
    sendForm('10:31', { what: 'A disk' }),
  )
  const message = sent.events.find(event => event.type === 'message-sent')
  match(
    message?.type === 'message-sent' ? message.text : '',
    /^Lasted 000:01:30; many: yes; known: \(not known yet\)\./,
  )
})

test('what is not known yet is said so, however it would have been computed', () => {
  const sent = form.and(sendForm('09:05', { what: 'A disk' }))
  const message = sent.events.find(event => event.type === 'message-sent')
  match(
    message?.type === 'message-sent' ? message.text : '',
    /^Lasted \(not known yet\); many: \(not known yet\);/,
  )
})

for (const [answer, parts, missing] of [
  [undefined, {}, ['what']],
  [undefined, { what: 'A disk' }, undefined],
  ['no', { what: 'A disk' }, undefined],
  ['yes', { what: 'A disk' }, ['threats']],
  ['yes', { what: 'A disk', threats: 'Theft' }, undefined],
  ['yes', { what: 'A disk', threats: 'Theft', other: 'More' }, undefined],
] as const)
  test(`with the answer ${answer ?? 'open'} and the parts ${Object.keys(parts).join(', ')} the form lacks ${missing?.join(', ') ?? 'nothing'}`, () => {
    const answered =
      answer === undefined
        ? form
        : form.and(asks('ana', '09:05', { do: 'answer', fact: 'cyber', value: answer }))
    const outcome = answered.when(sendForm('09:10', parts))
    if (missing === undefined) outcome.recordsAmong({ type: 'message-sent', obligation: 'form' })
    else outcome.refuses('part-missing', { template: 'form', missing })
  })

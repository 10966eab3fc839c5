import { equal } from 'node:assert/strict'
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

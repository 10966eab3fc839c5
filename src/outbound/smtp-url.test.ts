import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { parseMailbox } from './mailbox.ts'
import { parseSmtpUrl } from './smtp-url.ts'

const auth = { user: 'ops@example.org', pass: 'p:/?' }

for (const [text, settings] of [
  ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, tls: 'if-offered' }],
  ['smtps://mail.example.org', { host: 'mail.example.org', port: 465, tls: 'implicit' }],
  ['smtp://[::1]:25', { host: '::1', port: 25, tls: 'if-offered' }],
  ['smtp://127.0.0.1:2525?tls=off', { host: '127.0.0.1', port: 2525, tls: 'off' }],
  [
    'smtp://ops%40example.org:p%3A%2F%3F@mail.example.org:587',
    { host: 'mail.example.org', port: 587, tls: 'required', auth },
  ],
  [
    'smtp://ops%40example.org:p%3A%2F%3F@localhost',
    { host: 'localhost', port: 587, tls: 'if-offered', auth },
  ],
] as const)
  test(`an SMTP URL is read: ${text}`, () => deepEqual(parseSmtpUrl(text), settings))

for (const text of [
  'mail.example.org',
  'https://secret-word@mail.example.org',
  'smtp://',
  'smtp://user:secret-word@host?tls=sometimes',
  'smtp://user:secret-word@host?pool=1',
  'smtps://user:secret-word@host?tls=off',
  'smtp://user:secret-word%zz@host',
])
  test(`an SMTP URL is refused without repeating what may be a password: ${text}`, () => {
    const settings = parseSmtpUrl(text)
    ok('problem' in settings && !settings.problem.includes('secret-word'))
  })

for (const [text, mailbox] of [
  ['tocsin@example.org', { name: '', address: 'tocsin@example.org' }],
  ['Tocsin <tocsin@example.org>', { name: 'Tocsin', address: 'tocsin@example.org' }],
  ['"Ops, night" <ops@example.org>', { name: 'Ops, night', address: 'ops@example.org' }],
  ['Tocsin <tocsin@example.org>, bo@example.org', undefined],
  ['Tocsin\r\nBcc: x <tocsin@example.org>', undefined],
  ['tocsin', undefined],
] as const)
  test(`a sender is read or refused: ${JSON.stringify(text)}`, () =>
    deepEqual(parseMailbox(text), mailbox))

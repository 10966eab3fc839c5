import { instant } from '#/core/time.ts'
import type { Message } from '#/outbound/message.ts'

export const at = instant('2026-03-01T02:04:00.000Z')

/** A page as the deliver loop makes it. */
export const page: Message = {
  idempotencyKey: 'inc-1.3.ana.email',
  messageId: 'inc-1.3.ana',
  threadId: 'inc-1',
  incident: {
    id: 'inc-1',
    number: 12,
    title: 'Files renamed on prod-db-1',
    severity: 'P0',
    exercise: false,
    restricted: false,
  },
  channel: 'email',
  act: 'page',
  subject: 'P0: take command',
  text: 'Files are being renamed on prod-db-1.\nYou are asked to take command.',
  cites: ['C2.1', 'C7.1'],
  to: { person: 'ana', name: 'Ana Lima', address: 'ana@example.org' },
  acknowledgeUrl: 'https://tocsin.example.org/acknowledge/v1.abc.def',
  incidentUrl: 'https://tocsin.example.org/incidents/12',
  at,
}

/** What strangers put into every field that they can reach. */
export const HOSTILE: readonly string[] = [
  'x\r\nBcc: everyone@example.org\r\n\r\n<script>alert(1)</script>',
  'x\nBcc: everyone@example.org',
  'x\rBcc: everyone@example.org',
  'x\u0085Bcc: everyone@example.org\u2028Cc: you@example.org',
  '\r\n.\r\nMAIL FROM:<x@example.org>\r\n',
  '<img src=x onerror="alert(1)">\'"&',
  '"><a href="https://evil.example">Acknowledge</a>',
  '=?utf-8?q?Bcc:_everyone@example.org?=',
  'Grüße, 世界, 🚒‍🔥, e\u0301',
  '\u202etxt.exe\u202c, \u0000\u0007\u001b[2J\u009b2J',
  '\ud800 half a pair \udc00',
  'T'.repeat(5_000),
  '🚒'.repeat(2_000),
  'END:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:everyone@example.org',
  'a;b,c\\d:e"f',
  '',
]

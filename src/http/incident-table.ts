// The list of incidents as CSV (RFC 4180).
import type { Listed } from '#/app/incidents/list.ts'

const COLUMNS: readonly (readonly [string, (line: Listed) => string | number | null])[] = [
  ['number', line => line.number],
  ['title', line => line.title],
  ['status', line => line.status],
  ['severity', line => line.severity],
  ['type', line => line.type],
  ['stage', line => line.stage],
  ['commander', line => line.commander],
  ['detected', line => line.detected],
  ['declared', line => line.declared],
  ['promises_open', line => line.promises.open],
  ['promises_overdue', line => line.promises.overdue],
  ['exercise', line => (line.exercise ? 'yes' : 'no')],
  ['restricted', line => (line.restricted ? 'yes' : 'no')],
  ['plan', line => line.plan.id],
  ['id', line => line.id],
]

export function tableOf(lines: readonly Listed[]): string {
  const rows = [
    COLUMNS.map(([name]) => name),
    ...lines.map(line => COLUMNS.map(([, valueOf]) => cell(valueOf(line)))),
  ]
  return rows.map(row => `${row.join(',')}\r\n`).join('')
}

/** A text that begins like a formula would be worked out by the program that opens the table. */
function cell(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

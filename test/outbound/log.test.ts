import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { HOSTILE, page } from './messages.ts'
import { createLog, type LogLine } from '#/outbound/log.ts'

async function written(message: typeof page): Promise<LogLine> {
  const lines: LogLine[] = []
  const outcome = await createLog(line => lines.push(line)).send(
    message,
    new AbortController().signal,
  )
  deepEqual(outcome, { delivered: true, detail: 'Written to the log only.' })
  const [line] = lines
  ok(line !== undefined && lines.length === 1)
  return line
}

test('a first start without a mail server shows what would have gone out', async () => {
  const line = await written(page)
  equal(line.channel, 'email')
  equal(line.to, 'ana')
  equal(line.text, 'Files are being renamed on prod-db-1. ⏎ You are asked to take command.')
  equal(line.acknowledgeUrl, page.acknowledgeUrl)
})

test('of a restricted incident the log holds neither text nor link', async () => {
  const line = await written({ ...page, incident: { ...page.incident, restricted: true } })
  const all = JSON.stringify(line)
  ok(!all.includes('prod-db-1') && !all.includes('take command') && !all.includes('acknowledge/'))
})

for (const text of HOSTILE)
  test(`hostile text is one line without controls: ${JSON.stringify(text.slice(0, 30))}`, async () => {
    const line = await written({ ...page, subject: text, text, to: { address: text } })
    for (const value of [line.subject, line.text, line.to])
      ok(!/\p{Cc}|[\u2028\u202e]/u.test(value) && value.isWellFormed() && value.length <= 2_000)
  })

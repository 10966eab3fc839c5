// Mails that a real Alertmanager sent: the second is the end of the first.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readAlertMail } from '#/core/intake/mail/alert-mail.ts'
import { parseMail } from '#/mail/parse.ts'
import { readSamples, skipWithout } from '../corpus/corpus.ts'

const mails = readSamples('alerts').filter(({ kind }) => kind === 'email')

test(
  'T1.1 every sample is read, and what fires and what resolves have one key',
  { skip: skipWithout('alerts') },
  async () => {
    const reports = []
    for (const { text } of mails) {
      const parsed = await parseMail(Buffer.from(text), 'alertmanager@example.org')
      ok('mail' in parsed)
      const read = readAlertMail({ headers: {}, body: parsed.mail, nowMs: 0 })
      ok('reports' in read)
      reports.push(...read.reports)
    }
    ok(reports.every(({ title, description }) => title !== '' && !description?.includes('<table')))
    const ended = reports.filter(({ state }) => state === 'resolved')
    const begun = new Set(reports.filter(({ state }) => state === 'firing').map(({ key }) => key))
    deepEqual(
      ended.filter(({ key }) => !begun.has(key)),
      [],
    )
    equal(reports.length, mails.length)
  },
)

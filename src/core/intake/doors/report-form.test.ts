import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readReportForm } from '#/core/intake/doors/report-form.ts'

const read = (body: unknown) => readReportForm({ headers: {}, body, nowMs: 0 })

test('C5.10 what a researcher writes is a report from outside, by its receipt', () => {
  const given = read({
    receipt: 'R-2F7K-93QX',
    found: '\nThe login lets anybody in.\nTry an empty password.',
    where: 'https://shop.example/login',
    name: 'Nora',
    contact: 'Nora@mx.example',
    credit: 'yes',
  })
  ok('reports' in given)
  const [report] = given.reports
  deepEqual(
    [report?.key, report?.state, report?.source, report?.labels?.['reporter']],
    ['R-2F7K-93QX', 'firing', 'external-researcher', 'nora@mx.example'],
  )
  equal(report?.title, 'Reported for https://shop.example/login: The login lets anybody in.')
  ok(report?.description?.includes('Wants to be named'))
})

test('without a contact nobody is named as the reporter', () => {
  const given = read({ receipt: 'R-1', found: 'Something is wrong' })
  ok('reports' in given)
  equal(given.reports[0]?.labels?.['reporter'], undefined)
  ok(given.reports[0]?.description?.includes('No contact was given.'))
})

test('what is posted past the form is refused', () => {
  for (const body of [null, {}, { receipt: 'R-1' }, { found: 'x' }, 'x'])
    ok('malformed' in read(body))
})

// Dates of the law, ours and anyone's, checked without a server.
import { deepEqual, equal, match } from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { done, tocsin } from './tocsin.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-'))
after(() => rmSync(directory, { recursive: true }))

function write(name: string, text: string): string {
  const file = join(directory, name)
  writeFileSync(file, text)
  return file
}

const RIGHT =
  '{regime: dora, report: initial, entity: {kind: credit-institution, calendar: DE}, moments: {aware: 2026-03-02T10:00+01:00, classified: 2026-03-02T15:00+01:00}, due: 2026-03-02T19:00+01:00}'
const WRONG = RIGHT.replace('due: 2026-03-02T19', 'due: 2026-03-02T21')

test('selftest clocks runs the dates that come with Tocsin, and all agree', async () => {
  match(await done(['selftest', 'clocks']), /^\d+ dates: \d+ agree, 0 differ, 0 cannot be read$/m)
})

test('a file of dates is checked, and each is explained', async () => {
  const file = write('right.yaml', `- ${RIGHT}\n`)
  const out = await done(['selftest', 'clocks', '--vectors', file])
  match(out, /^agrees line 1 dora initial: Mon 2026-03-02 19:00 \+01:00/m)
  match(out, /expected 2026-03-02T19:00\+01:00: the plain target/)
  match(out, /Art\. 5\(1\)\(a\), 5\(2\) RTS 2025\/301/)
  match(out, /The limit is 4 hours from Mon 2026-03-02 15:00 \+01:00/)
})

test('a date that differs is told with what was expected, and the exit code says so', async () => {
  const file = write('wrong.yaml', `- ${WRONG}\n- ${RIGHT}\n`)
  const { code, out } = await tocsin(['selftest', 'clocks', '--vectors', file])
  equal(code, EXIT.faults)
  match(out, /^DIFFERS line 1 dora initial: Mon 2026-03-02 19:00 \+01:00/m)
  match(out, /expected 2026-03-02T21:00\+01:00$/m)
  match(out, /^2 dates: 1 agree, 1 differ, 0 cannot be read$/m)
})

test('what cannot be read is told with its line and with what is known', async () => {
  const file = write('unread.yaml', '# Dates\n- {regime: gdrp, due: none}\n')
  const { code, out } = await tocsin(['selftest', 'clocks', '--vectors', file])
  equal(code, EXIT.faults)
  match(out, /^cannot be read line 2 gdrp: There is no regime "gdrp"\.$/m)
  match(out, /^ {4}Known: .*gdpr/m)
})

test('with --json the result is one document', async () => {
  const file = write(
    'both.json',
    JSON.stringify([
      {
        regime: 'gdpr',
        moments: { aware: '2026-03-02T10:00+01:00' },
        due: '2026-03-05T10:00+01:00',
      },
      { regime: 'x', due: 'none' },
    ]),
  )
  const { code, out } = await tocsin(['selftest', 'clocks', '--vectors', file, '--json'])
  equal(code, EXIT.faults)
  const document = JSON.parse(out) as {
    readonly agree: number
    readonly unread: number
    readonly vectors: readonly { readonly got: unknown; readonly agreesWith: string }[]
  }
  deepEqual([document.agree, document.unread], [1, 1])
  deepEqual(document.vectors[0]?.got, {
    kind: 'due',
    due: '2026-03-05T09:00:00.000Z',
    legal: '2026-03-05T10:00:00.000Z',
  })
  equal(document.vectors[0]?.agreesWith, 'the plain target')
})

test('regimes that lie beside the file are known too', async () => {
  const folder = join(directory, 'regimes')
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'house.yaml'),
    'regime: house\ntitle: House\nversion: "1"\nlaw: Rules of the house\nobligations:\n  - {id: tell, title: Tell, law: Rule 1, report: tell, do: task, by: clerk, from: aware, within: 2h}\nby: {clerk: a clerk}\n',
  )
  const file = write(
    'house.yaml',
    '- {regime: house, moments: {aware: 2026-03-02T10:00Z}, due: 2026-03-02T12:00Z}\n',
  )
  match(await done(['selftest', 'clocks', '--vectors', file]), /^1 date: 1 agree, /m)
})

test('a file that there is not is a mistake of whoever typed it', async () => {
  const { code, err } = await tocsin([
    'selftest',
    'clocks',
    '--vectors',
    join(directory, 'nowhere'),
  ])
  equal(code, EXIT.usage)
  match(err, /nowhere/)
})

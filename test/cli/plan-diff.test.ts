import { deepEqual, equal, match } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { done, ROOT, tocsin } from './tocsin.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-'))
after(() => rmSync(directory, { recursive: true }))

function write(name: string, text: string): string {
  const file = join(directory, name)
  writeFileSync(file, text)
  return file
}

const TIERED = readFileSync(join(ROOT, 'plans/tiered.yaml'), 'utf8')
const stricter = write('stricter.yaml', TIERED.replace('within: 24h', 'within: 12h'))

test('T3.7 a shorter limit is shown in promises, and the incident of the past that it would have touched', async () => {
  const past = write(
    'past.json',
    await done(['simulate', 'scenarios/tiered-vulnerability.yaml', '--json']),
  )
  const out = await done(['plan', 'diff', 'tiered', stricter, '--past', past])
  match(out, /~ fix-critical-vulnerability .*\(T3\.7\)/)
  match(out, /time stricter +- within 24 hours of detection\n +\+ within 12 hours of detection/)
  match(out, /1 of 1 incident of the past would have gone differently/)
})

test('the difference as one JSON document', async () => {
  const document = JSON.parse(await done(['plan', 'diff', 'tiered', stricter, '--json'])) as {
    before: { hash: string }
    after: { hash: string }
    changes: { id: string; kind: string }[]
  }
  deepEqual(
    document.changes.map(({ id, kind }) => [id, kind]),
    [['fix-critical-vulnerability', 'changed']],
  )
  equal(document.before.hash === document.after.hash, false)
})

test('a plan says the same as itself', async () => {
  match(await done(['plan', 'diff', 'tiered', 'tiered']), /They say the same\./)
})

test('a file that holds no incidents is refused, and it says what does', async () => {
  const { code, err } = await tocsin(['plan', 'diff', 'tiered', 'tiered', '--past', stricter])
  equal(code, EXIT.faults)
  match(err, /holds no incidents.*tocsin export/s)
})

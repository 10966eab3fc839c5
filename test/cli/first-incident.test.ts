// docs/first-incident.md says that everything in it can be typed as it stands. Here it is typed.
import { equal, match, ok } from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { startServer } from './server.ts'
import { ROOT, tocsin } from './tocsin.ts'

/** What the page says is refused, and why. */
const REFUSED: readonly (readonly [RegExp, RegExp])[] = [
  [/send-notice 1 --obligation notify-customers/, /^Refused: part missing\.$/m],
  [/resolve 1/, /^ {2}open: verify-fix, test-functions, confirm-no-threat, document-recovery$/m],
]

const server = await startServer()

/** The words of a line of a shell, with what stands in quotes as one. */
function wordsOf(typed: string): readonly string[] {
  return [...typed.matchAll(/"([^"]*)"|\S+/g)].map(([whole, quoted]) => quoted ?? whole)
}

/** Files that the page names and nobody has before. */
function inOwnDirectory(word: string): string {
  const isOwn = word === 'export.log' || word === 'incident-1.jsonl'
  return isOwn ? join(server.program.dataDirectory, word) : word
}

test('every command of docs/first-incident.md does what the page says, typed in its order', async () => {
  await postAlert()
  writeFileSync(inOwnDirectory('export.log'), 'who took what\n')
  const page = readFileSync(join(ROOT, 'docs/first-incident.md'), 'utf8')
  const typed = page.match(/(?<=^ {4}bin\/tocsin ).*/gm) ?? []
  ok(typed.length > 20, 'the page has its commands')
  const refusals = REFUSED.map(([command]) => command)
  for (const one of typed) {
    const { code, out, err } = await tocsin(wordsOf(one).map(inOwnDirectory), server)
    const at = refusals.findIndex(command => command.test(one))
    const [, message] = REFUSED[at] ?? []
    if (message === undefined) equal(code, EXIT.ok, `${one}\n${err}${out}`)
    else {
      equal(code, EXIT.refused, one)
      match(err, message)
      // Once only: the second time the page has mended it.
      refusals[at] = /$^/
    }
  }
  const list = await tocsin(['incident', 'list', '--all'], server)
  match(list.out, /^1 +P0 data-breach +closed +ana /m)
})

async function postAlert(): Promise<void> {
  const answered = await fetch(`${server.program.address}/in/alertmanager/api/v2/alerts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.program.intakeToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify([
      {
        labels: {
          alertname: 'BulkExport',
          service: 'crm-db',
          severity: 'critical',
          source: 'security-monitoring',
        },
        annotations: { summary: 'Bulk export of customer records' },
      },
    ]),
  })
  equal(answered.status, 200)
}

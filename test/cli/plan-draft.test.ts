import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import type { DraftPrinted } from '#/cli/plan/draft.ts'
import { done, tocsin } from './tocsin.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-draft-'))
after(() => rmSync(directory, { recursive: true }))

function written(name: string, text: string): string {
  const file = join(directory, name)
  writeFileSync(file, text)
  return file
}

const DOCUMENT = `# Response plan of Acme

## 1. Severity

- **P1**: All is down
- **P2**: Part is down

## 2. Response

The Incident Commander must tell [Name] within 1 hour. The team should meet.
`

test('plan draft prints the plan, and beside it what its owner has to say', async () => {
  const { code, out, err } = await tocsin(['plan', 'draft', written('acme.md', DOCUMENT)])
  equal(code, EXIT.ok, err)
  match(out, /^plan: response-plan-acme$/m)
  match(out, /^ {2}C2\.2: The team should meet\.$/m)
  match(err, /^\d+ +line 10 +\[Name\] was never filled in: what belongs there\? C2\.1$/m)
  match(err, /^4 sentences: \d expressed \(0 in part\), \d recorded only\. \d+ questions\.$/m)
})

test('what plan draft writes, plan check takes', async () => {
  const file = join(directory, 'acme.yaml')
  const said = await done(['plan', 'draft', written('acme.md', DOCUMENT), '--out', file])
  match(said, /Questions for the owner of the document:/)
  const checked = await tocsin(['plan', 'check', file, '--json'])
  const { mistakes, clauses } = JSON.parse(checked.out) as {
    readonly mistakes: readonly unknown[]
    readonly clauses: readonly { readonly carriedBy: readonly unknown[] }[]
  }
  deepEqual(mistakes, [])
  ok(clauses.length === 4 && clauses.every(({ carriedBy }) => carriedBy.length > 0))
})

test('plan draft prints one document, with the plan in it', async () => {
  const file = join(directory, 'same.yaml')
  const printed = await done([
    'plan',
    'draft',
    written('acme.md', DOCUMENT),
    '--out',
    file,
    '--json',
  ])
  const { sentences, questions, plan } = JSON.parse(printed) as DraftPrinted
  equal(plan, readFileSync(file, 'utf8'))
  equal(sentences.all, sentences.expressed + sentences.recorded)
  ok(questions.some(({ code }) => code === 'binding-unclear'))
})

test('a document that is too long is refused with what to do', async () => {
  const { code, err, out } = await tocsin([
    'plan',
    'draft',
    written('big.md', 'a'.repeat(2_000_000)),
  ])
  equal(code, EXIT.refused)
  equal(out, '')
  const words = err.replace(/\s+/g, ' ')
  match(
    words,
    /is not drafted\. The document is 2000000 characters long; at most 1048576 are read\./,
  )
  match(words, /Split the document, and draft a plan from each part\./)
})

test('a document that is not there is said so', async () => {
  const { code, err } = await tocsin(['plan', 'draft', join(directory, 'none.md')])
  equal(code, EXIT.usage)
  match(err, /there is no such file/)
})

test('a document that would write on the screen is drafted with its letters only', async () => {
  const { code, out, err } = await tocsin([
    'plan',
    'draft',
    written('h.md', '# \u001b[2JOwned\u0007\n\nThe \u202eteam must act.\n'),
  ])
  equal(code, EXIT.ok, err)
  ok(out.includes('Owned'))
  equal(/(?!\n)\p{C}/u.test(`${out}${err}`), false)
})

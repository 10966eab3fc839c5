// What responders type in an incident, and what they are told when it cannot be. The straight way through one is
// test/cli/first-incident.test.ts.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { startServer } from './server.ts'
import { begin, done, tocsin } from './tocsin.ts'
import type { Ended } from './tocsin.ts'

const server = await startServer()
await as('ana', 'incident', 'declare', 'Checkout is down')

/** What somebody types, with their name in TOCSIN_AS. */
function as(person: string, ...words: readonly string[]): Promise<string> {
  return done(words, { environment: { ...server.environment, TOCSIN_AS: person } })
}

function trying(person: string, ...words: readonly string[]): Promise<Ended> {
  return tocsin(words, { environment: { ...server.environment, TOCSIN_AS: person } })
}

test('what is open is listed, and the only open incident needs no number', async () => {
  const list = await as('ana', 'incident', 'list')
  match(list, /^1 +not classified +open +no commander .* Checkout is down$/m)
  const agenda = await as('ana', 'incident', 'agenda')
  match(agenda, /^Incident 1: Checkout is down$/m)
  match(agenda, /^ {2}open .* classify-severity +Classify the severity, P0 to P3 · ana/m)
  match(agenda, /^not known yet/m)
})

test('what is required needs no name, and a command tells what went on record', async () => {
  const told = await as('ana', 'incident', 'classify', '#1', 'P0', 'data-breach')
  match(told, /^ +\d+ {2}\d\d:\d\d:\d\d {2}ana +classified it P0 data-breach$/m)
})

test('explain says why something is due when it is', async () => {
  const out = await as('ana', 'incident', 'explain', 'respond-critical')
  match(out, /^First response to a critical incident respond-critical: met$/m)
  match(out, /^ {2}clauses +C/m)
  match(out, /^counted\n {2}It counts from /m)
  match(out, /^ {2}The limit is 15 minutes from /m)
  match(out, /^on record\n {2}.* recorded .* by ana$/m)
  const { code, err } = await trying('ana', 'incident', 'explain', '1', 'respond-critcal')
  equal(code, EXIT.notFound)
  match(err, /mean respond-critical\?/)
})

test('a command for the only open incident says which that is', async () => {
  match(
    await as('ana', 'incident', 'note', 'Disk full'),
    /^Incident 1\n[^]* ana +note: Disk full$/m,
  )
})

test('without a person a command is refused with how to say who you are', async () => {
  const { code, err } = await tocsin(['incident', 'note', '1', 'x'], server)
  equal(code, EXIT.notAllowed)
  match(err, /--as PERSON, or set TOCSIN_AS=PERSON/)
  match(err, /There are: ana, bo, cai/)
  match(await done(['incident', 'note', '1', 'x', '--as', 'bo'], server), / bo +note: x$/m)
})

const REFUSED: readonly (readonly [string, readonly string[], number, RegExp])[] = [
  ['a severity of another plan', ['classify', '1', 'SEV1'], EXIT.refused, /known: P0, P1, P2, P3/],
  ['a slip in a promise', ['complete', '1', 'preserve-log'], EXIT.notFound, /mean preserve-logs\?/],
  ['a slip in a role', ['assign', '1', 'comander', 'bo'], EXIT.refused, /Did you mean commander\?/],
  ['another incident', ['show', '99'], EXIT.notFound, /Open:\n +1 Checkout is down/],
  ['a wrong answer', ['answer', '1', 'personal-data', 'maybe'], EXIT.refused, /--not-known/],
]
for (const [what, words, code, message] of REFUSED)
  test(`a refusal says what there is: ${what}`, async () => {
    const refused = await trying('ana', 'incident', ...words)
    equal(refused.code, code, refused.err)
    match(refused.err, message)
    doesNotMatch(refused.err, /\n\s+at /, 'and never with a stack')
    equal(refused.out, '')
  })

test('C2.1 a command that the plan reserves names who holds the role', async () => {
  const { code, err } = await trying('eli', 'incident', 'resolve', '1', 'Done')
  equal(code, EXIT.refused)
  match(err, /Incident Commander: (ana|nobody has this role)/)
})

test('with --json a refusal is the problem document, and standard output stays empty', async () => {
  const { code, out, err } = await trying('ana', 'incident', 'classify', '1', 'SEV1', '--json')
  deepEqual([code, out], [EXIT.refused, ''])
  const problem = JSON.parse(err) as { readonly code: string; readonly status: number }
  deepEqual([problem.code, problem.status], ['severity-unknown', 422])
})

test('evidence is taken into custody with its bytes, and once', async () => {
  const file = join(server.program.dataDirectory, 'auth.log')
  writeFileSync(file, 'a line of a log\n')
  const words = ['incident', 'add-evidence', '1', 'logs', '--file', file]
  match(await as('eli', ...words), /is in custody: auth\.log \(logs, 16 bytes, SHA-256/)
  equal(await as('eli', ...words), 'Nothing changed: it was so already.\n')
  match(await as('eli', 'incident', 'show', '1'), /^evidence\n {2}evidence-\d+ +logs +auth\.log/m)
})

test('what others typed is shown with its letters only', async () => {
  await as('bo', 'incident', 'note', '1', 'red \u001b[31malert\u001b[0m\u0007\u009b2J')
  for (const words of [
    ['log', '1'],
    ['log', '1', '--json'],
  ]) {
    const out = await as('ana', 'incident', ...words)
    ok(out.includes('alert'))
    doesNotMatch(out, /(?!\n)\p{C}/u, words.join(' '))
  }
})

test('the log is followed as it grows, from wherever one was', async () => {
  const { environment } = server
  const child = begin(['incident', 'log', '1', '--follow', '--last', '1'], { environment })
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()
  await lines.next()
  await as('bo', 'incident', 'note', '1', 'Seen while following')
  const seen = await Array.fromAsync(until(lines, 'note: Seen while following'))
  child.kill('SIGKILL')
  match(seen.at(-1) ?? '', / bo +note: Seen while following$/)
})

/** Lines up to the one that has these words. */
async function* until(lines: AsyncIterableIterator<string>, words: string): AsyncGenerator<string> {
  for await (const one of lines) {
    yield one
    if (one.includes(words)) return
  }
}

test('the agenda is shown whole, or for one person', async () => {
  match(await as('ana', 'incident', 'agenda', '--all'), /^ {2}met /m)
  const own = await as('ana', 'incident', 'agenda', '--person', 'eli')
  match(own, /preserve-snapshots/)
  doesNotMatch(own, /classify-severity/)
})

test('a token that speaks for a person needs no --as', async () => {
  const words = ['token', 'create', 'laptop', '--scope', 'incident:read,incident:write']
  const { out, err } = await tocsin([...words, '--person', 'cai'], server)
  match(err, /not shown again/)
  match(out, /^tocsin_[0-9a-f]+\n$/)
  const environment = { ...server.environment, TOCSIN_TOKEN: out.trim() }
  match(await done(['incident', 'note', '1', 'Mine'], { environment }), / cai +note: Mine$/m)
  const denied = await tocsin(['token', 'list'], { environment })
  equal(denied.code, EXIT.notAllowed)
  match(denied.err, /^Scope missing \(scope: admin\)\.$/m)
})

test('of several open incidents one has to be named', async () => {
  match(await as('bo', 'incident', 'declare', 'Mail is slow'), /^Incident 2 is open\.$/m)
  const { code, err } = await trying('ana', 'incident', 'agenda')
  equal(code, EXIT.usage)
  match(err, /Which incident\? Say its number\.\n {2}2 Mail is slow\n {2}1 Checkout is down/)
  equal((await trying('ana', 'incident', 'note', 'For which one?')).code, EXIT.usage)
})

import { equal, match, ok } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { done, ROOT, tocsin } from './tocsin.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-'))
after(() => rmSync(directory, { recursive: true }))

const RANSOMWARE = 'scenarios/ransomware-at-night.yaml'

function write(name: string, text: string): string {
  const file = join(directory, name)
  writeFileSync(file, text)
  return file
}

test('a simulation tells the night in plain words: what happened, what was not kept, what it measures', async () => {
  const out = await done(['simulate', RANSOMWARE])
  match(out, /^ransomware at night, under /)
  // Two in the morning UTC is three where the plan is.
  match(
    out,
    /^\+0h00 +Sun 1 Mar 03:00 +tocsin +declared the incident: Files renamed on prod-db-1$/m,
  )
  match(out, /^\+0h06 +Sun 1 Mar 03:06 +cto +classified it P0 data-breach$/m)
  match(out, /^\+1h00 .* MISSED: status-to-everyone, which was due 04:00;$/m)
  match(out, /^missed \(\d+\)$/m)
  match(out, /^still open \(\d+\)$/m)
  match(out, /^measures\n  time-to-detection/m)
})

test('hours of pages that nobody answers are two lines and not hundreds', async () => {
  const out = await done(['simulate', 'scenarios/nobody-answers.yaml'])
  match(out, /… and \d+ more to ceo, cto until/)
  ok(out.split('\n').length < 80, out)
})

test('--json prints exactly one document', async () => {
  const out = await done(['simulate', RANSOMWARE, '--json'])
  const document = JSON.parse(out) as Readonly<Record<string, readonly unknown[]>>
  for (const part of ['log', 'sent', 'obligations', 'measures', 'refused'])
    ok(Array.isArray(document[part]), part)
})

test('a scenario brings its own plan, and real people fill the positions', async () => {
  const plan = readFileSync(join(ROOT, 'plans/tiered.yaml'), 'utf8')
  write('own.yaml', plan)
  const scenario = `scenario: mine
plan: own.yaml
starts: 2026-03-01T02:00:00Z
steps:
  - {at: 0m, signal: {source: machine, title: "Checkout is down"}}
  - {at: 5m, do: classify, severity: nonsense}
until: 1h
`
  const file = write('scenario.yaml', scenario)
  const out = await done(['simulate', file, '--directory', 'directory.example.yaml'])
  match(out, /paged (fay|eli|bo|dee)/)
  match(out, /^refused \(1\)$/m)
  match(out, /classify: severity unknown/)
  match(await done(['simulate', file, '--plan', 'creditnexus']), /\(creditnexus /)
})

test('what is wrong with a scenario is said with its place', async () => {
  const file = write('bent.yaml', 'scenario: x\nplan: tiered\nstarts: never\nsteps: []\n')
  const { code, err } = await tocsin(['simulate', file])
  equal(code, EXIT.faults)
  equal(
    err,
    `${file} has mistakes.\n  starts: Write a time with its offset, as 2026-03-01T02:00:00Z.\n`,
  )
})

const PEOPLE =
  'people: {answer_pages: {median: 4m, p90: 20m, never: 3%}, work: {median: 30m, p90: 4h}}'

test('a rehearsal says how often each clause is broken, through which promise and why', async () => {
  const text = readFileSync(join(ROOT, RANSOMWARE), 'utf8').replace(/^people: .*$/m, PEOPLE)
  const file = write('rehearsed.yaml', text)
  const asked = ['simulate', file, '--plan', 'creditnexus', '--runs', '12', '--seed', '7']
  const out = await done(asked)
  match(out, /^12 runs from seed 7; in the end /m)
  match(out, /^C4\.2 +\d+\.\d % +Critical or high - status to all team members within 1 hour$/m)
  const document = JSON.parse(await done([...asked, '--json'])) as Record<string, unknown>
  equal(document['runs'], 12)
  equal(await done(asked), out)
})

test('a number of runs that is none is refused', async () => {
  const { err } = await tocsin(['simulate', RANSOMWARE, '--runs', '0'])
  match(err, /Write a whole number from 1 to/)
})

test('the simulated time is drawn into a file, whatever the titles say', async () => {
  const text = readFileSync(join(ROOT, RANSOMWARE), 'utf8').replace(
    'ransomware at night',
    'a <b>&"c"',
  )
  const file = join(directory, 'axis.svg')
  await done(['simulate', write('hostile.yaml', text), '--plan', 'creditnexus', '--svg', file])
  const svg = readFileSync(file, 'utf8')
  match(svg, /<title id="title">a &lt;b&gt;&amp;&quot;c&quot;<\/title>/)
  equal(svg.includes('<b>'), false)
})

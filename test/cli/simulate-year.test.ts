import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { done, tocsin } from './tocsin.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-'))
after(() => rmSync(directory, { recursive: true }))

const YEAR = 'scenarios/years/creditnexus.yaml'

type Report = {
  readonly incidents: readonly { readonly id: string; readonly at: string }[]
  readonly program: readonly { readonly entry: string; readonly standing: string }[]
  readonly measures: readonly { readonly of: string; readonly incidents: number }[]
}

test('C8.1 a whole year of incidents and program, by quarter, the same for ever by its seed', async () => {
  const out = await done(['simulate', YEAR, '--json', '--seed', '3'])
  equal(await done(['simulate', YEAR, '--json', '--seed', '3']), out)
  const report = JSON.parse(out) as Report
  ok(report.incidents.length >= 14 && report.incidents.length <= 39)
  ok(report.incidents.every(({ at }) => at >= '2026-12-31T23:00' && at < '2027-12-31T23:00'))
  deepEqual(
    report.measures.map(({ of }) => of),
    ['year', 'Q1', 'Q2', 'Q3', 'Q4'],
  )
  const [year, ...quarters] = report.measures.map(({ incidents }) => incidents)
  equal(
    quarters.reduce((sum, count) => sum + count, 0),
    year,
  )
  ok(report.program.some(({ entry }) => entry === 'training'))
})

test('at a terminal it says what was missed, what it measures, and what became of the program', async () => {
  const svg = join(directory, 'year.svg')
  const out = await done(['simulate', YEAR, '--svg', svg])
  match(out, /^A year at CreditNexus, under creditnexus 1\.0$/m)
  match(out, /^training +due \d+ +done \d+ +late \d+ +not done \d+$/m)
  match(readFileSync(svg, 'utf8'), /<title id="title">A year at CreditNexus<\/title>/)
})

test('what is wrong with a year is said with its place', async () => {
  const file = join(directory, 'wrong.yaml')
  writeFileSync(
    file,
    'year: 2027\nplan: creditnexus\nincidents: [{scenario: x.yaml, times: {least: 3, most: 1}}]\n',
  )
  const { code, err } = await tocsin(['simulate', file])
  equal(code, EXIT.faults)
  match(err, /incidents\.0\.times: `least` is more than `most`/)
})

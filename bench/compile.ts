// What compiling and checking a plan of 300 clauses costs: `node bench/compile.ts`. Cold is a fresh process that does it once;
// warm is one that has done it before. Wall time and time of the processor, since the machine is shared.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { largePlan } from './large-plan.ts'
import { median, printLoad, printTable, whole } from './report.ts'

const CLAUSES = 300
const ROUNDS = 5

type Spent = { readonly wall: number; readonly cpu: number }
type Figures = {
  readonly imported: Spent
  readonly first: { readonly compile: Spent; readonly check: Spent }
  readonly later: { readonly compile: Spent; readonly check: Spent }
  readonly obligations: number
}

async function measure<T>(run: () => T | Promise<T>): Promise<{ spent: Spent; result: T }> {
  const cpu = process.cpuUsage()
  const wall = performance.now()
  const result = await run()
  const { user, system } = process.cpuUsage(cpu)
  return { spent: { wall: performance.now() - wall, cpu: (user + system) / 1000 }, result }
}

/** In a process of its own: prints what it took, as JSON. */
async function once(file: string): Promise<void> {
  const text = readFileSync(file, 'utf8')
  const { spent: imported, result: modules } = await measure(async () => ({
    ...(await import('#/core/plan/compile.ts')),
    ...(await import('#/core/plan/check.ts')),
    ...(await import('../test/kit/regimes.ts')),
  }))
  const { compile, check, REGIMES } = modules
  const round = async () => {
    const compiled = await measure(() => compile(text, { regimes: REGIMES }))
    const { result } = compiled
    if ('mistakes' in result) throw new Error(JSON.stringify(result.mistakes[0]))
    const { spent } = await measure(() => check(result.plan))
    return { compile: compiled.spent, check: spent, obligations: result.plan.rules.length }
  }
  const first = await round()
  for (let more = 0; more < 4; more++) await round()
  const later = await round()
  console.log(JSON.stringify({ imported, first, later, obligations: first.obligations }))
}

function report(): void {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'))
  const file = join(folder, 'plan.yaml')
  const text = largePlan(CLAUSES)
  writeFileSync(file, text)
  printLoad('before')
  const runs = Array.from(
    { length: ROUNDS },
    () =>
      JSON.parse(
        execFileSync(process.execPath, [import.meta.filename, file], { encoding: 'utf8' }),
      ) as Figures,
  )
  rmSync(folder, { recursive: true })
  const row = (name: string, of: (figures: Figures) => Spent) => [
    name,
    whole(median(runs.map(figures => of(figures).wall))),
    whole(median(runs.map(figures => of(figures).cpu))),
    whole(Math.min(...runs.map(figures => of(figures).cpu))),
  ]
  const lines = text.split('\n').length
  console.log(`${CLAUSES} clauses, ${runs[0]?.obligations} obligations, ${whole(lines)} lines.\n`)
  printTable(
    ['ms', 'wall, median', 'processor, median', 'processor, best'],
    row('import', it => it.imported),
    row('compile, cold', it => it.first.compile),
    row('check, cold', it => it.first.check),
    row('compile, warm', it => it.later.compile),
    row('check, warm', it => it.later.check),
  )
  printLoad('after')
}

const [file] = process.argv.slice(2)
if (file === undefined) report()
else await once(file)

import { equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import { instant } from '#/core/time.ts'
import { createBench } from '#/app/plans/bench.ts'
import { REGIMES } from '../../../test/kit/regimes.ts'

const bench = createBench(REGIMES)
after(() => bench.close())
const source = readFileSync(new URL('../../../plans/tiered.yaml', import.meta.url), 'utf8')
const asked = {
  source,
  before: undefined,
  directory: EMPTY_DIRECTORY,
  now: instant('2026-03-02T09:00:00Z'),
}

test('a plan is tried beside the program, with the regimes that it switches on', async () => {
  const tried = await bench.do('revise', asked)
  ok('done' in tried)
  equal(tried.done.plan?.id, 'tiered')
  ok(tried.done.findings.length > 0)
})

test('whoever comes while too many wait is told so, and the others are answered', async () => {
  const all = await Promise.all(Array.from({ length: 14 }, () => bench.do('revise', asked)))
  const busy = all.filter(answer => 'failed' in answer && answer.failed === 'busy').length
  ok(busy > 0)
  equal(all.length - busy, all.filter(answer => 'done' in answer).length)
})

test('a mistake of ours is told to who asked, and the next is answered', async () => {
  const broken = { ...asked, source: 17 as unknown as string }
  await bench.do('revise', broken).then(
    () => ok(false, 'it was no plan'),
    (error: unknown) => ok(error instanceof Error),
  )
  ok('done' in (await bench.do('revise', asked)))
})

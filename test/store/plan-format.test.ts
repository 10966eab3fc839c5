import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import pino from 'pino'
import { createPlanShelf, importPlan } from '#/app/plans/plans.ts'
import { PLAN_FORMAT } from '#/core/plan/plan.ts'
import { instant } from '#/core/time.ts'
import { freshDatabase } from '../kit/database.ts'
import { REGIMES } from '../kit/regimes.ts'
import { shellOn } from '../kit/shell.ts'

const database = await freshDatabase()
const SOURCE = readFileSync(new URL('../../plans/tiered.yaml', import.meta.url), 'utf8')

test('a plan that was kept in an older format is compiled anew from its source, and keeps its hash', async () => {
  const shell = shellOn(
    database.pool,
    () => instant('2026-03-02T09:00Z'),
    pino({ level: 'silent' }),
  )
  const imported = await importPlan(shell, SOURCE, { by: 'ana' })
  if ('mistakes' in imported) throw new Error('the plan compiles')
  equal(imported.plan.format, PLAN_FORMAT)
  await database.pool.query(
    `update plan set plan = (plan::jsonb - 'settings' - 'format' - 'calendars')::json`,
  )
  const again = await createPlanShelf(REGIMES).byHash(database.pool, imported.hash)
  deepEqual(again, imported.plan)
})

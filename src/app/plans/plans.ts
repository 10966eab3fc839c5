import { compile } from '#/core/plan/compile.ts'
import { planHash } from '#/core/plan/hash.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import { PLAN_FORMAT } from '#/core/plan/plan.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { assert } from '#/core/assert.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import { listProposedOnly } from '#/store/plan-events.ts'
import { listPlans, readDefaultPlan, readPlan, savePlan, setDefaultPlan } from '#/store/plans.ts'
import type { PlanEntry, StoredPlan } from '#/store/plans.ts'

/** Plans in memory, by hash. A plan never changes, so what is here is right for ever. */
export type PlanShelf = {
  readonly byHash: (db: Db, hash: string) => Promise<Plan>
  /** The plan that new incidents get, as last read: for what is decided thousands of times a second. */
  readonly standard: () => ImportedPlan | undefined
  /** Reads it again. */
  readonly refresh: (db: Db) => Promise<ImportedPlan | undefined>
}

/** More versions than any installation uses at once. */
const PLANS_KEPT_MAX = 200

export function createPlanShelf(regimes: Regimes): PlanShelf {
  const kept = new Map<string, Plan>()
  let standard: ImportedPlan | undefined
  return {
    standard: () => standard,
    async refresh(db) {
      const stored = await readDefaultPlan(db)
      standard =
        stored === undefined
          ? undefined
          : { hash: stored.hash, plan: inThisFormat(stored, regimes) }
      return standard
    },
    async byHash(db, hash) {
      const known = kept.get(hash)
      if (known !== undefined) return known
      const stored = await readPlan(db, hash)
      assert(stored !== undefined, `the plan ${hash}, to which an incident is pinned, is kept`)
      if (kept.size >= PLANS_KEPT_MAX) kept.clear()
      const plan = inThisFormat(stored, regimes)
      kept.set(hash, plan)
      return plan
    },
  }
}

/**
 * A plan that an earlier version of the product kept in another format, compiled anew from its source. It stays pinned by
 * the hash that it has on record.
 */
function inThisFormat({ plan, source, hash }: StoredPlan, regimes: Regimes): Plan {
  const { format }: { readonly format?: number } = plan
  if (format === PLAN_FORMAT) return plan
  const compiled = compile(source, { regimes })
  assert('plan' in compiled, `the plan ${hash}, which an earlier version kept, compiles`)
  return compiled.plan
}

export type ImportedPlan = { readonly hash: string; readonly plan: Plan }

/** Compiles a plan and keeps it. The same text again changes nothing. `activate`: new incidents get it. */
export async function importPlan(
  shell: Pick<Shell, 'pool' | 'now' | 'notary' | 'plans' | 'regimes'>,
  source: string,
  { by, activate = false }: { readonly by: string; readonly activate?: boolean },
): Promise<ImportedPlan | { readonly mistakes: readonly Mistake[] }> {
  const compiled = compile(source, { regimes: shell.regimes })
  if ('mistakes' in compiled) return compiled
  const { plan } = compiled
  const hash = planHash(plan, shell.notary.sha256)
  const { id, version } = plan
  await savePlan(shell.pool, { hash, id, version, source, plan, at: shell.now(), by })
  if (activate) {
    await setDefaultPlan(shell.pool, hash)
    await shell.plans.refresh(shell.pool)
  }
  return { hash, plan }
}

/** Makes a kept plan the default; gives false when there is none of that hash. Open incidents stay with theirs. */
export async function activatePlan(
  shell: Pick<Shell, 'pool' | 'plans'>,
  hash: string,
): Promise<boolean> {
  if ((await readPlan(shell.pool, hash)) === undefined) return false
  await setDefaultPlan(shell.pool, hash)
  await shell.plans.refresh(shell.pool)
  return true
}

/** The plan in force as it was kept, with its source. */
export async function readDefaultKept({
  pool,
}: Pick<Shell, 'pool'>): Promise<StoredPlan | undefined> {
  return readDefaultPlan(pool)
}

/** The plan that new incidents get: the newest kept version of `id`, or the default one. */
export async function planFor(
  shell: Pick<Shell, 'pool' | 'plans'>,
  id: string | undefined,
): Promise<ImportedPlan | undefined> {
  if (id === undefined) return shell.plans.refresh(shell.pool)
  // What only waits for approval is nobody's plan yet.
  const waiting = await listProposedOnly(shell.pool)
  const entry = (await allPlans(shell)).find(
    plan => plan.hash === id || (plan.id === id && !waiting.has(plan.hash)),
  )
  const stored = entry === undefined ? undefined : await readPlan(shell.pool, entry.hash)
  if (stored === undefined) return undefined
  return { hash: stored.hash, plan: await shell.plans.byHash(shell.pool, stored.hash) }
}

export async function allPlans(shell: Pick<Shell, 'pool'>): Promise<readonly PlanEntry[]> {
  return listPlans(shell.pool)
}

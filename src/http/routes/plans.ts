// Plans: those that are kept, which of them is active, and what is wrong with a draft.
import { z } from 'zod'
import { check } from '#/core/plan/check.ts'
import { compile } from '#/core/plan/compile.ts'
import { planHash } from '#/core/plan/hash.ts'
import { SOURCE_LENGTH_MAX } from '#/core/plan/limits.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import { shellWithin } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import { recordPlanEvent } from '#/app/plans/events.ts'
import type { Shell } from '#/app/shell.ts'
import { findPlan } from '#/app/plans/library.ts'
import { activatePlan, allPlans, importPlan } from '#/app/plans/plans.ts'
import { CHECKED_PLAN, IMPORTED_PLAN, PLAN, PLAN_LINE } from '#/http/answers-plans.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { TEXT_CONTENT } from '#/http/parsers.ts'
import { problem, WRONGS_SHOWN_MAX } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import { givesJson, route, text } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { planDocumentRoute, planParams, unknownPlan } from '#/http/routes/plan-document.ts'
import { flag } from '#/http/shapes.ts'

const source = text(TEXT_CONTENT, SOURCE_LENGTH_MAX, 'The plan, as YAML.')

export const planRoutes: readonly Route[] = [
  route('plan:read', {
    method: 'GET',
    path: '/api/plans',
    name: 'list-plans',
    summary: 'Every version of every plan that is kept, newest first.',
    gives: givesJson('The plans.', z.object({ plans: z.array(PLAN_LINE) }).meta({ id: 'Plans' })),
    async handle({ needs }) {
      const { pool, plans: shelf } = needs.shell
      const plans: z.output<typeof PLAN_LINE>[] = []
      for (const { at, isDefault, ...plan } of await allPlans(needs.shell)) {
        const { title } = await shelf.byHash(pool, plan.hash)
        plans.push({ ...plan, title, imported: at, active: isDefault })
      }
      return { answer: { plans } }
    },
  }),
  route('plan:read', {
    method: 'GET',
    path: '/api/plans/{plan}',
    name: 'get-plan',
    summary: 'A plan: its source, and what the engine makes of it.',
    params: planParams,
    gives: givesJson('The plan.', PLAN),
    async handle({ needs, params }) {
      const kept = await findPlan(needs.shell, params.plan)
      if (kept === undefined) return unknownPlan(params.plan)
      const { at, plan, ...rest } = kept
      return { answer: { ...rest, title: plan.title, plan, imported: at } }
    },
  }),
  planDocumentRoute,
  route('plan:read', {
    method: 'POST',
    path: '/api/plans/check',
    name: 'check-plan',
    summary: 'Check a draft against the directory, and keep nothing.',
    takes: source,
    gives: givesJson('It compiles; `findings` says what else is wrong with it.', CHECKED_PLAN),
    async handle({ needs: { shell }, body, within }) {
      const compiled = compile(body, { regimes: shell.regimes })
      if ('mistakes' in compiled) return { problem: mistakenPlan(compiled.mistakes) }
      const { plan } = compiled
      const findings = check(plan, await shell.directory.current(within ?? shell.pool))
      const hash = planHash(plan, shell.notary.sha256)
      const sound = findings.every(({ severity }) => severity !== 'error')
      return { answer: { id: plan.id, version: plan.version, hash, sound, findings } }
    },
  }),
  route('plan:write', {
    method: 'POST',
    path: '/api/plans',
    name: 'import-plan',
    summary: 'Keep a plan. The same text again changes nothing.',
    query: z.strictObject({
      activate: flag.optional().describe('New incidents get it from now on.'),
    }),
    takes: source,
    gives: givesJson('Kept.', IMPORTED_PLAN, 201),
    async handle({ needs, caller, query, body, within }) {
      const { activate = false } = query
      const shell = shellWithin(needs.shell, within)
      const imported = await importPlan(shell, body, { by: recordedAs(caller), activate })
      if ('mistakes' in imported) return { problem: mistakenPlan(imported.mistakes) }
      const { hash, plan } = imported
      if (activate) await recordActivation(shell, within, hash, recordedAs(caller))
      return { answer: { hash, id: plan.id, version: plan.version, active: activate } }
    },
  }),
  route('plan:write', {
    method: 'POST',
    path: '/api/plans/{plan}/activate',
    name: 'activate-plan',
    summary: 'Give this plan to new incidents. Those that have begun stay with theirs.',
    params: planParams,
    gives: givesJson('Active.', IMPORTED_PLAN),
    async handle({ needs, caller, params, within }) {
      const shell = shellWithin(needs.shell, within)
      const kept = await findPlan(shell, params.plan)
      if (kept === undefined || !(await activatePlan(shell, kept.hash)))
        return unknownPlan(params.plan)
      const { hash, id, version } = kept
      await recordActivation(shell, within, hash, recordedAs(caller))
      return { answer: { hash, id, version, active: true } }
    },
  }),
]

/** Through this door nobody is asked for approvals: whoever has the right to it has it, and it is on record. */
async function recordActivation(
  shell: Shell,
  within: Within | undefined,
  plan: string,
  by: string,
): Promise<void> {
  await recordPlanEvent(shell, within, { type: 'activated', plan, by })
}

export function mistakenPlan(mistakes: readonly Mistake[]): Problem {
  return {
    ...problem('plan-has-mistakes', { mistakes: mistakes.length }),
    errors: mistakes.slice(0, WRONGS_SHOWN_MAX).map(({ file, line, column, message, mend }) => ({
      in: 'body',
      // What stands in the file of a regime has no place in what was sent.
      ...(file === undefined && { line, column }),
      detail: `${file === undefined ? '' : `${fileName(file)}:${line}:${column}: `}${message} ${mend}`,
    })),
  }
}

/** Where the files of the server lie is nobody's business. */
function fileName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

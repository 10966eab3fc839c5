// A kept plan for who reads it on a screen.
import { dayOf } from '#/core/plan/render.ts'
import { readingOf } from '#/core/plan/reading.ts'
import { findPlan } from '#/app/plans/library.ts'
import { allPlans } from '#/app/plans/plans.ts'
import { READING } from '#/http/answers-plan-reading.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { planParams, unknownPlan } from '#/http/routes/plan-document.ts'

export const planReadingRoute: Route = route('plan:read', {
  method: 'GET',
  path: '/api/plans/{plan}/reading',
  name: 'read-plan',
  summary:
    'A plan as a document in parts: sections, sentences, clauses, and where each stands in the source.',
  params: planParams,
  gives: givesJson('The plan, to be read.', READING),
  async handle({ needs: { shell }, params }) {
    const kept = await findPlan(shell, params.plan)
    if (kept === undefined) return unknownPlan(params.plan)
    const { plan, hash, id, version, at, by } = kept
    const active = (await allPlans(shell)).some(it => it.isDefault && it.hash === hash)
    const reading = readingOf(plan, { hash, date: dayOf(plan, shell.now()) })
    return {
      answer: { hash, id, version, title: plan.title, imported: at, by, active, ...reading },
    }
  },
})

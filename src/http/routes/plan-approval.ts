// New versions of a plan: proposed, approved by whom the plan in force names, put in force. What each did is on record.
import { z } from 'zod'
import { SOURCE_LENGTH_MAX } from '#/core/plan/limits.ts'
import { refuse } from '#/core/refusal.ts'
import { shellWithin } from '#/app/idempotency.ts'
import {
  approvePlan,
  declinePlan,
  enactPlan,
  proposePlan,
  titleOfParty,
  versionsOf,
} from '#/app/plans/approval.ts'
import type { Actor, Refused } from '#/app/plans/approval.ts'
import { findPlan } from '#/app/plans/library.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { allows } from '#/app/access/scopes.ts'
import { PROPOSED, VERSIONS } from '#/http/answers-plan-versions.ts'
import { recordedAs } from '#/http/authenticate.ts'
import type { Caller } from '#/http/authenticate.ts'
import { TEXT_CONTENT } from '#/http/parsers.ts'
import { problem, refusalProblem } from '#/http/problem.ts'
import { givesJson, json, route, text } from '#/http/route.ts'
import type { Asked, Reply, Route } from '#/http/route.ts'
import { planParams, unknownPlan } from '#/http/routes/plan-document.ts'
import { mistakenPlan } from '#/http/routes/plans.ts'

const REASON_LENGTH_MAX = 2_000
const reason = z.string().trim().min(1).max(REASON_LENGTH_MAX).describe('Goes on record.')
const word = json(z.strictObject({ reason: reason.optional() }))
const gives = givesJson('It is on record.', PROPOSED)

/** An owner may everything; which owner it was is on record. */
function actorOf(caller: Caller): Actor {
  return { by: recordedAs(caller), isOwner: allows(caller.token.scopes, 'admin') }
}

type Answer = z.output<typeof PROPOSED>
type WordAsked = Asked<
  z.output<typeof planParams>,
  object,
  { readonly reason?: string | undefined }
>

/** Says something of a version that is kept, with a word why. */
function worded(say: typeof approvePlan) {
  return async ({
    needs,
    caller,
    params,
    body,
    within,
  }: Omit<WordAsked, 'query'>): Promise<Reply<Answer>> => {
    const shell = shellWithin(needs.shell, within)
    const kept = await findPlan(shell, params.plan)
    if (kept === undefined) return unknownPlan(params.plan)
    const asked = { hash: kept.hash, reason: body.reason }
    return answered(kept, await say(shell, within, actorOf(caller), asked))
  }
}

function answered(kept: Answer, outcome: Refused | { readonly done: true }): Reply<Answer> {
  if ('no' in outcome) return { problem: problem(outcome.no, outcome.about) }
  const { hash, id, version } = kept
  return { answer: { hash, id, version } }
}

export const planApprovalRoutes: readonly Route[] = [
  route('plan:read', {
    method: 'GET',
    path: '/api/plans/{plan}/versions',
    name: 'list-plan-versions',
    summary:
      'Every version of a plan: who brought it in, who approved it, and what it still wants.',
    params: planParams,
    gives: givesJson('The versions.', VERSIONS),
    async handle({ needs: { shell }, params }) {
      const kept = await findPlan(shell, params.plan)
      if (kept === undefined) return unknownPlan(params.plan)
      const versions = await versionsOf(shell, kept.id)
      return {
        answer: {
          id: kept.id,
          title: kept.plan.title,
          versions: versions.map(({ at, isDefault, events, ...version }) => ({
            ...version,
            imported: at,
            active: isDefault,
            events: events.map(({ number, at: when, type, by, reason: why, parties, intact }) => ({
              number,
              at: when,
              type,
              by,
              reason: why ?? null,
              parties: (parties ?? []).map(party => titleOfParty(kept.plan, party)),
              intact,
            })),
          })),
        },
      }
    },
  }),
  route('plan:propose', {
    method: 'POST',
    path: '/api/plans/proposals',
    name: 'propose-plan',
    summary: 'Keep a new version, and ask for it to be put in force.',
    query: z.strictObject({ reason: reason.optional() }),
    takes: text(TEXT_CONTENT, SOURCE_LENGTH_MAX, 'The plan, as YAML.'),
    gives: givesJson('Kept, and proposed.', PROPOSED, 201),
    async handle({ needs, caller, query, body, within }) {
      const shell = shellWithin(needs.shell, within)
      const by = recordedAs(caller)
      const imported = await importPlan(shell, body, { by })
      if ('mistakes' in imported) return { problem: mistakenPlan(imported.mistakes) }
      const { hash, plan } = imported
      const outcome = await proposePlan(shell, within, { by }, { hash, reason: query.reason })
      return answered({ hash, id: plan.id, version: plan.version }, outcome)
    },
  }),
  route('plan:propose', {
    method: 'POST',
    path: '/api/plans/{plan}/propose',
    name: 'propose-kept-plan',
    summary: 'Ask for a version that is kept to be put in force.',
    params: planParams,
    takes: word,
    gives,
    handle: worded(proposePlan),
  }),
  route('plan:propose', {
    method: 'POST',
    path: '/api/plans/{plan}/approve',
    name: 'approve-plan',
    summary: 'Approve a proposed version, for each party that you stand for.',
    params: planParams,
    takes: word,
    gives,
    handle: worded(approvePlan),
  }),
  route('plan:propose', {
    method: 'POST',
    path: '/api/plans/{plan}/decline',
    name: 'decline-plan',
    summary: 'End a proposal, with a reason. It may be proposed again.',
    params: planParams,
    takes: json(z.strictObject({ reason })),
    gives,
    handle: worded(declinePlan),
  }),
  route('plan:propose', {
    method: 'POST',
    path: '/api/plans/{plan}/enact',
    name: 'enact-plan',
    summary:
      'Put an approved version in force. An owner may do so without the approvals that are missing: `break_glass`, with a reason.',
    params: planParams,
    takes: json(
      z.strictObject({ reason: reason.optional(), break_glass: z.boolean().default(false) }),
    ),
    gives,
    async handle({ needs, caller, params, body, within }) {
      const shell = shellWithin(needs.shell, within)
      const kept = await findPlan(shell, params.plan)
      if (kept === undefined) return unknownPlan(params.plan)
      const actor = actorOf(caller)
      if (body.break_glass && !actor.isOwner)
        return { problem: refusalProblem(refuse('break-glass-not-yours', {}).refused) }
      if (body.break_glass && body.reason === undefined)
        return { problem: refusalProblem(refuse('reason-needed', {}).refused) }
      const asked = { hash: kept.hash, reason: body.reason, over: body.break_glass }
      return answered(kept, await enactPlan(shell, within, actor, asked))
    },
  }),
]

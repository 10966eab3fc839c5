// As whom a command is given: as oneself, and in a drill as one of its cast, whoever sits at the keyboard.
import { z } from 'zod'
import { actor } from '#/core/exercise/cast.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'
import type { Live } from '#/app/read.ts'
import type { Caller } from '#/http/authenticate.ts'
import { problem } from '#/http/problem.ts'
import type { Reply } from '#/http/route.ts'
import { idText } from '#/http/shapes.ts'

export const GIVER_QUERY = z.strictObject({
  as: idText
    .optional()
    .describe(
      'In a drill: the role, position or stand-in as whom it is given; otherwise whoever of its cast is asked for it.',
    ),
})

type Given = { readonly by: string } | Exclude<Reply<never>, { answer: unknown }>

/** The person as whom a command with this body is given. */
export function giverOf(
  {
    caller,
    query,
  }: { readonly caller: Caller; readonly query: { readonly as?: string | undefined } },
  live: Live,
  body: object,
): Given {
  const { as } = query
  if (live.head.drillId === null) {
    if (as !== undefined) return { problem: problem('acting-not-allowed') }
    if (caller.person === undefined) return { problem: problem('person-needed') }
    return { by: caller.person }
  }
  const by = actor(live, as ?? askedParty(live, body as Readonly<Record<string, unknown>>))
  return live.setting.directory.people.has(by) ? { by } : refuse('person-unknown', { person: by })
}

/** Whom the plan asks for what the body names; the commander for everything else. */
function askedParty(
  { incident, setting: { plan } }: Live,
  body: Readonly<Record<string, unknown>>,
) {
  const { obligation, page, role, fact } = body
  if (typeof page === 'string') return incident.pages.get(page)?.person
  if (typeof obligation === 'string') {
    const party = lookup(plan).rules.get(ruleOf(obligation))?.by
    return party === 'each' ? obligation.split('@')[1] : party
  }
  const answers = plan.facts.find(({ id }) => id === fact)?.by
  if (answers !== undefined) return answers
  if (typeof role === 'string' && incident.offers.has(role)) return incident.offers.get(role)?.to
  return plan.roles.find(({ id }) => id === 'commander')?.id
}

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

/** `body`: as it is given, which in a drill names whoever gives it by their part. */
type Given<B> =
  | { readonly by: string; readonly body: B }
  | Exclude<Reply<never>, { answer: unknown }>

/** The person as whom a command with this body is given. */
export function giverOf<B extends object>(
  {
    caller,
    query,
  }: { readonly caller: Caller; readonly query: { readonly as?: string | undefined } },
  live: Live,
  body: B,
): Given<B> {
  const { as } = query
  if (live.head.drillId === null) {
    if (as !== undefined) return { problem: problem('acting-not-allowed') }
    if (caller.person === undefined) return { problem: problem('person-needed') }
    return { by: caller.person, body }
  }
  const fields = body as Fields
  const by = actor(live, as ?? askedParty(live, fields, caller.person))
  if (!live.setting.directory.people.has(by)) return refuse('person-unknown', { person: by })
  return { by, body: inTheirPart(fields, caller.person, by) as B }
}

type Fields = Readonly<Record<string, unknown>>

/** Whoever takes a role for themselves takes it for the stand-in as whom they act. */
function inTheirPart(body: Fields, person: string | undefined, by: string): Fields {
  const part = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(part) : value === person ? by : value
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      NAMES_PEOPLE.has(name) ? part(value) : value,
    ]),
  )
}

const NAMES_PEOPLE: ReadonlySet<string> = new Set(['person', 'to', 'owner', 'present', 'invite'])

/** Whom the plan asks for what the body names; the commander for everything else. */
function askedParty({ incident, setting: { plan } }: Live, body: Fields, me: string | undefined) {
  const { obligation, page, role, fact, person } = body
  if (typeof page === 'string') return incident.pages.get(page)?.person
  if (typeof obligation === 'string') {
    const party = lookup(plan).rules.get(ruleOf(obligation))?.by
    return party === 'each' ? obligation.split('@')[1] : party
  }
  const answers = plan.facts.find(({ id }) => id === fact)?.by
  if (answers !== undefined) return answers
  if (typeof role === 'string' && incident.offers.has(role)) return incident.offers.get(role)?.to
  if (typeof role === 'string' && me !== undefined && person === me) return role
  return plan.roles.find(({ id }) => id === 'commander')?.id
}

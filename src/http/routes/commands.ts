// Declaring, and one route for each command of the engine: `POST /api/incidents/{id}/{command}`, with the schema that
// validates it everywhere else too.
import type { z } from 'zod'
import { COMMANDS, OWN_COMMANDS } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { declareIncident, mergeIncidents } from '#/app/declare.ts'
import { execute } from '#/app/execute.ts'
import type { Executed, Unstamped } from '#/app/execute.ts'
import { keepsBlob } from '#/app/record/evidence.ts'
import { shellWithin } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Scope } from '#/app/access/scopes.ts'
import type { Shell } from '#/app/shell.ts'
import type { Caller } from '#/http/authenticate.ts'
import { maySee } from '#/app/access/visibility.ts'
import { refuse } from '#/core/refusal.ts'
import { COMMANDED, DECLARED } from '#/http/answers-commands.ts'
import { COMMAND_SUMMARIES } from '#/core/incident/summary.ts'
import { GIVER_QUERY, giverOf } from '#/http/giver.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Asked, Reply, Route } from '#/http/route.ts'
import { unlessHidden } from '#/http/seen.ts'
import { showEvent } from '#/http/show-event.ts'
import { idText, incidentParams } from '#/http/shapes.ts'

type Commanded = z.input<typeof COMMANDED>
type AskedCommand = Asked<{ readonly id: string }, unknown, object>

/** Commands that a person gives to an incident through a door, in the order of their table. */
export const GIVEN_COMMANDS: readonly CommandName[] = (
  Object.keys(COMMANDS) as CommandName[]
).filter(name => name !== 'declare' && !OWN_COMMANDS.has(name))

const declareBody = COMMANDS.declare
  .omit({ signal: true, proposed: true })
  .extend({ plan: idText.optional().describe('Id or hash of a plan; the active one otherwise.') })

const declareRoute = route('incident:write', {
  method: 'POST',
  path: '/api/incidents',
  name: 'declare',
  summary: 'Declare an incident.',
  takes: json(declareBody),
  gives: givesJson('The incident is open.', DECLARED, 201),
  async handle({ needs, caller, within, body: { plan, ...body } }) {
    if (caller.person === undefined) return { problem: problem('person-needed') }
    const shell = shellWithin(needs.shell, within)
    const from = await seenWhole(shell, caller, body['from-incident'], within)
    if (typeof from === 'object') return from
    const declared = await declareIncident(
      shell,
      { ...body, 'from-incident': from },
      { by: caller.person, plan },
      within,
    )
    if ('refused' in declared) return declared
    if ('planUnknown' in declared)
      return { problem: problem('plan-unknown', { plan: declared.planUnknown }) }
    const { incidentId, number, version } = declared
    return {
      answer: { id: incidentId, number, version },
      headers: { location: `/api/incidents/${incidentId}` },
    }
  },
})

/** The id of the incident of which a new one is a part: it may be named by its number, and has to be one that the caller sees. */
async function seenWhole(
  shell: Shell,
  caller: Caller,
  named: string | undefined,
  within: Within | undefined,
): Promise<string | undefined | ReturnType<typeof refuse>> {
  if (named === undefined) return undefined
  const whole = await readLive(shell, named, within)
  if (whole === undefined || !maySee(whole.setting, whole.incident, caller))
    return refuse('incident-unknown', { incident: named })
  return whole.head.id
}

/** A command that needs more than its schema says. */
type Special = (
  asked: AskedCommand,
  live: Live,
  by: string,
) => Promise<Executed | Exclude<Reply<Commanded>, { answer: unknown }>>

const SPECIAL: Partial<Readonly<Record<CommandName, Special>>> = {
  merge: mergeInto,
  'add-evidence': addEvidence,
  'delete-evidence': refuseToDelete,
  redact: redactEvent,
}

/** Taking texts out of the record is apart from everything else that people do to incidents. */
const SCOPE_OF: Partial<Readonly<Record<CommandName, Scope>>> = { redact: 'incident:redact' }

function commandRoute(name: CommandName): Route {
  return route<Commanded, { readonly id: string }, z.output<typeof GIVER_QUERY>, object>(
    SCOPE_OF[name] ?? 'incident:write',
    {
      method: 'POST',
      path: `/api/incidents/{id}/${name}`,
      name,
      summary: COMMAND_SUMMARIES[name],
      params: incidentParams,
      query: GIVER_QUERY,
      takes: json(COMMANDS[name] as z.ZodType<object>),
      gives: givesJson('Done, and on record.', COMMANDED),
      handle(asked) {
        return unlessHidden<Commanded>(asked, async live => {
          const giver = giverOf(asked, live, asked.body)
          if (!('by' in giver)) return giver
          const carryOut = SPECIAL[name] ?? asGiven(name)
          const executed = await carryOut({ ...asked, body: giver.body }, live, giver.by)
          if (!('accepted' in executed)) return executed
          return { answer: showCommanded(live, executed) }
        })
      },
    },
  )
}

function asGiven(name: CommandName): Special {
  return ({ needs, body, within }, { head }, by) =>
    execute(needs.shell, head.id, { ...body, do: name, by } as Unstamped, within)
}

export function showCommanded(
  { head }: Live,
  { accepted, version }: Extract<Executed, { accepted: unknown }>,
): Commanded {
  const first = version - accepted.length + 1
  return {
    id: head.id,
    number: head.number,
    version,
    events: accepted.map((event, index) =>
      showEvent({ incidentId: head.id, version: first + index, event, redacted: false }),
    ),
  }
}

/** The other incident may be named by its number too, and has to be one that the caller sees. */
async function mergeInto(
  { needs, caller, body, within }: AskedCommand,
  { head }: Live,
  by: string,
): ReturnType<Special> {
  const { into, reason } = body as z.output<typeof COMMANDS.merge>
  const target = await readLive(needs.shell, into, within)
  if (target === undefined || !maySee(target.setting, target.incident, caller))
    return refuse('incident-unknown', { incident: into })
  return mergeIncidents(needs.shell, head.id, { into: target.head.id, reason, by }, within)
}

/**
 * Evidence that is kept elsewhere, by its hash alone. What Tocsin keeps itself is taken in only with its bytes: whoever has
 * heard the hash of something restricted must not be able to fetch it by way of another incident.
 */
async function addEvidence(asked: AskedCommand, live: Live, by: string): ReturnType<Special> {
  const { needs, body, within } = asked
  const { sha256 } = body as z.output<(typeof COMMANDS)['add-evidence']>
  if (await keepsBlob(shellWithin(needs.shell, within), sha256))
    return { problem: problem('evidence-bytes-needed', { sha256 }) }
  return asGiven('add-evidence')(asked, live, by)
}

/** Refused, and that it was asked for is on record (T3.2). */
async function refuseToDelete(asked: AskedCommand, live: Live, by: string): ReturnType<Special> {
  const { evidence } = asked.body as z.output<(typeof COMMANDS)['delete-evidence']>
  const executed = await asGiven('delete-evidence')(asked, live, by)
  if (!('accepted' in executed)) return executed
  return { ...refuse('evidence-immutable', { evidence }), stands: true }
}

/** A version beyond the log may be beyond what PostgreSQL counts to. */
async function redactEvent(asked: AskedCommand, live: Live, by: string): ReturnType<Special> {
  const { version } = asked.body as z.output<typeof COMMANDS.redact>
  if (version > live.head.version) return refuse('version-unknown', { version })
  return asGiven('redact')(asked, live, by)
}

export const commandRoutes: readonly Route[] = [declareRoute, ...GIVEN_COMMANDS.map(commandRoute)]

// What machines and people report, and which incident it became.
import { z } from 'zod'
import { ID_LENGTH_MAX } from '#/core/incident/command.ts'
import { groupOf } from '#/core/intake/group.ts'
import { parseMatcherList } from '#/core/intake/matcher-list.ts'
import { refuse } from '#/core/refusal.ts'
import type { Refusal } from '#/core/refusal.ts'
import { shellWithin, whole } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import { identityOf } from '#/app/ingest/groups.ts'
import { NotTaken } from '#/app/ingest/queue.ts'
import { planFor } from '#/app/plans/plans.ts'
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { alertOfReport, attachGroup, declareFromGroup } from '#/app/signals/acts.ts'
import type { NoGroup } from '#/app/signals/acts.ts'
import { listGroups, readGroup } from '#/app/signals/desk.ts'
import { maySee } from '#/app/access/visibility.ts'
import { DECLARED } from '#/http/answers-commands.ts'
import { GROUPS, GROUP_IN_FULL, showGroup, showGroupInFull } from '#/http/answers-signals.ts'
import type { Needs } from '#/http/needs.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, wholeNumber } from '#/http/shapes.ts'

const GROUPS_MAX = 500
const TITLE_MAX = 300
const TEXT_MAX = 10_000

const params = z.strictObject({ key: z.string().min(1).max(ID_LENGTH_MAX) })
const STATES = { firing: true, quiet: false, all: undefined } as const

export const signalRoutes: readonly Route[] = [
  route('signal:read', {
    method: 'GET',
    path: '/api/signals',
    name: 'list-signals',
    summary: 'Groups of alerts that fire now, the newest change first.',
    query: z.strictObject({
      state: z
        .enum(['firing', 'quiet', 'all'])
        .optional()
        .describe('Those that fire, unless others are asked for.'),
      text: z.string().max(TITLE_MAX).optional().describe('Found in titles, texts and labels.'),
      labels: z
        .string()
        .max(TEXT_MAX)
        .optional()
        .describe('All of which must hold: `severity="critical",service=~"pay.*"`.'),
      limit: wholeNumber(1, GROUPS_MAX).optional(),
    }),
    gives: givesJson('The groups.', GROUPS),
    async handle({ needs, caller, query: { state = 'firing', text = '', labels = '', limit } }) {
      const matchers = parseMatcherList(labels)
      if ('malformed' in matchers)
        return { problem: problem('matcher-malformed', { reason: matchers.malformed }) }
      const wish = { firing: STATES[state], text, matchers, limit: limit ?? GROUPS_MAX }
      const { groups, more } = await listGroups(needs.shell, caller, wish)
      return { answer: { groups: groups.map(showGroup), more } }
    },
  }),
  route('signal:read', {
    method: 'GET',
    path: '/api/signals/{key}',
    name: 'get-signal',
    summary: 'A group of alerts: what is in it as it came, which incident it belongs to, and why.',
    params,
    gives: givesJson('The group.', GROUP_IN_FULL),
    async handle({ needs, caller, params: { key } }) {
      const group = await readGroup(needs.shell, caller, key)
      return group === undefined
        ? unknownGroup(key)
        : { answer: showGroupInFull(group, needs.ingest.silencesOver) }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/signals',
    name: 'report-signal',
    summary: 'Report by hand what no machine told: it goes the way of every other signal.',
    takes: json(
      z.strictObject({
        title: z.string().trim().min(1).max(TITLE_MAX),
        description: z.string().max(TEXT_MAX).optional(),
        source: idText.optional().describe('Of the plan; the first that is no machine otherwise.'),
        service: idText.optional(),
        urgency: idText.optional(),
      }),
    ),
    gives: givesJson(
      'Taken, and on its way into an incident.',
      z.object({ key: z.string() }).meta({ id: 'ReportedSignal' }),
      202,
    ),
    async handle({ needs, caller, body }) {
      const { shell, ingest } = needs
      if (caller.person === undefined) return { problem: problem('person-needed') }
      const plan = (await planFor(shell, undefined))?.plan
      const source = body.source ?? plan?.sources.find(it => !it.machine)?.id
      const alert = alertOfReport(shell, { ...body, source }, caller.person)
      try {
        await ingest.accept([alert])
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error
        return { problem: problem('signals-not-taken', { reason: error.message }) }
      }
      return { answer: { key: identityOf(groupOf(alert, plan?.intake.groupBy ?? []).text) } }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/signals/{key}/declare',
    name: 'declare-from-signal',
    summary: 'Declare an incident about a group of alerts that no open incident is about.',
    params,
    takes: json(
      z.strictObject({
        title: z.string().trim().min(1).max(TITLE_MAX).optional(),
        description: z.string().max(TEXT_MAX).optional(),
      }),
    ),
    gives: givesJson('The incident is open, and the group is in it.', DECLARED, 201),
    async handle({ needs, caller, params: { key }, body, within }) {
      const { person } = caller
      if (person === undefined) return { problem: problem('person-needed') }
      const act = { reader: caller, by: person, key }
      const done = await inOne(needs, within, (shell, tx) => declareFromGroup(shell, tx, act, body))
      if ('unknown' in done || 'belongs' in done) return noGroup(key, done)
      if ('refused' in done) return done
      if ('planUnknown' in done)
        return { problem: problem('plan-unknown', { plan: done.planUnknown }) }
      const { incidentId: id, number, version } = done
      return { answer: { id, number, version }, headers: { location: `/api/incidents/${id}` } }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/signals/{key}/attach',
    name: 'attach-group',
    summary: 'Attach a group of alerts that no open incident is about to one.',
    params,
    takes: json(z.strictObject({ incident: idText.describe('Its id, or its number.') })),
    gives: givesJson('Attached, and on record there.', DECLARED),
    async handle({ needs, caller, params: { key }, body, within }) {
      const { person } = caller
      if (person === undefined) return { problem: problem('person-needed') }
      const live = await readLive(needs.shell, body.incident, within)
      if (live === undefined || !maySee(live.setting, live.incident, caller))
        return refuse('incident-unknown', { incident: body.incident })
      const { id, number } = live.head
      const act = { reader: caller, by: person, key }
      const done = await inOne(needs, within, (shell, tx) => attachGroup(shell, tx, act, id))
      if ('unknown' in done || 'belongs' in done) return noGroup(key, done)
      return 'refused' in done ? done : { answer: { id, number, version: done.version } }
    },
  }),
]

const unknownGroup = (key: string) => ({ problem: problem('signal-unknown', { signal: key }) })

function noGroup(key: string, why: NoGroup) {
  return 'belongs' in why
    ? { problem: problem('signal-belongs', { signal: key, incident: why.belongs }) }
    : unknownGroup(key)
}

/** In the transaction of the request, where it has one; else in one of its own, which a refusal undoes. */
async function inOne<T extends object>(
  { shell }: Pick<Needs, 'shell'>,
  within: Within | undefined,
  work: (shell: Shell, tx: Within) => Promise<T>,
): Promise<T | { readonly refused: Refusal }> {
  if (within !== undefined) return work(shellWithin(shell, within), within)
  const made = await whole(shell, async tx => {
    const answer = await work(shellWithin(shell, tx), tx)
    return { keep: 'accepted' in answer || 'incidentId' in answer, answer }
  })
  return 'done' in made ? made.done.answer : made
}

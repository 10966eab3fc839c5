// Incidents as they stand and as they happened.
import { z } from 'zod'
import { fromMs } from '#/core/time.ts'
import { listSeen } from '#/app/incidents/list.ts'
import { readSent } from '#/app/deliver/sent.ts'
import { readPage } from '#/app/stream.ts'
import { EVENTS, INCIDENT, INCIDENTS, LISTED, SENT } from '#/http/answers.ts'
import { showEvent } from '#/http/show-event.ts'
import { showIncident } from '#/http/show-incident.ts'
import { flag, idText, incidentParams, versionText, wholeNumber } from '#/http/shapes.ts'
import { tableOf } from '#/http/incident-table.ts'
import { givesJson, givesLive, givesText, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { unlessHidden } from '#/http/seen.ts'

const INCIDENTS_PAGE_MAX = 200
export const EVENTS_PAGE_MAX = 1_000
const SENT_PAGE_MAX = 1_000
const PAGE = 100
const WORDS_LENGTH_MAX = 200
const DOWNLOAD = 'attachment; filename="incidents.csv"'

/** An instant in a query, in any zone. */
const moment = z.iso.datetime({ offset: true }).transform(text => fromMs(Date.parse(text)))

const after = versionText.optional().describe('Only what came after this version of the log.')
const orPage = (limit: string | number | undefined) => Number(limit ?? PAGE)

/** Versions have no gaps, so that a page before one is a page after another. */
function pageOf(
  version: number,
  {
    after = 0,
    before,
    limit,
  }: { after?: number | undefined; before?: number | undefined; limit?: number | undefined },
): { readonly after: number; readonly limit: number } {
  if (before === undefined) return { after, limit: orPage(limit) }
  const last = Math.min(Math.max(before - 1, 0), version)
  const first = Math.max(last - orPage(limit), 0)
  return { after: first, limit: last - first }
}

const FILTERS = {
  open: flag.optional().describe('Only open ones, or only those that have ended.'),
  severity: idText.optional(),
  status: LISTED.shape.status.optional(),
  type: idText.optional(),
  plan: idText.optional().describe('Id of the plan.'),
  exercise: flag.optional().describe('Only practised ones, or only real ones.'),
  since: moment.optional().describe('Detected then or later.'),
  until: moment.optional().describe('Detected before.'),
  words: z
    .string()
    .min(1)
    .max(WORDS_LENGTH_MAX)
    .optional()
    .describe('In the title or the description, or the number.'),
}

/** As many as one opens in a program for tables. */
const TABLE_ROWS_MAX = 20_000

export const incidentRoutes: readonly Route[] = [
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents',
    name: 'list-incidents',
    summary: 'Incidents, newest first.',
    query: z.strictObject({
      ...FILTERS,
      limit: wholeNumber(1, INCIDENTS_PAGE_MAX).optional(),
      before: wholeNumber(1, Number.MAX_SAFE_INTEGER)
        .optional()
        .describe('`next` of the page before.'),
    }),
    gives: givesJson('A page of incidents.', INCIDENTS),
    async handle({ needs, caller, query }) {
      const limit = orPage(query.limit)
      const { incidents, more } = await listSeen(needs.shell, caller, { ...query, limit })
      return { answer: { incidents, next: more ? (incidents.at(-1)?.number ?? null) : null } }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents.csv',
    name: 'export-incident-list',
    summary: 'The list of incidents as a table, newest first.',
    query: z.strictObject(FILTERS),
    gives: givesText('CSV (RFC 4180), its first line the names of the columns.', 'text/csv'),
    async handle({ needs, caller, query }) {
      const { incidents } = await listSeen(needs.shell, caller, { ...query, limit: TABLE_ROWS_MAX })
      return { answer: tableOf(incidents), headers: { 'content-disposition': DOWNLOAD } }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}',
    name: 'get-incident',
    summary: 'One incident as it stands now.',
    params: incidentParams,
    gives: givesJson('The incident.', INCIDENT),
    handle: asked => unlessHidden(asked, live => ({ answer: showIncident(live) })),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/events',
    name: 'list-events',
    summary: 'The log of an incident in order, page by page.',
    params: incidentParams,
    query: z.strictObject({
      after,
      before: versionText
        .optional()
        .describe(
          'The last so many before this version, for who begins at the end. Instead of `after`.',
        ),
      limit: wholeNumber(1, EVENTS_PAGE_MAX).optional(),
    }),
    gives: givesJson('A page of the log.', EVENTS),
    handle: asked =>
      unlessHidden(asked, async ({ head }) => {
        const { query, needs } = asked
        const { after, limit } = pageOf(head.version, query)
        const page = await readPage(needs.shell, head.id, after, limit)
        const last = page.at(-1)?.version ?? 0
        const next = page.length > 0 && last < head.version ? last : null
        return { answer: { events: page.map(showEvent), version: head.version, next } }
      }),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/sent',
    name: 'list-sent',
    summary: 'What went out, to whom, over which channel, and what became of it.',
    params: incidentParams,
    query: z.strictObject({ after, limit: wholeNumber(1, SENT_PAGE_MAX).optional() }),
    gives: givesJson('Messages in the order in which they were sent.', SENT),
    handle: asked =>
      unlessHidden(asked, async ({ head }) => {
        const { query, needs } = asked
        const limit = orPage(query.limit)
        const page = await readSent(needs.shell, head.id, { after: query.after ?? 0, limit })
        return { answer: page }
      }),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/live',
    name: 'watch-incident',
    summary: 'The log from `after`, or from Last-Event-ID, and every event as it happens.',
    params: incidentParams,
    query: z.strictObject({ after }),
    gives: givesLive(
      'Each event as `data`, its version as `id`; of a drill also `clock`, each time that its time goes on otherwise.',
    ),
    handle: asked => {
      const { needs, caller, query, lastEventId } = asked
      const from = lastEventId ?? query.after ?? 0
      return unlessHidden(asked, ({ head }) => ({
        answer: connection => needs.live.watch(connection, caller, { id: head.id, after: from }),
      }))
    },
  }),
]

// Who is on call: rotas as they go, and who takes over.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { parseInstant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { shellWithin } from '#/app/idempotency.ts'
import {
  calendarAt,
  calendarOf,
  calendarUrl,
  override,
  rotasNow,
  viewRota,
  withdrawOverride,
} from '#/app/oncall/oncall.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { OVERRIDE, ROTA, ROTA_NOW } from '#/http/answers-oncall.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, givesText, json, openRoute, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText } from '#/http/shapes.ts'
import { showRota, showRotaNow } from '#/http/show-rota.ts'

const DAY_MS = 86_400_000
const VIEW_DAYS_MAX = 400
export const REASON_LENGTH_MAX = 1_000

export const instantText = z
  .string()
  .transform((text, context): Instant => {
    const at = parseInstant(text)
    if (at !== undefined) return at
    context.addIssue({ code: 'custom', message: 'an instant as 2026-03-01T02:00:00Z' })
    return z.NEVER
  })
  .meta({ format: 'date-time' })

export const rotaParams = z.strictObject({ rota: idText.describe('Id of the rota.') })

export const oncallRoutes: readonly Route[] = [
  route('directory:read', {
    method: 'GET',
    path: '/api/rotas',
    name: 'list-rotas',
    summary: 'Every rota: who is on call now, who is next, and when nobody is.',
    query: z.strictObject({ at: instantText.optional().describe('Now, where it is left out.') }),
    gives: givesJson('The rotas.', z.object({ rotas: z.array(ROTA_NOW) }).meta({ id: 'Rotas' })),
    async handle({ needs: { shell }, query }) {
      const rotas = await rotasNow(shell, query.at)
      return { answer: { rotas: rotas.map(showRotaNow) } }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/rotas/{rota}',
    name: 'get-rota',
    summary: 'A rota over a time: shifts, gaps, overrides, and what it has cost whom.',
    params: rotaParams,
    query: z.strictObject({ from: instantText.optional(), to: instantText.optional() }),
    gives: givesJson('The rota.', ROTA),
    async handle({ needs: { shell }, params, query }) {
      const from = query.from ?? shell.now()
      const to = query.to ?? plusMs(from, 28 * DAY_MS)
      if (to <= from || to > plusMs(from, VIEW_DAYS_MAX * DAY_MS))
        return { problem: problem('request-invalid') }
      const view = await viewRota(shell, params.rota, { from, to })
      if (view === undefined) return { problem: problem('rota-unknown') }
      const calendar = await calendarUrl(shell, { kind: 'rota', id: view.rota.id })
      return { answer: { ...showRota(view), from, to, calendar } }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/rotas/{rota}/override',
    name: 'override-rota',
    summary: 'Somebody takes over for a while. Of two that overlap the one made last counts.',
    params: rotaParams,
    takes: json(
      z.strictObject({
        person: idText,
        from: instantText,
        to: instantText,
        reason: z.string().max(REASON_LENGTH_MAX).exactOptional(),
      }),
    ),
    gives: givesJson('It counts.', z.object({ id: z.string() }).meta({ id: 'Overridden' }), 201),
    async handle({ needs, caller, params, body, within }) {
      const shell = shellWithin(needs.shell, within)
      const made = await override(shell, { rota: params.rota, ...body }, recordedAs(caller), within)
      if ('problem' in made) return { problem: problem(made.problem) }
      return { answer: made }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/overrides/{override}/withdraw',
    name: 'withdraw-override',
    summary: 'Whoever would have had the turn has it again, from now on.',
    params: z.strictObject({ override: idText }),
    gives: givesJson('It no longer counts.', OVERRIDE),
    async handle({ needs, caller, params, within }) {
      const shell = shellWithin(needs.shell, within)
      const withdrawn = await withdrawOverride(shell, params.override, recordedAs(caller), within)
      if ('problem' in withdrawn) return { problem: problem(withdrawn.problem) }
      const { id, person, from, to } = withdrawn
      return { answer: { id, person, from, to } }
    },
  }),
  openRoute({
    method: 'GET',
    path: '/calendar/{calendar}',
    name: 'get-calendar',
    summary: 'Shifts of a rota or a person, for calendars that subscribe. The address is the key.',
    params: z.strictObject({ calendar: z.string().min(1).max(1_100) }),
    gives: givesText('The calendar (RFC 5545).', 'text/calendar'),
    async handle({ needs: { shell }, params }) {
      const of = await calendarAt(shell, params.calendar.replace(/\.ics$/, ''))
      const calendar = of === undefined ? undefined : await calendarOf(shell, of)
      if (calendar === undefined) return { problem: problem('calendar-unknown') }
      const etag = `"${hash('sha256', calendar).slice(0, 32)}"`
      return { answer: calendar, headers: { etag, 'cache-control': 'private, no-cache' } }
    },
  }),
]

// What people do with their turns: swaps, what they are told, their calendars, and how the burden was shared.
import { z } from 'zod'
import { plusMs } from '#/core/time.ts'
import { fairnessOf } from '#/app/oncall/fairness.ts'
import { shellWithin } from '#/app/idempotency.ts'
import { ownTurns, revokeCalendar, setTold } from '#/app/oncall/own.ts'
import { rosterOf } from '#/app/oncall/oncall.ts'
import { answerSwap, offerSwap, swapsAhead } from '#/app/oncall/swaps.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { FAIRNESS, ON_CALL_ME, SWAP } from '#/http/answers-oncall.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { instantText, REASON_LENGTH_MAX, rotaParams } from '#/http/routes/oncall.ts'
import { idText } from '#/http/shapes.ts'
import { showBurden, showSwap } from '#/http/show-rota.ts'

const DAY_MS = 86_400_000
const FAIRNESS_DAYS = 90
const FAIRNESS_DAYS_MAX = 800

const spell = { from: instantText, to: instantText }
const CALENDAR = z.object({ calendar: z.string() }).meta({ id: 'CalendarAddress' })

export const oncallSwapRoutes: readonly Route[] = [
  route('directory:read', {
    method: 'GET',
    path: '/api/swaps',
    name: 'list-swaps',
    summary: 'Swaps of turns that are not over yet, with what became of each.',
    gives: givesJson('The swaps.', z.object({ swaps: z.array(SWAP) }).meta({ id: 'Swaps' })),
    async handle({ needs: { shell } }) {
      return { answer: { swaps: (await swapsAhead(shell)).map(showSwap) } }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/rotas/{rota}/swap',
    name: 'offer-swap',
    summary: 'Ask somebody to take your turn. It stays yours until they accept.',
    params: rotaParams,
    takes: json(
      z.strictObject({
        asked: idText,
        ...spell,
        back: z.strictObject(spell).exactOptional().describe('What you take in return.'),
        reason: z.string().max(REASON_LENGTH_MAX).exactOptional(),
      }),
    ),
    gives: givesJson(
      'They are asked.',
      z.object({ id: z.string() }).meta({ id: 'OfferedSwap' }),
      201,
    ),
    async handle({ needs: { shell }, caller, params, body, within }) {
      const { person } = caller
      if (person === undefined) return { problem: problem('person-needed') }
      const offered = await offerSwap(
        shell,
        { rota: params.rota, ...body },
        { asker: person, by: recordedAs(caller), within },
      )
      return 'problem' in offered ? { problem: problem(offered.problem) } : { answer: offered }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/swaps/{swap}/answer',
    name: 'answer-swap',
    summary:
      'Whoever is asked accepts or declines; whoever asked withdraws. Accepted, the turn changes hands.',
    params: z.strictObject({ swap: idText }),
    takes: json(z.strictObject({ answer: z.enum(['accepted', 'declined', 'withdrawn']) })),
    gives: givesJson('It is answered.', SWAP),
    async handle({ needs: { shell }, caller, params, body, within }) {
      const answered = await answerSwap(
        shell,
        { swap: params.swap, what: body.answer },
        { person: caller.person, by: recordedAs(caller), within },
      )
      if ('problem' in answered) return { problem: problem(answered.problem) }
      return { answer: showSwap(answered) }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/rotas/{rota}/fairness',
    name: 'get-fairness',
    summary: 'How the burden was shared: hours, nights, weekends, holidays, pages.',
    params: rotaParams,
    query: z.strictObject({ from: instantText.optional(), to: instantText.optional() }),
    gives: givesJson('Who carried what.', FAIRNESS),
    async handle({ needs: { shell }, params, query }) {
      const to = query.to ?? shell.now()
      const from = query.from ?? plusMs(to, -FAIRNESS_DAYS * DAY_MS)
      if (to <= from || to > plusMs(from, FAIRNESS_DAYS_MAX * DAY_MS))
        return { problem: problem('request-invalid') }
      const fairness = await fairnessOf(shell, params.rota, { from, to })
      if (fairness === undefined) return { problem: problem('rota-unknown') }
      const { rota, paged, shares } = fairness
      return {
        answer: {
          rota: rota.id,
          from,
          to,
          pages_from: paged?.from ?? null,
          pages_to: paged?.to ?? null,
          shares: shares.map(({ pages, pagesAtNight, ...burden }) => ({
            ...showBurden(burden),
            pages: pages ?? null,
            pages_at_night: pagesAtNight ?? null,
          })),
        },
      }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/on-call/me',
    name: 'get-own-turns',
    summary: 'Your own shifts, your calendar, and whether you are told when your turn begins.',
    gives: givesJson('What is yours.', ON_CALL_ME),
    async handle({ needs: { shell }, caller: { person } }) {
      if (person === undefined) return { problem: problem('person-needed') }
      const { shifts, ...own } = await ownTurns(shell, person)
      return {
        answer: {
          person,
          ...own,
          shifts: shifts.map(({ rota, from, to }) => ({ rota, from, to })),
        },
      }
    },
  }),
  route('directory:read', {
    method: 'POST',
    path: '/api/on-call/me',
    name: 'set-own-turns',
    summary: 'Say whether you want to be told when your turn begins.',
    takes: json(z.strictObject({ told: z.boolean() })),
    gives: givesJson('Kept.', z.object({ told: z.boolean() }).meta({ id: 'ToldOfTurns' })),
    async handle({ needs: { shell }, caller: { person }, body: { told }, within }) {
      if (person === undefined) return { problem: problem('person-needed') }
      await setTold(shell, person, told, within)
      return { answer: { told } }
    },
  }),
  route('directory:read', {
    method: 'POST',
    path: '/api/on-call/me/calendar/revoke',
    name: 'revoke-own-calendar',
    summary: 'Make the address of your calendar anew: the one from before shows nothing any more.',
    gives: givesJson('The new address.', CALENDAR),
    async handle({ needs, caller, within }) {
      if (caller.person === undefined) return { problem: problem('person-needed') }
      const shell = shellWithin(needs.shell, within)
      const of = { kind: 'person', id: caller.person } as const
      return { answer: { calendar: await revokeCalendar(shell, of, recordedAs(caller)) } }
    },
  }),
  route('directory:write', {
    method: 'POST',
    path: '/api/rotas/{rota}/calendar/revoke',
    name: 'revoke-rota-calendar',
    summary:
      'Make the address of the calendar of a rota anew: the one from before shows nothing any more.',
    params: rotaParams,
    gives: givesJson('The new address.', CALENDAR),
    async handle({ needs, caller, params: { rota }, within }) {
      const shell = shellWithin(needs.shell, within)
      if ((await rosterOf(shell, rota, shell.now())) === undefined)
        return { problem: problem('rota-unknown') }
      const of = { kind: 'rota', id: rota } as const
      return { answer: { calendar: await revokeCalendar(shell, of, recordedAs(caller)) } }
    },
  }),
]

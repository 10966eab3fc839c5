// Silences: from one instant to another, alerts that match tell no one. The same that the Alertmanager door has.
import { z } from 'zod'
import { readMatchers, SILENCES_MAX } from '#/core/intake/silence.ts'
import type { Silence } from '#/core/intake/silence.ts'
import { parseInstant, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { hiddenGroups } from '#/app/signals/groups.ts'
import { showSilence, SILENCES } from '#/http/answers-signals.ts'
import { recordedAs } from '#/http/authenticate.ts'
import type { Caller } from '#/http/authenticate.ts'
import type { Needs } from '#/http/needs.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { instantShape } from '#/http/shapes.ts'

const COMMENT_MAX = 2_000
const VALUE_MAX = 2_000
const MATCHERS_MAX = 20

const SILENCED = z.object({ id: z.string() }).meta({ id: 'Silenced' })
const instantText = instantShape.refine(text => parseInstant(text) !== undefined, 'an instant')

const WISH = z.strictObject({
  id: z.uuid().optional().describe('Of one that is to be changed.'),
  matchers: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(VALUE_MAX),
        value: z.string().max(VALUE_MAX),
        is_regex: z.boolean().optional(),
        is_equal: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(MATCHERS_MAX),
  starts: instantText.optional().describe('Now otherwise.'),
  ends: instantText,
  comment: z.string().trim().min(1).max(COMMENT_MAX).describe('Why; everyone sees it.'),
})

export const silenceRoutes: readonly Route[] = [
  route('signal:read', {
    method: 'GET',
    path: '/api/silences',
    name: 'list-silences',
    summary: 'Silences that hold, that will, and that ended of late.',
    gives: givesJson('Those that hold first.', SILENCES),
    async handle({ needs, caller }) {
      const nowMs = toMs(needs.shell.now())
      const counted = await coverage(needs, caller)
      const silences = needs.ingest.silences([])
      return { answer: { silences: silences.map(it => showSilence(it, nowMs, counted(it))) } }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/silences',
    name: 'put-silence',
    summary: 'Silence alerts for a time, or change such a silence.',
    takes: json(WISH),
    gives: givesJson('It holds, or will.', SILENCED, 201),
    async handle({ needs, caller, body }) {
      const { id, comment } = body
      const now = needs.shell.now()
      const starts = body.starts === undefined ? now : (parseInstant(body.starts) ?? now)
      const ends = parseInstant(body.ends) ?? now
      const reason = wrongTimes(now, starts, ends)
      if (reason !== undefined) return invalid(reason)
      const matchers = readMatchers(
        body.matchers.map(({ name, value, is_regex: isRegex, is_equal: isEqual }) => ({
          name,
          value,
          ...(isRegex !== undefined && { isRegex }),
          ...(isEqual !== undefined && { isEqual }),
        })),
      )
      if ('malformed' in matchers) return invalid(matchers.malformed)
      const put = await needs.ingest.putSilence(id, {
        matchers,
        startsAtMs: toMs(starts),
        endsAtMs: toMs(ends),
        createdBy: recordedAs(caller),
        comment,
      })
      if ('id' in put) return { answer: put }
      return put.refused === 'silence-unknown'
        ? unknownSilence(id ?? '')
        : { problem: problem('silences-too-many', { most: SILENCES_MAX }) }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/silences/{silence}/expire',
    name: 'expire-silence',
    summary: 'End a silence now.',
    params: z.strictObject({ silence: z.string().max(100) }),
    gives: givesJson('It has ended.', SILENCED),
    async handle({ needs, params: { silence } }) {
      const ended = await needs.ingest.expireSilence(silence.toLowerCase())
      return ended === 'expired' ? { answer: { id: silence } } : unknownSilence(silence)
    },
  }),
]

const unknownSilence = (silence: string) => ({ problem: problem('silence-unknown', { silence }) })
const invalid = (reason: string) => ({ problem: problem('silence-invalid', { reason }) })

function wrongTimes(now: Instant, starts: Instant, ends: Instant): string | undefined {
  if (ends <= starts) return 'It ends before it begins.'
  return ends <= now ? 'It would have ended already.' : undefined
}

/** How many of the alerts that the caller may see a silence matches. */
async function coverage(
  { shell, ingest }: Pick<Needs, 'shell' | 'ingest'>,
  caller: Caller,
): Promise<(silence: Silence) => number> {
  const hidden = await hiddenGroups(shell, caller)
  return ({ matchers }) => {
    let count = 0
    for (const alert of ingest.find(matchers)) if (!hidden.has(alert.group.key)) count++
    return count
  }
}

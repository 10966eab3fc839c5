// What machines report.
import { z } from 'zod'
import { listFiring } from '#/app/signal-groups.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { instantShape, wholeNumber } from '#/http/shapes.ts'

const GROUPS_MAX = 500

const GROUP = z
  .object({
    key: z.string(),
    labels: z.record(z.string(), z.string()),
    round: z.number().int().describe('How often it has begun to fire.'),
    firing: z.number().int().describe('Alerts that fire now.'),
    fired: z.number().int().describe('Alerts that have fired in this round.'),
    changed: instantShape,
    incident: z.string().nullable(),
  })
  .meta({ id: 'SignalGroup' })

export const signalRoutes: readonly Route[] = [
  route('signal:read', {
    method: 'GET',
    path: '/api/signals',
    name: 'list-signals',
    summary: 'Groups of alerts that fire now, the newest change first.',
    query: z.strictObject({ limit: wholeNumber(1, GROUPS_MAX).optional() }),
    gives: givesJson(
      'The groups.',
      z.object({ groups: z.array(GROUP) }).meta({ id: 'SignalGroups' }),
    ),
    async handle({ needs, caller, query }) {
      const groups = await listFiring(needs.shell, caller, query.limit ?? GROUPS_MAX)
      return {
        answer: {
          groups: groups.map(({ key, labels, round, active, fired, changedAt, incidentId }) => ({
            key,
            labels,
            round,
            firing: active,
            fired,
            changed: changedAt,
            incident: incidentId,
          })),
        },
      }
    },
  }),
]

// What all incidents together want of whoever asks, and who is on duty.
import { z } from 'zod'
import { describe } from '#/core/exercise/report.ts'
import { readDuty } from '#/app/duty.ts'
import { readMine } from '#/app/mine.ts'
import type { Live } from '#/app/read.ts'
import { STANDINGS } from '#/core/obligation/obligation.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

const text = z.string()
const textOrNull = text.nullable()

const OF_INCIDENT = z
  .object({
    id: text,
    number: z.number().int(),
    title: text,
    severity: textOrNull,
    rank: z.number().int().nullable(),
    exercise: z.boolean(),
    restricted: z.boolean(),
  })
  .meta({ id: 'IncidentNamed' })

const MINE = z
  .object({
    at: instantShape,
    promises: z
      .array(
        z.object({
          incident: OF_INCIDENT,
          id: text.describe('Key, as commands take it.'),
          title: text,
          act: text,
          standing: z.enum(STANDINGS),
          due: instantOrNull,
          aim: instantOrNull,
          by: text,
        }),
      )
      .describe('What is owed now, the most urgent first.'),
    pages: z
      .array(
        z.object({
          incident: OF_INCIDENT,
          id: text,
          party: text,
          sent: instantShape,
          attempt: z.number().int(),
        }),
      )
      .describe('Pages that wait for an answer, the oldest first.'),
  })
  .meta({ id: 'Mine' })

const DUTY = z
  .object({
    plan: z.object({ id: text, version: text, title: text }).nullable(),
    duties: z.array(
      z.object({
        id: text,
        kind: z.enum(['role', 'position']),
        title: textOrNull,
        people: z.array(z.object({ id: text, name: text })),
      }),
    ),
  })
  .meta({ id: 'Duty' })

export const mineRoutes: readonly Route[] = [
  route('incident:read', {
    method: 'GET',
    path: '/api/mine',
    name: 'list-mine',
    summary: 'What whoever asks owes in all incidents, and the pages that wait for their answer.',
    gives: givesJson('Promises and pages; of a machine there are none.', MINE),
    async handle({ needs: { shell }, caller }) {
      const { at, promises, pages } = await readMine(shell, caller)
      return {
        answer: {
          at,
          promises: promises.map(({ live, obligation }) => {
            const {
              id,
              title,
              act,
              standing,
              due = null,
              aim = null,
              by = '',
            } = describe(obligation)
            return { incident: named(live), id, title, act, standing, due, aim, by }
          }),
          pages: pages.map(({ live, page: { id, party, sentAt, attempt } }) => ({
            incident: named(live),
            id,
            party,
            sent: sentAt,
            attempt,
          })),
        },
      }
    },
  }),
  route('directory:read', {
    method: 'GET',
    path: '/api/duty',
    name: 'get-duty',
    summary:
      'Who is on duty under the active plan: who takes command, who is on call, the other roles.',
    gives: givesJson(
      'The duties; of each, those who hold it in the order in which they are asked.',
      DUTY,
    ),
    async handle({ needs: { shell } }) {
      const { plan, duties, people } = await readDuty(shell)
      return {
        answer: {
          plan: plan ?? null,
          duties: duties.map(({ id, kind, title = null, people: held }) => ({
            id,
            kind,
            title,
            people: held.map(person => ({ id: person, name: people.get(person)?.name ?? person })),
          })),
        },
      }
    },
  }),
]

function named({ head, incident, setting }: Live) {
  const rank = setting.plan.severities.findIndex(({ id }) => id === incident.severity)
  return {
    id: incident.id,
    number: head.number,
    title: incident.title,
    severity: incident.severity ?? null,
    rank: rank === -1 ? null : rank,
    exercise: incident.exercise,
    restricted: head.restricted,
  }
}

// What all incidents together want of whoever asks, and who is on duty.
import { z } from 'zod'
import { describe } from '#/core/exercise/report.ts'
import { readDuty } from '#/app/oncall/duty.ts'
import { readMine } from '#/app/mine.ts'
import { goingOf, readAskedBefore } from '#/app/paging/my-pages.ts'
import type { Going } from '#/app/paging/my-pages.ts'
import type { Live } from '#/app/read.ts'
import type { Page } from '#/core/incident/incident.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
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
          why: textOrNull.describe('What it is for; null: somebody asked for it by hand.'),
          sent: instantShape,
          attempt: z.number().int(),
          again: instantOrNull.describe('You are called again then, over further channels.'),
          next: instantShape.describe('The next in line is asked then.'),
          others: z
            .array(z.object({ id: text, name: text }))
            .describe('Of the same line: to whom it can be handed on in one step.'),
        }),
      )
      .describe('Pages that wait for an answer, the oldest first.'),
  })
  .meta({ id: 'Mine' })

const ASKED_BEFORE = z
  .object({
    pages: z.array(
      z.object({
        incident: OF_INCIDENT,
        id: text,
        party: text,
        why: textOrNull,
        sent: instantShape.describe('When you were asked first.'),
        attempt: z.number().int(),
        times: z.number().int().describe('How often you were asked.'),
        state: z.enum(['waiting', 'handed-on', 'acknowledged', 'ended']),
        cause: textOrNull.describe('Why nobody is asked any more.'),
        answeredBy: textOrNull,
        answeredMs: z
          .number()
          .nullable()
          .describe('From being asked first to your answer, in milliseconds; null: not you.'),
      }),
    ),
  })
  .meta({ id: 'MyPagesBefore' })

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
          pages: pages.map(({ live, page }) => ({
            incident: named(live),
            ...shownPage(live, page),
            ...going(goingOf(shell, live, page)),
          })),
        },
      }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/mine/pages',
    name: 'list-my-pages',
    summary: 'What you were paged for in the last three months, and how long your answers took.',
    gives: givesJson('The newest first.', ASKED_BEFORE),
    async handle({ needs: { shell }, caller }) {
      const asked = await readAskedBefore(shell, caller)
      return {
        answer: {
          pages: asked.map(({ live, page, sentAt, times, answeredMs = null }) => ({
            incident: named(live),
            ...shownPage(live, page),
            sent: sentAt,
            times,
            state: page.state,
            cause: page.cause ?? null,
            answeredBy: page.answeredBy ?? null,
            answeredMs,
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

function shownPage({ setting }: Live, { id, party, sentAt, attempt, obligation }: Page) {
  const { rules } = lookup(setting.plan)
  const rule = obligation === undefined ? undefined : rules.get(ruleOf(obligation))
  return { id, party, why: rule?.title ?? null, sent: sentAt, attempt }
}

function going({ againAt, nextAt, others }: Going) {
  return { again: againAt ?? null, next: nextAt, others: [...others] }
}

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

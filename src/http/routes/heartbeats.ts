// Heartbeats as people set and watch them. Each is a door of its kind, made and taken away like all doors.
import { z } from 'zod'
import { HEARTBEAT_LIMITS } from '#/core/intake/heartbeat.ts'
import type { ShownHeartbeat } from '#/app/doors/heartbeats.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, instantOrNull } from '#/http/shapes.ts'

const text = z.string()
const { everySeconds, graceSeconds } = HEARTBEAT_LIMITS

const HEARTBEAT = z
  .object({
    door: text.describe('The id of its door.'),
    name: text,
    title: text,
    address: text.describe('What beats asks for this, by any method, with its key.'),
    every_seconds: z.number(),
    grace_seconds: z.number().describe('How much later than that it may be.'),
    standing: z
      .enum(['waiting', 'beating', 'lapsed', 'paused'])
      .describe('waiting: it was never heard, and nobody is woken for what was never there.'),
    last_beat: instantOrNull,
    due: instantOrNull.describe('From then on it has lapsed.'),
  })
  .meta({ id: 'Heartbeat' })

const HEARTBEATS = z
  .object({ heartbeats: z.array(HEARTBEAT).readonly() })
  .meta({ id: 'Heartbeats' })
const EXPECTED = z.object({ name: text }).meta({ id: 'ExpectedHeartbeat' })

export const heartbeatRoutes: readonly Route[] = [
  route('signal:read', {
    method: 'GET',
    path: '/api/heartbeats',
    name: 'list-heartbeats',
    summary: 'The signs of life that are expected, when each came last, and which have lapsed.',
    gives: givesJson('By name.', HEARTBEATS),
    async handle({ needs: { shell, heartbeats } }) {
      const shown = (await heartbeats.list()).map(one => show(shell.publicUrl, one))
      return { answer: { heartbeats: shown } }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/heartbeats/{name}/expect',
    name: 'expect-heartbeat',
    summary: 'Say how often a heartbeat is to come, and how late it may be.',
    params: z.strictObject({ name: idText.describe('Of its door.') }),
    takes: json(
      z.strictObject({
        every_seconds: z.int().min(everySeconds.least).max(everySeconds.most),
        grace_seconds: z.int().min(0).max(graceSeconds.most).optional().describe('300 otherwise.'),
      }),
    ),
    gives: givesJson('That counts from now on.', EXPECTED),
    async handle({ needs, params: { name }, body, within, afterwards }) {
      const wish = {
        everySeconds: body.every_seconds,
        graceSeconds: body.grace_seconds ?? graceSeconds.usual,
      }
      if (!(await needs.heartbeats.expect(name, wish, within)))
        return { problem: problem('door-unknown', { door: name }) }
      afterwards(() => needs.heartbeats.settleLater(name))
      return { answer: { name } }
    },
  }),
]

function show(publicUrl: string, heartbeat: ShownHeartbeat): z.input<typeof HEARTBEAT> {
  const { door, name, title, standing, lastBeat, dueAt } = heartbeat
  return {
    door,
    name,
    title,
    standing,
    address: `${publicUrl}/in/heartbeat/${name}`,
    every_seconds: heartbeat.everySeconds,
    grace_seconds: heartbeat.graceSeconds,
    last_beat: lastBeat ?? null,
    due: dueAt ?? null,
  }
}

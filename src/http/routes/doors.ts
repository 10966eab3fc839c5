// The doors of senders, as operators make, change and watch them.
import { z } from 'zod'
import { ID_LENGTH_MAX } from '#/core/incident/command.ts'
import { DOOR_LIMITS, editDoor, openDoor, rotateDoor, takeDoorAway } from '#/app/doors/doors.ts'
import type { DoorRefusal } from '#/app/doors/doors.ts'
import type { OpenDoor } from '#/app/doors/shelf.ts'
import { countsOfDoors, postedOf, postedThrough } from '#/app/doors/record.ts'
import { previewPayload } from '#/app/doors/preview.ts'
import { shellWithin } from '#/app/idempotency.ts'
import { readGroup } from '#/app/signals/desk.ts'
import {
  CHANGED_DOOR,
  DOOR_KEY,
  DOORS,
  PAYLOADS,
  PREVIEW,
  showDoor,
  showKinds,
  showPayload,
} from '#/http/answers-doors.ts'
import { recordedAs } from '#/http/authenticate.ts'
import type { Needs } from '#/http/needs.ts'
import { problem } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText } from '#/http/shapes.ts'

const TITLE_MAX = 100
const NAME_MAX = 60

const { perMinute, bytes, mappingChars, secretChars, rotationHours } = DOOR_LIMITS
const params = z.strictObject({ door: idText.describe('Its id, or its name.') })
const parts = {
  mapping: z
    .string()
    .max(mappingChars)
    .optional()
    .describe('How payloads are read; empty: by their form, as far as that is known.'),
  per_minute: z.int().min(1).max(perMinute.max).optional(),
  bytes_max: z.int().min(bytes.least).max(bytes.max).optional(),
}
const secret = z.string().min(8).max(secretChars)

export const doorRoutes: readonly Route[] = [
  route('signal:read', {
    method: 'GET',
    path: '/api/doors',
    name: 'list-doors',
    summary: 'The doors of senders, what came through them, and the kinds that there are.',
    gives: givesJson('The doors.', DOORS),
    async handle({ needs: { shell, doors, tallies } }) {
      await tallies.write()
      const counts = await countsOfDoors(shell)
      const shown = (await doors.list()).map(door =>
        showDoor(shell.publicUrl, door, counts.get(door.id)),
      )
      return { answer: { doors: shown, kinds: showKinds() } }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/doors',
    name: 'create-door',
    summary: 'Make a door. Its key is in this answer and nowhere else.',
    takes: json(
      z.strictObject({
        kind: z.string().min(1).max(NAME_MAX),
        name: z.string().min(1).max(NAME_MAX).describe('Small letters, digits and hyphens.'),
        title: z.string().trim().min(1).max(TITLE_MAX).optional(),
        secret: secret.optional().describe('With which the sender signs what it posts.'),
        ...parts,
      }),
    ),
    gives: givesJson('Made.', DOOR_KEY, 201),
    // A secret and a key: not even a hash of them is kept to tell a repetition.
    takesSecret: true,
    async handle({ needs: { shell, doors }, caller, body, within, afterwards }) {
      const { per_minute, bytes_max, title, ...wish } = body
      const made = await openDoor(
        shell,
        { ...wish, title: title ?? body.name, perMinute: per_minute, bytesMax: bytes_max },
        recordedAs(caller),
        within ?? shell.pool,
      )
      if (!('key' in made)) return refusal(made, body.name)
      afterwards(doors.forget)
      return { answer: made }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/doors/{door}/edit',
    name: 'edit-door',
    summary: 'Change a door, or switch it off and on.',
    params,
    takes: json(
      z.strictObject({
        title: z.string().trim().min(1).max(TITLE_MAX).optional(),
        secret: secret.nullable().optional().describe('null: none any more; a key is needed then.'),
        enabled: z.boolean().optional(),
        ...parts,
      }),
    ),
    gives: givesJson('Changed.', CHANGED_DOOR),
    takesSecret: true,
    async handle({ needs, params: { door }, body, within, afterwards }) {
      const found = await needs.doors.find(door, within)
      if (found === undefined) return unknown(door)
      const { per_minute, bytes_max, ...rest } = body
      const edit = { ...rest, perMinute: per_minute, bytesMax: bytes_max }
      const done = await editDoor(shellWithin(needs.shell, within), found.stored, edit)
      if (!('done' in done)) return refusal(done, door)
      afterwards(() => changed(needs, found.stored))
      return { answer: { id: found.stored.id } }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/doors/{door}/rotate',
    name: 'rotate-door',
    summary: 'Make another key. Those before go on opening for a while.',
    params,
    takes: json(
      z.strictObject({
        hours: z
          .int()
          .min(0)
          .max(rotationHours.max)
          .optional()
          .describe('How long; a week otherwise.'),
      }),
    ),
    gives: givesJson('Made.', DOOR_KEY, 201),
    kept: answer => ({ ...answer, key: null }),
    async handle({
      needs,
      params: { door },
      body: { hours = rotationHours.usual },
      within,
      afterwards,
    }) {
      const found = await needs.doors.find(door, within)
      if (found === undefined) return unknown(door)
      const shell = shellWithin(needs.shell, within)
      const made = await rotateDoor(shell, found.shown, hours * 3_600_000)
      if (!('key' in made)) return refusal(made, door)
      afterwards(needs.doors.forget)
      return { answer: made }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/doors/{door}/delete',
    name: 'delete-door',
    summary: 'Take a door away. What came through it stays.',
    params,
    gives: givesJson('It is gone.', CHANGED_DOOR),
    async handle({ needs, params: { door }, within, afterwards }) {
      const found = await needs.doors.find(door, within)
      if (found === undefined) return unknown(door)
      await takeDoorAway(shellWithin(needs.shell, within), found.stored.id)
      afterwards(() => changed(needs, found.stored))
      return { answer: { id: found.stored.id } }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/doors/preview',
    name: 'preview-door',
    summary: 'What a door of a kind, or a mapping, makes of a payload. Keeps nothing.',
    changesNothing: true,
    takes: json(
      z.strictObject({
        kind: z.string().min(1).max(NAME_MAX),
        mapping: z.string().max(mappingChars).optional(),
        payload: z.string().max(bytes.usual),
        headers: z.record(z.string(), z.string()).optional(),
        path: z.string().max(ID_LENGTH_MAX).optional(),
      }),
    ),
    gives: givesJson('What it makes of it.', PREVIEW),
    handle({ needs: { shell }, body }) {
      const preview = previewPayload(shell, body)
      return preview === undefined ? refusal({ wrong: 'kind' }, body.kind) : { answer: preview }
    },
  }),
  route('admin', {
    method: 'GET',
    path: '/api/doors/{door}/payloads',
    name: 'list-door-payloads',
    summary: 'What was posted through a door last, also what was refused, and why.',
    params,
    gives: givesJson('The newest first.', PAYLOADS),
    async handle({ needs: { shell, doors }, caller, params: { door } }) {
      const found = await doors.find(door)
      if (found === undefined) return unknown(door)
      const posted = await postedThrough(shell, caller, found.stored.id)
      return { answer: { payloads: posted.map(showPayload) } }
    },
  }),
  route('signal:read', {
    method: 'GET',
    path: '/api/signals/{key}/alerts/{alert}/payloads',
    name: 'list-alert-payloads',
    summary: 'What its sender posted of an alert, as it came.',
    params: z.strictObject({ key: idText, alert: z.string().regex(/^[0-9a-f]{32}$/) }),
    gives: givesJson('The newest first.', PAYLOADS),
    async handle({ needs: { shell }, caller, params: { key, alert } }) {
      const group = await readGroup(shell, caller, key)
      if (group?.alerts.some(({ identity }) => identity === alert) !== true)
        return { problem: problem('signal-unknown', { signal: key }) }
      const posted = await postedOf(shell, caller, alert)
      return { answer: { payloads: posted.map(showPayload) } }
    },
  }),
]

/** A heartbeat that is switched off, or gone, is expected no more. */
function changed({ doors, heartbeats }: Needs, { kind, name }: OpenDoor['door']): void {
  doors.forget()
  if (kind === 'heartbeat') heartbeats.settleLater(name)
}

const unknown = (door: string) => ({ problem: problem('door-unknown', { door }) })

const WRONG = {
  kind: 'There is no such kind of door.',
  name: 'A name has small letters, digits and hyphens, and is no beginning of a path such as v2.',
  'mapping-not-here': 'Payloads of this kind have a known form; only a webhook has a mapping.',
  'secret-not-here': 'Senders of this kind do not sign.',
  'too-many-keys': 'It has as many keys as a door may have. End those before at once: hours 0.',
} as const

function refusal(refused: DoorRefusal, door: string): { readonly problem: Problem } {
  if ('mistakes' in refused)
    return {
      problem: {
        ...problem('mapping-has-mistakes', { mistakes: refused.mistakes.length }),
        errors: refused.mistakes.map(({ line, column, message, mend }) => ({
          in: 'body',
          pointer: '#/mapping',
          line,
          column,
          detail: `${message} ${mend}`,
        })),
      },
    }
  if (refused.wrong === 'unknown') return unknown(door)
  if (refused.wrong === 'name-taken') return { problem: problem('door-name-taken', { door }) }
  return { problem: problem('door-invalid', { reason: WRONG[refused.wrong] }) }
}

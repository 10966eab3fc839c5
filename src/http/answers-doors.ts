// What the API answers about doors, and about what was posted through them.
import { z } from 'zod'
import { DOOR_KINDS } from '#/core/intake/doors/kinds.ts'
import type { DoorCount, Posted } from '#/app/doors/record.ts'
import type { Door } from '#/app/doors/doors.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

const text = z.string()
const count = z.number().int().min(0)

const KEY = z.object({
  id: text,
  hint: text.describe('Its last characters.'),
  created: instantShape,
  ends: instantOrNull.describe('From then on it opens nothing.'),
})

const DOOR = z
  .object({
    id: text,
    name: text,
    kind: text,
    title: text,
    address: text.describe('Where its sender posts; a key comes with it, unless it signs.'),
    mapping: text.nullable().describe('How its payloads are read, where they have no known form.'),
    signed: z.boolean().describe('Its sender signs with a secret that is kept, and needs no key.'),
    per_minute: count,
    bytes_max: count,
    enabled: z.boolean(),
    created: instantShape,
    by: text,
    keys: z.array(KEY).readonly(),
    taken: count,
    ignored: count,
    refused: count,
    received: instantOrNull,
    last_refused: z.object({ at: instantShape, cause: text }).nullable(),
  })
  .meta({ id: 'Door' })

const KIND = z
  .object({ kind: text, title: text, mapped: z.boolean(), signs: z.boolean() })
  .meta({ id: 'DoorKind' })

export const DOORS = z
  .object({ doors: z.array(DOOR).readonly(), kinds: z.array(KIND).readonly() })
  .meta({ id: 'Doors' })

export const DOOR_KEY = z
  .object({
    id: text,
    key: text
      .nullable()
      .describe('Shown this once. null in an answer that is repeated: it is kept nowhere.'),
  })
  .meta({ id: 'DoorKey' })

export const CHANGED_DOOR = z.object({ id: text }).meta({ id: 'ChangedDoor' })

const PAYLOAD = z
  .object({
    id: count,
    received: instantShape,
    outcome: z.enum(['taken', 'ignored', 'refused']),
    cause: text.nullable(),
    headers: z.record(text, text),
    body: text.describe('As it came; what is no UTF-8 is shown as U+FFFD.'),
    size: count.describe('Of the body in bytes, of which only the first may be kept.'),
  })
  .meta({ id: 'DoorPayload' })

export const PAYLOADS = z
  .object({ payloads: z.array(PAYLOAD).readonly() })
  .meta({ id: 'DoorPayloads' })

const REPORT = z.object({
  key: text,
  state: z.enum(['firing', 'resolved', 'acknowledged']),
  title: text,
  description: text.optional(),
  source: text.optional(),
  urgency: text.optional(),
  systems: z.array(text).readonly().optional(),
  url: text.optional(),
  labels: z.record(text, text).optional(),
})

export const PREVIEW = z
  .object({
    reports: z.array(REPORT).readonly(),
    ignored: text.nullable().describe('Why it is no report, though it is well-formed.'),
    malformed: text.nullable().describe('Why its sender would be refused.'),
    mistakes: z
      .array(z.object({ line: count, column: count, message: text, mend: text }))
      .readonly()
      .describe('In the mapping.'),
  })
  .meta({ id: 'DoorPreview' })

const NO_TALLY = {
  taken: 0,
  ignored: 0,
  refused: 0,
  receivedAt: null,
  refusedAt: null,
  refusal: null,
}

export function showDoor(
  publicUrl: string,
  door: Door,
  tally: DoorCount = NO_TALLY,
): z.input<typeof DOOR> {
  const { id, name, kind, title, mapping, hasSecret, perMinute, bytesMax, enabled } = door
  const { taken, ignored, refused, receivedAt, refusedAt, refusal } = tally
  return {
    id,
    name,
    kind,
    title,
    mapping,
    enabled,
    taken,
    ignored,
    refused,
    address: `${publicUrl}/in/${kind}/${name}`,
    signed: hasSecret,
    per_minute: perMinute,
    bytes_max: bytesMax,
    created: door.createdAt,
    by: door.createdBy,
    keys: door.keys.map(({ id: key, hint, createdAt, endsAt }) => ({
      id: key,
      hint,
      created: createdAt,
      ends: endsAt,
    })),
    received: receivedAt,
    last_refused: refusedAt === null ? null : { at: refusedAt, cause: refusal ?? '' },
  }
}

export function showKinds(): readonly z.input<typeof KIND>[] {
  return DOOR_KINDS.map(({ kind, title, mapped = false, signs = false }) => ({
    kind,
    title,
    mapped,
    signs,
  }))
}

export function showPayload(payload: Posted): z.input<typeof PAYLOAD> {
  const { id, receivedAt, outcome, cause, headers, body, size } = payload
  return {
    id,
    outcome,
    cause,
    size,
    received: receivedAt,
    headers: JSON.parse(headers) as Record<string, string>,
    body: new TextDecoder().decode(body),
  }
}

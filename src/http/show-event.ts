import { z } from 'zod'
import type { PlacedEvent } from '#/app/stream.ts'
import { placed } from '#/core/incident/event.ts'
import { instantShape } from '#/http/shapes.ts'

/** Entries of a list inside an event that are shown: a message to everyone names two thousand people. The export has them all. */
export const LIST_SHOWN_MAX = 100

export const EVENT = z
  .looseObject({
    version: z.number().int().describe('Its place in the log, from 1.'),
    at: instantShape,
    by: z.string().describe('A person of the directory, or `tocsin` where it acted by itself.'),
    type: z.string().describe('What happened; the fields that follow depend on it.'),
    redacted: z.literal(true).optional().describe('Its texts were taken out.'),
    shortened: z
      .record(z.string(), z.number())
      .optional()
      .describe('Lists of which only the first entries are shown, with their whole length.'),
  })
  .meta({ id: 'Event' })

/** An event of a log as the API shows it. */
export function showEvent({ version, event, redacted }: PlacedEvent): z.input<typeof EVENT> {
  const shown: Record<string, unknown> = {}
  const shortened: Record<string, number> = {}
  for (const [name, value] of Object.entries(placed(event, version))) {
    shown[name] = value
    if (!Array.isArray(value) || value.length <= LIST_SHOWN_MAX) continue
    shown[name] = value.slice(0, LIST_SHOWN_MAX)
    shortened[name] = value.length
  }
  return {
    version,
    at: event.at,
    by: event.by,
    type: event.type,
    ...shown,
    ...(redacted && { redacted: true as const }),
    ...(Object.keys(shortened).length > 0 && { shortened }),
  }
}

import { z } from 'zod'
import { STANDINGS } from '#/core/obligation/obligation.ts'
import { CHANNELS } from '#/core/plan/plan.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'
import { EVENT } from '#/http/show-event.ts'

const text = z.string()
const texts = z.array(text).readonly()
const count = z.number().int().min(0)

const WRITING = z.object({
  subject: text,
  text: text.describe('As it would read, before a channel dresses it.'),
  parts: z.array(
    z.object({
      id: text,
      title: text,
      wanted: z.boolean().describe('It cannot go without.'),
      draft: text.nullable().describe('What the record would say there.'),
    }),
  ),
  missing: texts.describe('Parts without which it cannot go.'),
  reach: z.array(
    z.object({
      to: text,
      channel: z.enum(CHANNELS),
      outside: z.boolean(),
      fate: z.enum(['goes', 'channel-missing', 'no-address', 'withheld']),
    }),
  ),
  reached: count.describe('Recipients in all; `reach` lists the first.'),
  samples: z
    .array(z.object({ channel: z.enum(CHANNELS), to: text, subject: text, text }))
    .describe('What the first recipient over each channel would get, by the code that sends it.'),
})

export const FORESIGHT = z
  .object({
    at: instantShape.describe('As if it were given at this instant.'),
    refused: z
      .object({
        code: text,
        detail: text.describe('What is in the way, and what to do about it.'),
        about: z.record(text, z.union([text, z.number(), texts])),
      })
      .nullable()
      .describe('Why it would be refused now; null: it would be done.'),
    events: z.array(EVENT).describe('What would go on record.'),
    changes: z
      .array(
        z.object({
          obligation: text,
          title: text,
          was: z.enum(STANDINGS).nullable(),
          standing: z.enum(STANDINGS),
          due: instantOrNull,
          due_was: instantOrNull,
        }),
      )
      .describe('Promises that would stand otherwise than now.'),
    loses_sight: texts.describe('People who would see the incident no more.'),
    approvals: z
      .array(
        z.object({
          of: texts,
          least: count.describe('So many different people; of all of these where it is none.'),
          enough: z.boolean(),
          wanted: texts.describe('Whose word is still wanted.'),
          given: z.array(z.object({ role: text, by: text, at: instantShape })),
          waits_for: texts.describe('Facts without which it cannot be told whether it is wanted.'),
          break_glass: text.nullable().describe('Role that may act without, on record.'),
        }),
      )
      .describe('Whose word the plan wants for these very words, and how far it was given.'),
    writing: WRITING.nullable().describe('What is being written, whether or not it may go yet.'),
  })
  .meta({ id: 'Foresight' })

// How readiness is told: by codes, which pages and terminals put into words.
import { z } from 'zod'
import { CHANNELS } from '#/core/plan/plan.ts'
import { LEVELS, REASONS } from '#/core/readiness/levels.ts'
import type { PersonReadiness } from '#/core/readiness/readiness.ts'
import type { Risk } from '#/core/readiness/risks.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

export const channelName = z.enum(CHANNELS)

export const PERSON_READINESS = z
  .object({
    person: z.string(),
    level: z.enum(LEVELS).describe('Whether they would be woken tonight.'),
    reasons: z
      .array(z.object({ code: z.enum(REASONS), channels: z.array(channelName).readonly() }))
      .readonly()
      .describe('Why it is no better, the worst first.'),
    ways: z
      .array(
        z.object({
          channel: channelName,
          set_up: z.boolean().describe('This installation sends over it.'),
          verified: z.boolean().describe('They confirmed it.'),
          used: z.boolean().describe('A page goes this way before anything has failed.'),
        }),
      )
      .readonly(),
    proved: instantOrNull.describe('When it was last seen that they are reached.'),
  })
  .meta({ id: 'PersonReadiness' })

export const RISK = z
  .object({
    from: instantShape,
    to: instantShape,
    at: z.object({
      kind: z.enum(['rota', 'position', 'group', 'role', 'level']),
      id: z.string(),
      title: z.string(),
    }),
    code: z.enum(['nobody', 'person', 'same-twice']),
    level: z.enum(['unreachable', 'weak']),
    person: z.string().nullable(),
  })
  .meta({ id: 'Risk' })

export function showPersonReadiness({ ways, proved, ...rest }: PersonReadiness) {
  return {
    ...rest,
    ways: ways.map(({ channel, isSetUp, isVerified, isUsed }) => ({
      channel,
      set_up: isSetUp,
      verified: isVerified,
      used: isUsed,
    })),
    proved: proved ?? null,
  }
}

export function showRisk({ person, ...risk }: Risk) {
  return { ...risk, person: person ?? null }
}

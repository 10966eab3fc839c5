// What the command line reads in the server's answers about who is on call.
import { z } from 'zod'
import { parseInstant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const text = z.string()
const count = z.number()
const instant = z
  .string()
  .refine(value => parseInstant(value) !== undefined, 'an instant')
  .transform(value => parseInstant(value) as Instant)
const spell = { from: instant, to: instant }

const STRETCH = z.object({
  person: text.nullable(),
  layer: text.nullable(),
  override: text.nullable(),
  ...spell,
})
export type Stretch = z.output<typeof STRETCH>

export const ROTAS = z.object({
  rotas: z.array(
    z.object({
      id: text,
      title: text,
      zone: text,
      now: text.nullable(),
      next: z.object({ person: text, from: instant }).nullable(),
      gaps: z.array(z.object(spell)),
      positions: z.array(text),
    }),
  ),
})

export type RotaNow = z.output<typeof ROTAS>['rotas'][number]

export const ROTA = z.object({
  id: text,
  title: text,
  zone: text,
  stretches: z.array(STRETCH),
  overrides: z.array(z.object({ id: text, person: text, ...spell })),
  calendar: text,
})

export const OVERRIDDEN = z.object({ id: text })

const SWAP = z.object({
  id: text,
  rota: text,
  asker: text,
  asked: text,
  ...spell,
  back: z.object(spell).nullable(),
  reason: text.nullable(),
  state: text,
})
export const ONE_SWAP = SWAP
export const SWAPS = z.object({ swaps: z.array(SWAP) })

export const FAIRNESS = z.object({
  rota: text,
  ...spell,
  pages_from: instant.nullable(),
  pages_to: instant.nullable(),
  shares: z.array(
    z.object({
      person: text,
      shifts: count,
      hours: count,
      nights: count,
      weekend_days: count,
      holidays: count,
      pages: count.nullable(),
      pages_at_night: count.nullable(),
    }),
  ),
})

const left = z.array(z.object({ where: text, what: text }))
export const PREVIEW = z.object({
  version: count,
  people: z.array(
    z.object({ key: text, name: text, email: text.nullable(), id: text, found: text }),
  ),
  rotas: z.array(
    z.object({
      id: text,
      title: text,
      zone: text,
      change: text,
      layers: count,
      overrides: count,
      stretches: z.array(STRETCH),
    }),
  ),
  positions: z.array(z.object({ id: text, holders: z.array(text) })),
  left,
})
export type Preview = z.output<typeof PREVIEW>
export const IMPORTED = z.object({ version: count, overrides: count, left })

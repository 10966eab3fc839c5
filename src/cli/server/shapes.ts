// What answers of the server are made of.
import { z } from 'zod'
import { parseInstant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

export const text = z.string()
export const texts = z.array(z.string())
export const count = z.number().int()
export const instant = z
  .string()
  .refine(value => parseInstant(value) !== undefined, 'an instant')
  .transform(value => parseInstant(value) as Instant)
export const textOrNull = text.nullable()
export const instantOrNull = instant.nullable()

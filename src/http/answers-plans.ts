import { z } from 'zod'
import { FINDING_CODES } from '#/core/plan/check/finding.ts'
import { instantShape } from '#/http/shapes.ts'

export const PLAN_LINE = z
  .object({
    hash: z.string().describe('Of the compiled plan: it names it. Incidents are pinned to it.'),
    id: z.string(),
    version: z.string(),
    title: z.string(),
    imported: instantShape,
    by: z.string(),
    active: z.boolean().describe('New incidents get this one.'),
  })
  .meta({ id: 'ListedPlan' })

export const FINDING = z
  .object({
    severity: z.enum(['error', 'warning', 'note']),
    code: z.enum(FINDING_CODES),
    line: z.number().int(),
    message: z.string(),
    mend: z.string(),
  })
  .meta({ id: 'Finding' })

export const PLAN = z
  .object({
    hash: z.string(),
    id: z.string(),
    version: z.string(),
    title: z.string(),
    source: z.string().describe('The YAML that it was compiled from.'),
    plan: z.looseObject({}).describe('Compiled: what the engine acts on.'),
    imported: instantShape,
    by: z.string(),
  })
  .meta({ id: 'Plan' })

export const IMPORTED_PLAN = z
  .object({ hash: z.string(), id: z.string(), version: z.string(), active: z.boolean() })
  .meta({ id: 'ImportedPlan' })

export const CHECKED_PLAN = z
  .object({
    id: z.string(),
    version: z.string(),
    hash: z.string(),
    sound: z.boolean().describe('No finding is an error.'),
    findings: z.array(FINDING).readonly(),
  })
  .meta({ id: 'CheckedPlan' })

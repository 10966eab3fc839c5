// Versions of a plan: what becomes of them, and what they change.
import { z } from 'zod'
import { PLAN_EVENTS } from '#/app/plans/events.ts'
import { FINDING, PLAN_LINE } from '#/http/answers-plans.ts'
import { ELEMENT } from '#/http/answers-plan-reading.ts'
import { instantShape } from '#/http/shapes.ts'

const names = z.array(z.string()).readonly()

export const CHANGE = z
  .object({
    section: z.string().describe('Of the source; `obligations` are promises.'),
    id: z.string(),
    title: z.string(),
    cites: names,
    kind: z.enum(['added', 'removed', 'changed', 'renamed']),
    fate: z
      .enum(['stricter', 'looser', 'new', 'gone', 'changed', 'renamed'])
      .nullable()
      .describe('Of a promise: whether more or less is promised. null for what else a plan says.'),
    facets: z
      .array(
        z.object({
          facet: z.string(),
          before: z.string().exactOptional(),
          after: z.string().exactOptional(),
          weight: z.enum(['stricter', 'looser']).exactOptional(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'PlanChange' })

const version = z.object({ hash: z.string(), id: z.string(), version: z.string() })

export const DIFFERENCE = z
  .object({ before: version, after: version, changes: z.array(CHANGE).readonly() })
  .meta({ id: 'PlanDifference' })

export const REVISION = z
  .object({
    mistakes: z
      .array(
        z.object({
          line: z.number().int(),
          column: z.number().int(),
          where: z.string(),
          code: z.string(),
          message: z.string(),
          mend: z.string(),
        }),
      )
      .readonly()
      .describe('Why it does not compile; empty when it does.'),
    plan: z
      .object({
        id: z.string(),
        version: z.string(),
        title: z.string(),
        hash: z.string(),
        sound: z.boolean().describe('No finding is an error.'),
      })
      .nullable(),
    findings: z.array(FINDING).readonly(),
    elements: z
      .array(ELEMENT.extend({ said: names.describe('In the words of the document.') }))
      .readonly(),
    against: version.nullable().describe('The version that `changes` starts from.'),
    changes: z.array(CHANGE).readonly().nullable(),
  })
  .meta({ id: 'PlanRevision' })

export const FINDINGS = z
  .object({ sound: z.boolean(), findings: z.array(FINDING).readonly() })
  .meta({ id: 'PlanFindings' })

const said = z.object({ by: z.string(), at: instantShape, reason: z.string().nullable() })

const WANTED = z.object({
  party: z.string().describe('A role, position or group; `owners` where the plan names nobody.'),
  title: z.string().nullable(),
  for: names.describe('The reviews of the plan in force that they see to.'),
  cites: names,
  people: names.describe('Who stands for it now.'),
  given: said.nullable(),
})

const VERSION = PLAN_LINE.omit({ title: true })
  .extend({
    state: z
      .enum(['kept', 'proposed', 'approved', 'declined', 'active', 'past'])
      .describe('`past`: it was in force once.'),
    proposal: said.nullable(),
    wanted: z.array(WANTED).readonly().describe('Approvals that an open proposal wants.'),
    events: z
      .array(
        z.object({
          number: z.number().int(),
          at: instantShape,
          type: z.enum(PLAN_EVENTS),
          by: z.string(),
          reason: z.string().nullable(),
          parties: names.describe('As the plan calls them.'),
          intact: z.boolean().describe('It is as it was written, and follows the record before.'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'PlanVersion' })

export const VERSIONS = z
  .object({
    id: z.string(),
    title: z.string(),
    versions: z.array(VERSION).readonly().describe('Newest first.'),
  })
  .meta({ id: 'PlanVersions' })

export const PROPOSED = z
  .object({ hash: z.string(), id: z.string(), version: z.string() })
  .meta({ id: 'ProposedPlan' })

const owed = z
  .object({
    standing: z.string(),
    by: z.string().exactOptional(),
    due: instantShape.exactOptional(),
  })
  .nullable()

export const PAST = z
  .object({
    before: version,
    after: version,
    incidents: z
      .array(
        z.object({
          id: z.string(),
          number: z.number().int(),
          title: z.string(),
          promises: z
            .array(
              z.object({
                obligation: z.string(),
                title: z.string(),
                cites: names,
                was: owed,
                now: owed,
              }),
            )
            .readonly(),
          told: z
            .array(
              z.object({
                person: z.string(),
                act: z.string(),
                obligation: z.string().nullable(),
                was: instantShape.nullable(),
                now: instantShape.nullable(),
              }),
            )
            .readonly(),
          refused: z
            .array(z.object({ at: instantShape, by: z.string(), do: z.string(), code: z.string() }))
            .readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'PlanPast' })

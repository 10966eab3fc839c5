// What a rehearsal of a plan shows.
import { z } from 'zod'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

const names = z.array(z.string()).readonly()
const text = z.string()
const orNull = z.string().nullable()
const count = z.number().int()

const COURSE = z
  .object({
    began: instantShape,
    ended: instantShape,
    incident: z.object({ title: text, status: text, severity: orNull, type: orNull }),
    events: z
      .array(z.object({ at: instantShape, kind: text, about: orNull, by: text }))
      .readonly()
      .describe('What the incident as a whole went through.'),
    sent: z
      .array(
        z.object({
          at: instantShape,
          to: text,
          act: text,
          channels: names,
          subject: text,
          cites: names,
          obligation: orNull,
        }),
      )
      .readonly(),
    promises: z
      .array(
        z.object({
          id: text,
          rule: text,
          title: text,
          act: text,
          by: orNull,
          cites: names,
          law: orNull,
          regime: orNull,
          standing: text,
          opened: instantShape,
          from: instantOrNull,
          aim: instantOrNull,
          due: instantOrNull,
          met: instantOrNull,
          met_by: orNull,
          missed: instantOrNull.describe('The limit that was missed.'),
          cause: orNull.describe('Why it was missed.'),
          how: names.describe('How its limit was counted.'),
        }),
      )
      .readonly()
      .describe('Those that came to be owed.'),
    measures: z
      .array(
        z.object({
          id: text,
          title: text,
          cites: names,
          state: text,
          ms: z.number().nullable(),
          on_target: z.boolean().nullable(),
        }),
      )
      .readonly(),
    refused: z
      .array(z.object({ at: instantShape, by: text, do: text, code: text }))
      .readonly()
      .describe('Steps of the script that the plan would not let people take.'),
  })
  .meta({ id: 'Course' })

const REHEARSED = z
  .object({
    runs: count,
    seed: count,
    clean: count.describe('Runs in which nothing was missed.'),
    ended: z.record(z.string(), count).describe('Runs by how the incident ended.'),
    draws: z.boolean().describe('Whether the scenario leaves anything to chance.'),
    clauses: z
      .array(
        z.object({
          clause: text,
          text,
          missed: names.describe('Promises that were missed, worst first.'),
          share: z.number().describe('Of the runs.'),
        }),
      )
      .readonly(),
    promises: z
      .array(
        z.object({
          id: text,
          title: text,
          cites: names,
          owed: count,
          missed: count,
          share: z.number().describe('Missed out of owed.'),
          causes: z.record(z.string(), count),
          late: z
            .object({ count, median_ms: z.number(), p90_ms: z.number() })
            .nullable()
            .describe('By how much, where it was met late.'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Rehearsed' })

export const REHEARSAL = z
  .object({
    plan: z.object({ hash: text, id: text, version: text }),
    scenario: z.object({ title: text, starts: instantShape, until: instantShape }),
    course: COURSE,
    many: REHEARSED.nullable().describe('null: one run was asked for.'),
  })
  .meta({ id: 'Rehearsal' })

export const REHEARSABLE = z
  .object({
    scenarios: z
      .array(
        z.object({
          id: text,
          title: text,
          plan: text,
          description: text,
          source: text.describe('YAML.'),
          lasts_ms: count,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'RehearsableScenarios' })

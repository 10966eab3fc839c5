// What the API answers about many incidents together.
import { z } from 'zod'
import { BAND_EDGES } from '#/core/metrics/bands.ts'
import { FIGURE_STATES } from '#/core/metrics/length.ts'
import { EVERY } from '#/core/metrics/overview.ts'
import type { MeasureOverview } from '#/core/metrics/overview.ts'
import { OUTCOMES } from '#/core/metrics/promise.ts'
import { spanInWords } from '#/core/plan/sentence/words.ts'
import type { CountedIncident, FiguresOfPlan } from '#/app/figures/figures.ts'
import { LISTED } from '#/http/answers.ts'
import { instantShape } from '#/http/shapes.ts'

const text = z.string()
const count = z.number().int().min(0)
const counts = z.array(count).readonly()
const texts = z.array(text).readonly()
const ms = z.number().describe('Milliseconds.')
const date = text.meta({ format: 'date' })
const states = z.record(z.enum(FIGURE_STATES), count)
const reasons = z.record(text, count).describe('Why some are not recorded, and how many.')
const outcomes = z.object({ kept: count, late: count, missed: count })
const shares = z.array(z.object({ value: text, count, periods: counts })).readonly()
const named = z.array(z.object({ id: text, title: text })).readonly()

const MEASURE = z.object({
  id: text,
  title: text,
  cites: texts,
  unknown: text.nullable().describe('What the document leaves open about it.'),
  from: text,
  to: text,
  target: z
    .object({
      within: text,
      ms: ms.nullable().describe('Null where it is counted on a calendar.'),
      severities: texts.describe('For which it holds; none: for all.'),
    })
    .nullable(),
  states,
  reasons,
  recorded: z
    .object({
      least: ms,
      quarter: ms,
      median: ms,
      three_quarters: ms,
      nine_tenths: ms,
      most: ms,
      mean: ms,
    })
    .nullable()
    .describe('Of what is recorded, and of nothing else.'),
  bands: counts.describe('How many of the recorded lie in each band of `band_edges`.'),
  on_target: z.object({ met: count, missed: count }),
  trend: z
    .array(
      z.object({
        recorded: count,
        median: ms.nullable(),
        nine_tenths: ms.nullable(),
        met: count,
        missed: count,
      }),
    )
    .readonly(),
})

export const OVERVIEW = z
  .object({
    at: instantShape,
    plan: z.object({ id: text, title: text, version: text }),
    zone: text.describe('By whose clocks days, weeks and months are counted.'),
    from: date,
    to: date.describe('The last day; it counts.'),
    every: z.enum(EVERY),
    incidents: count,
    periods: z.array(z.object({ from: instantShape, to: instantShape })).readonly(),
    counts: counts.describe('Incidents in each period.'),
    band_edges: z.array(ms).readonly(),
    measures: z.array(MEASURE).readonly(),
    frequency: z.object({ severity: shares, type: shares, source: shares }),
    promises: z.object({
      states,
      reasons,
      outcomes,
      trend: z.array(outcomes).readonly(),
      broken: z
        .array(
          z.object({
            clause: text,
            text: text.nullable().describe('Its sentence, where the plan still has it.'),
            outcomes,
            promises: named,
            incidents: count,
          }),
        )
        .readonly()
        .describe('Clauses of which promises were broken, the most broken first.'),
    }),
    plans: z.array(z.object({ id: text, incidents: count })).readonly(),
    names: z
      .object({ severity: named, type: named, source: named })
      .describe('What the plan knows, the worst severity first.'),
    occurs: z
      .object({ severity: texts, type: texts, source: texts })
      .describe('What occurs in these days.'),
  })
  .meta({ id: 'Overview' })

export const FIGURES_BEHIND = z
  .object({
    total: count,
    incidents: z
      .array(
        z.object({
          id: text,
          number: count,
          title: text,
          status: LISTED.shape.status,
          severity: text,
          type: text,
          source: text,
          at: instantShape,
          figures: z
            .array(
              z.object({
                measure: text,
                state: z.enum(FIGURE_STATES),
                reason: text.nullable(),
                ms: ms.nullable(),
                on_target: z.boolean().nullable(),
              }),
            )
            .readonly(),
          promises: outcomes,
          broken: z
            .array(
              z.object({
                id: text,
                title: text,
                cites: texts,
                outcome: z.enum(OUTCOMES),
              }),
            )
            .readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'IncidentsBehind' })

export function overviewAnswer(found: FiguresOfPlan): z.input<typeof OVERVIEW> {
  const { at, plan, days, every, overview, plans, occurs } = found
  const { promises, measures, incidents, periods, counts, frequency } = overview
  const sentences = new Map(plan.clauses.map(clause => [clause.id, clause.text]))
  return {
    at,
    plan: { id: plan.id, title: plan.title, version: plan.version },
    zone: plan.zone,
    ...days,
    every,
    incidents,
    periods,
    counts,
    band_edges: BAND_EDGES,
    measures: measures.map(measureAnswer),
    frequency,
    promises: {
      states: promises.states,
      reasons: promises.reasons,
      outcomes: promises.outcomes,
      trend: promises.trend,
      broken: promises.broken.map(({ clause, outcomes, rules, incidents }) => ({
        clause,
        text: sentences.get(clause) ?? null,
        outcomes,
        promises: rules,
        incidents,
      })),
    },
    plans,
    names: {
      severity: plan.severities.map(nameOf),
      type: plan.types.map(nameOf),
      source: plan.sources.map(nameOf),
    },
    occurs,
  }
}

const nameOf = ({ id, title }: { readonly id: string; readonly title: string }) => ({ id, title })

function measureAnswer(overview: MeasureOverview): z.input<typeof MEASURE> {
  const { measure, states, reasons, recorded, bands, onTarget, trend } = overview
  const { id, title, cite, marks, from = '', to = '', target } = measure
  return {
    id,
    title,
    cites: cite,
    unknown: marks.unknown ?? null,
    from,
    to,
    target:
      target === undefined
        ? null
        : {
            within: spanInWords(target.within),
            ms: target.within.unit === 'elapsed' ? target.within.ms : null,
            severities: target.severities,
          },
    states,
    reasons,
    recorded:
      recorded === undefined
        ? null
        : {
            least: recorded.least,
            quarter: recorded.quarter,
            median: recorded.median,
            three_quarters: recorded.threeQuarters,
            nine_tenths: recorded.nineTenths,
            most: recorded.most,
            mean: recorded.mean,
          },
    bands,
    on_target: onTarget,
    trend: trend.map(({ median, nineTenths, ...point }) => ({
      ...point,
      median: median ?? null,
      nine_tenths: nineTenths ?? null,
    })),
  }
}

export function behindAnswer(
  found: readonly CountedIncident[],
  limit: number,
): z.input<typeof FIGURES_BEHIND> {
  return { total: found.length, incidents: found.slice(0, limit).map(behindLine) }
}

function behindLine({ figures, promises, ...it }: CountedIncident) {
  const outcomes = { kept: 0, late: 0, missed: 0 }
  for (const { outcome } of promises.recorded) outcomes[outcome]++
  const { id, number, title, status, severity, type, source, at } = it
  return {
    id,
    number,
    title,
    status,
    severity,
    type,
    source,
    at,
    figures: [...figures].map(([measure, { state, reason, ms, onTarget }]) => ({
      measure,
      state,
      reason: reason ?? null,
      ms: ms ?? null,
      on_target: onTarget ?? null,
    })),
    promises: outcomes,
    broken: promises.recorded.flatMap(({ key, title, cites, outcome }) =>
      outcome === 'late' || outcome === 'missed' ? [{ id: key, title, cites, outcome }] : [],
    ),
  }
}

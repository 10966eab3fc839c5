// What many incidents come to, against what the plan aims at.
import { z } from 'zod'
import { parseDate } from '#/core/date.ts'
import { BAND_EDGES } from '#/core/metrics/bands.ts'
import { FIGURE_STATES } from '#/core/metrics/length.ts'
import { EVERY } from '#/core/metrics/overview.ts'
import { OUTCOMES } from '#/core/metrics/promise.ts'
import { figuresOf, incidentsBehind } from '#/app/figures/figures.ts'
import { behindAnswer, FIGURES_BEHIND, overviewAnswer, OVERVIEW } from '#/http/answers-figures.ts'
import { unknownPlan } from '#/http/routes/plan-document.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { flag, idText, wholeNumber } from '#/http/shapes.ts'

const BEHIND_MAX = 20_000
const BEHIND_PAGE = 500

const date = z
  .string()
  .refine(text => parseDate(text) !== undefined, 'a date as 2026-03-01')
  .meta({ format: 'date', examples: ['2026-03-01'] })

const ASKED = {
  plan: idText.optional().describe('Id of a plan; the one in force otherwise.'),
  from: date
    .optional()
    .describe('First day, in the zone of the plan; a year before the last one otherwise.'),
  to: date.optional().describe('Last day, which counts too; today otherwise.'),
  severity: idText.optional(),
  type: idText.optional(),
  source: idText.optional(),
}

/** `unclassified` stands for what has no severity or type yet. */
export const figureRoutes: readonly Route[] = [
  route('incident:read', {
    method: 'GET',
    path: '/api/figures',
    name: 'get-overview',
    summary:
      'The measures of a plan over many incidents: distribution, trend, frequency, and which clauses are missed most. Exercises never count.',
    query: z.strictObject({ ...ASKED, every: z.enum(EVERY).optional() }),
    gives: givesJson('The figures.', OVERVIEW),
    async handle({ needs, caller, query }) {
      const { severity, type, source, ...asked } = query
      const cell = { severity, type, source }
      const found = await figuresOf(needs.shell, needs.measured, caller, { ...asked, cell })
      return found === undefined ? unknownPlan(asked.plan ?? '') : { answer: overviewAnswer(found) }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/figures/incidents',
    name: 'list-behind',
    summary: 'The incidents behind a figure, newest first, each with all its figures.',
    query: z.strictObject({
      ...ASKED,
      measure: idText.optional().describe('Those that have this figure, as the next four say.'),
      state: z.enum(FIGURE_STATES).optional().describe('Without a measure: of promises.'),
      reason: idText.optional(),
      band: wholeNumber(0, BAND_EDGES.length).optional(),
      on_target: flag.optional(),
      clause: idText.optional().describe('Those in which a promise for it was broken.'),
      outcome: z.enum(OUTCOMES).optional(),
      limit: wholeNumber(1, BEHIND_MAX).optional(),
    }),
    gives: givesJson('The incidents.', FIGURES_BEHIND),
    async handle({ needs, caller, query }) {
      const { plan, from, to, limit = BEHIND_PAGE, on_target: onTarget, ...rest } = query
      const cell = { ...rest, onTarget }
      const asked = { plan, from, to, cell }
      const found = await incidentsBehind(needs.shell, needs.measured, caller, asked)
      return found === undefined ? unknownPlan(plan ?? '') : { answer: behindAnswer(found, limit) }
    },
  }),
]

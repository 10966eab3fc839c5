// Guided classification: the questions that the plan asks, what it proposes on the answers so far, and why.
import { z } from 'zod'
import type { Incident } from '#/core/incident/incident.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate, leaves } from '#/core/plan/condition.ts'
import type { Plan, Severity } from '#/core/plan/plan.ts'
import { proposeSeverity } from '#/core/plan/propose.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { unlessHidden } from '#/http/seen.ts'
import { incidentParams } from '#/http/shapes.ts'

const texts = z.array(z.string()).readonly()

const PROPOSAL = z
  .object({
    proposed: z
      .object({
        severity: z.string(),
        title: z.string(),
        forced: z.boolean().describe('A floor: no milder level may be given.'),
        because: texts.describe('What holds, in words of the plan.'),
        cites: texts,
      })
      .nullable()
      .describe('Null while nothing that is known proposes a level.'),
    may_worsen: texts.describe('Facts whose answers could still make it worse.'),
    questions: z.array(
      z.object({
        fact: z.string(),
        ask: z.string(),
        kind: z.string(),
        choices: texts,
        by: z.string(),
        help: z.string().nullable(),
        answer: z.union([z.string(), z.number()]).nullable(),
      }),
    ),
    severities: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        means: z.string(),
        examples: texts,
        cites: texts,
      }),
    ),
    types: z.array(
      z.object({ id: z.string(), title: z.string(), means: z.string(), examples: texts }),
    ),
  })
  .meta({ id: 'Proposal' })

export const proposalRoute: Route = route('incident:read', {
  method: 'GET',
  path: '/api/incidents/{id}/proposal',
  name: 'propose-severity',
  summary:
    'What the plan asks to classify an incident, and the severity that it proposes, with its reason.',
  params: incidentParams,
  gives: givesJson('Questions and proposal; the person who classifies decides.', PROPOSAL),
  handle: asked =>
    unlessHidden(asked, ({ setting: { plan }, incident }) => ({
      answer: proposalOf(plan, incident),
    })),
})

function proposalOf(plan: Plan, incident: Incident): z.input<typeof PROPOSAL> {
  const proposal = proposeSeverity(plan, viewOf(plan, incident))
  return {
    proposed:
      proposal === undefined
        ? null
        : {
            severity: proposal.severity.id,
            title: proposal.severity.title,
            forced: proposal.forced,
            because: proposal.because,
            cites: proposal.cites,
          },
    may_worsen: proposal?.mayWorsen ?? [],
    questions: questionsOf(plan, incident),
    severities: plan.severities.map(({ id, title, means, examples, cite }) => ({
      id,
      title,
      means,
      examples,
      cites: cite,
    })),
    types: plan.types.map(({ id, title, means, examples }) => ({ id, title, means, examples })),
  }
}

/** Those on which a level hangs, and that are put now: their condition holds, or they have none. */
function questionsOf(plan: Plan, incident: Incident): z.input<typeof PROPOSAL>['questions'] {
  const view = viewOf(plan, incident)
  const decisive = new Set(plan.severities.flatMap(factsOf))
  return plan.facts
    .filter(fact => decisive.has(fact.id))
    .filter(fact => fact.when === undefined || evaluate(fact.when, view) === 'yes')
    .map(({ id, ask, kind, choices, by, help }) => ({
      fact: id,
      ask,
      kind,
      choices,
      by,
      help: help ?? null,
      answer: incident.answers.get(id)?.answer ?? null,
    }))
}

function factsOf({ propose, floor }: Severity): readonly string[] {
  const conditions = [propose, floor].filter(condition => condition !== undefined)
  return conditions.flatMap(leaves).flatMap(leaf => (leaf.kind === 'fact' ? [leaf.fact] : []))
}

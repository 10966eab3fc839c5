// Guided classification: the questions that the plan asks, what it proposes on the answers so far, and why.
import { z } from 'zod'
import type { Incident } from '#/core/incident/incident.ts'
import { undeclared } from '#/core/incident/incident.ts'
import { actsAs } from '#/core/obligation/party.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { leaves } from '#/core/plan/leaves.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Grade } from '#/core/plan/classification.ts'
import type { Answer, Condition, Plan } from '#/core/plan/plan.ts'
import { proposeGrade, proposeSeverity } from '#/core/plan/propose.ts'
import type { GradeProposal } from '#/core/plan/propose.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'
import { findPlan } from '#/app/plans/library.ts'
import { timeIn } from '#/app/drills/cast.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { planParams, unknownPlan } from '#/http/routes/plan-document.ts'
import { unlessHidden } from '#/http/seen.ts'
import { idText, incidentParams } from '#/http/shapes.ts'

const texts = z.array(z.string()).readonly()

const levels = z.array(
  z.object({ id: z.string(), title: z.string(), means: z.string(), examples: texts, cites: texts }),
)
const proposed = z.object({
  title: z.string(),
  forced: z.boolean().describe('A floor: no milder level may be given.'),
  in_doubt: z.boolean().describe('Proposed since it cannot be told yet: in doubt, the higher.'),
  because: texts.describe('What holds, in words of the plan.'),
  cites: texts,
})

const PROPOSAL = z
  .object({
    proposed: proposed
      .extend({ severity: z.string() })
      .nullable()
      .describe('Null while nothing that is known proposes a level.'),
    by_rule: z
      .object({
        rule: z.string(),
        severity: z.object({ id: z.string(), title: z.string() }).nullable(),
        type: z.object({ id: z.string(), title: z.string() }).nullable(),
      })
      .nullable()
      .describe('What a rule of the routing book proposed when it was opened. It decides nothing.'),
    may_worsen: texts.describe('Facts whose answers could still make it worse.'),
    questions: z.array(
      z.object({
        fact: z.string(),
        ask: z.string(),
        kind: z.string(),
        choices: texts,
        by: z.string().nullable().describe('Null where the plan answers by itself.'),
        help: z.string().nullable(),
        answer: z.union([z.string(), z.number()]).nullable(),
      }),
    ),
    severities: levels,
    classifications: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          by: z.string().nullable().describe('Who assesses it; null: whoever takes part.'),
          level: z
            .string()
            .nullable()
            .describe('The level that it has; null before it is assessed.'),
          proposed: proposed.extend({ level: z.string() }).nullable(),
          may_worsen: texts,
          levels,
        }),
      )
      .describe('Besides the severity, what else the plan has assessed.'),
    types: z.array(
      z.object({ id: z.string(), title: z.string(), means: z.string(), examples: texts }),
    ),
    sources: z
      .array(z.object({ id: z.string(), title: z.string() }))
      .describe('Through which people report.'),
    systems: z
      .array(z.object({ id: z.string(), title: z.string() }))
      .describe('Those that the plan knows; others may be affected as well.'),
    classify: z
      .object({
        allowed: z.boolean().describe('Whether whoever asks may do it, as things stand.'),
        by: texts.describe('Titles of the roles that may; none: everyone who takes part.'),
      })
      .describe('Who gives the severity.'),
  })
  .meta({ id: 'Proposal' })

const ANSWERS_LENGTH_MAX = 8_000
const ANSWERS_MAX = 500

const answers = z
  .string()
  .max(ANSWERS_LENGTH_MAX)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'JSON' })
      return z.NEVER
    }
  })
  .pipe(z.record(idText, z.union([z.string(), z.number()])))
  .refine(given => Object.keys(given).length <= ANSWERS_MAX, 'too many answers')
  .meta({ type: 'string' })

/** What a plan asks and proposes before there is an incident, for whoever is about to declare one. */
const aheadRoute: Route = route('plan:read', {
  method: 'GET',
  path: '/api/plans/{plan}/proposal',
  name: 'propose-ahead',
  summary: 'As `propose-severity`, on answers for an incident that is not declared yet.',
  params: planParams,
  query: z.strictObject({
    answers: answers.optional().describe('A JSON object: fact to answer.'),
    type: idText.optional(),
    source: idText.optional(),
  }),
  gives: givesJson('Questions and proposal; nothing is kept.', PROPOSAL),
  async handle({ needs: { shell }, caller, params, query }) {
    const kept = await findPlan(shell, params.plan)
    if (kept === undefined) return unknownPlan(params.plan)
    const plan = await shell.plans.byHash(shell.pool, kept.hash)
    const directory = await shell.directory.current(shell.pool)
    const now = shell.now()
    const setting = { plan, directory, sha256: shell.notary.sha256 }
    return { answer: proposalOf(setting, imagined(query, now), { person: caller.person, now }) }
  },
})

function imagined(
  {
    answers: given = {},
    type,
    source = '',
  }: {
    readonly answers?: Readonly<Record<string, Answer>> | undefined
    readonly type?: string | undefined
    readonly source?: string | undefined
  },
  at: Instant,
): Incident {
  const said = Object.entries(given).map(
    ([fact, answer]) => [fact, { answer, at, by: '' }] as const,
  )
  return { ...undeclared('ahead'), type, source, answers: new Map(said) }
}

const proposalRoute: Route = route('incident:read', {
  method: 'GET',
  path: '/api/incidents/{id}/proposal',
  name: 'propose-severity',
  summary:
    'What the plan asks to classify an incident, and the severity that it proposes, with its reason.',
  params: incidentParams,
  gives: givesJson('Questions and proposal; the person who classifies decides.', PROPOSAL),
  handle: asked =>
    unlessHidden(asked, ({ head, setting, incident }) => ({
      answer: proposalOf(setting, incident, {
        person: asked.caller.person,
        now: timeIn(head, asked.needs.shell.now()),
      }),
    })),
})

export const proposalRoutes: readonly Route[] = [proposalRoute, aheadRoute]

function proposalOf(
  setting: Setting,
  incident: Incident,
  { person, now }: { readonly person: string | undefined; readonly now: Instant },
): z.input<typeof PROPOSAL> {
  const { plan } = setting
  const view = viewOf(plan, incident, now)
  const proposal = proposeSeverity(plan, view)
  return {
    proposed:
      proposal === undefined
        ? null
        : { severity: proposal.severity.id, ...shown(proposal.severity, proposal) },
    by_rule: byRule(plan, incident),
    may_worsen: proposal?.mayWorsen ?? [],
    questions: questionsOf(plan, view),
    severities: plan.severities.map(showLevel),
    classifications: plan.classifications.map(classification => {
      const found = proposeGrade(plan, classification, view)
      return {
        id: classification.id,
        title: classification.title,
        by: classification.by ?? null,
        level: incident.assessments.get(classification.id)?.level ?? null,
        proposed:
          found === undefined ? null : { level: found.grade.id, ...shown(found.grade, found) },
        may_worsen: found?.mayWorsen ?? [],
        levels: classification.levels.map(showLevel),
      }
    }),
    types: plan.types.map(({ id, title, means, examples }) => ({ id, title, means, examples })),
    sources: plan.sources.filter(({ machine }) => !machine).map(({ id, title }) => ({ id, title })),
    systems: plan.systems.map(({ id, title }) => ({ id, title })),
    classify: whoClassifies(setting, incident, person),
  }
}

function byRule({ severities, types }: Plan, { proposed }: Incident) {
  if (proposed === undefined) return null
  const named = (of: readonly { readonly id: string; readonly title: string }[], id?: string) => {
    const found = of.find(it => it.id === id)
    return found === undefined ? null : { id: found.id, title: found.title }
  }
  const { rule, severity, type } = proposed
  return { rule, severity: named(severities, severity), type: named(types, type) }
}

function whoClassifies(setting: Setting, incident: Incident, person: string | undefined) {
  const reserved = setting.plan.roles.filter(({ may }) => may.includes('classify'))
  const allowed =
    person !== undefined &&
    (reserved.length === 0 || reserved.some(({ id }) => actsAs(setting, incident, person, id)))
  return { allowed, by: reserved.map(({ title }) => title) }
}

function shown(
  { title }: Grade,
  { forced, inDoubt, because, cites }: Omit<GradeProposal, 'grade'>,
) {
  return { title, forced, in_doubt: inDoubt, because, cites }
}

function showLevel({ id, title, means, examples, cite }: Grade) {
  return { id, title, means, examples, cites: cite }
}

/** Those on which a level hangs, and that are put now: their condition holds, or they have none. */
function questionsOf(plan: Plan, view: View): z.input<typeof PROPOSAL>['questions'] {
  const levels = [...plan.severities, ...plan.classifications.flatMap(it => it.levels)]
  const decisive = new Set(levels.flatMap(level => factsOf(plan, level)))
  return plan.facts
    .filter(fact => decisive.has(fact.id))
    .filter(fact => fact.when === undefined || evaluate(fact.when, view) === 'yes')
    .map(({ id, ask, kind, choices, by, help }) => ({
      fact: id,
      ask,
      kind,
      choices,
      by: by ?? null,
      help: help ?? null,
      answer: view.answer(id) ?? null,
    }))
}

function factsOf(plan: Plan, { propose, floor }: Grade): readonly string[] {
  return [propose, floor].flatMap(condition =>
    condition === undefined ? [] : factsIn(plan, condition),
  )
}

/** Also those from which a computed one follows: they are the ones that somebody answers. */
function factsIn(plan: Plan, condition: Condition): readonly string[] {
  return leaves(condition).flatMap(leaf => {
    if (leaf.kind !== 'fact') return []
    const is = plan.facts.find(({ id }) => id === leaf.fact)?.is
    return is === undefined ? [leaf.fact] : factsIn(plan, is)
  })
}

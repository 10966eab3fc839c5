// What the API answers about the routing of signals.
import { z } from 'zod'
import type { Explained } from '#/core/intake/match/explain.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import type { Book, Rule } from '#/core/routing/book.ts'
import type { Decision } from '#/core/routing/decide.ts'
import type { Pasted, Trial, Tried } from '#/app/routing/try.ts'
import type { RouteShown } from '#/app/routing/record.ts'
import { fromMs } from '#/core/time.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

const text = z.string()
const count = z.number().int().min(0)
const names = z.array(text).readonly()

const MISTAKE = z.object({
  line: count,
  column: count,
  where: text,
  code: text,
  message: text,
  mend: text,
})

export const CHECKED_BOOK = z
  .object({
    mistakes: z.array(MISTAKE).readonly().describe('Why it does not count; empty when it does.'),
    rules: count,
  })
  .meta({ id: 'CheckedRoutingBook' })

export const SAVED_BOOK = z
  .object({ version: count, rules: count })
  .meta({ id: 'SavedRoutingBook' })

const WINDOW = z.object({
  id: text,
  title: text,
  by: text.nullable(),
  times: text.describe('As they are written.'),
  on: z.boolean(),
  changes: instantOrNull.describe('When it next begins or ends.'),
})

export const BOOK = z
  .object({
    version: count.describe('0: nobody has written one.'),
    at: instantOrNull,
    by: text.nullable(),
    source: text,
    broken: z
      .boolean()
      .describe('This version of the program cannot read it, and goes on without.'),
    rules: names.describe('Their ids, in order.'),
    maintenance: z.array(WINDOW).readonly(),
  })
  .meta({ id: 'RoutingBook' })

export const BOOK_VERSIONS = z
  .object({
    versions: z.array(z.object({ version: count, at: instantShape, by: text })).readonly(),
  })
  .meta({ id: 'RoutingBookVersions' })

const OUTCOME = z.enum(['opened', 'joined', 'held', 'dropped', 'quiet'])

const QUIET = z.object({
  by: z.enum(['maintenance', 'inhibited', 'flapping']),
  id: text,
  title: text.nullable(),
  source: text.nullable().describe('The signal that inhibits it, by its key.'),
})

export const ROUTED = z
  .object({
    outcome: OUTCOME,
    at: instantShape,
    rules: names.describe('Those that held, in order; none when no rule was about it.'),
    plan: text.nullable(),
    type: text.nullable(),
    severity: text.nullable(),
    on_call: text.nullable(),
    quiet: QUIET.nullable().describe('Why it tells nobody.'),
    until: instantOrNull.describe('When it is looked at again, while it is quiet.'),
    faults: z
      .array(z.object({ what: text, name: text }))
      .readonly()
      .describe('What the book says and could not be followed.'),
  })
  .meta({ id: 'SignalRouted' })

const DECIDED = {
  rules: names,
  plan: text.nullable(),
  type: text.nullable(),
  severity: text.nullable(),
  on_call: text.nullable(),
  incident_title: text.nullable(),
}

const FIGURES = z.object({
  opened: count,
  joined: count,
  held: count,
  dropped: count,
  quiet: count,
  nothing: count,
})

export const TRIAL = z
  .object({
    since: instantShape,
    looked_at: count,
    more: z.boolean().describe('There were more signals than are looked at.'),
    did: FIGURES,
    would: FIGURES,
    rules: z.array(z.object({ id: text, signals: count })).readonly(),
    signals: z
      .array(
        z.object({
          key: text,
          title: text,
          at: instantShape,
          did: z.object({ outcome: OUTCOME.or(z.literal('nothing')), incident: count.nullable() }),
          would: z.object({
            outcome: OUTCOME,
            incident: count.nullable().describe('Those with the same number would be one.'),
            quiet: QUIET.nullable(),
            ...DECIDED,
          }),
          differs: z.boolean(),
        }),
      )
      .readonly()
      .describe('Those that differ first.'),
  })
  .meta({ id: 'RoutingTrial' })

type Why = {
  readonly holds: boolean
  readonly name: string
  readonly asks: string | null
  readonly saw: readonly string[]
  readonly parts: readonly Why[]
}
const WHY: z.ZodType<Why, Why> = z
  .object({
    holds: z.boolean(),
    name: text,
    asks: text.nullable(),
    saw: names,
    get parts() {
      return z.array(WHY).readonly()
    },
  })
  .meta({ id: 'ConditionExplained' })

export const EXPLAINED = z
  .object({
    title: text,
    urgency: text.nullable(),
    systems: names,
    labels: z.record(text, text),
    does: z.enum(['open', 'hold', 'drop']),
    ...DECIDED,
    maintenance: text.nullable(),
    asked: z
      .array(z.object({ id: text, depth: count, holds: z.boolean(), why: WHY.nullable() }))
      .readonly()
      .describe('Rules in the order in which they were asked, up to the one that decided.'),
  })
  .meta({ id: 'RoutingExplained' })

export function showMistake({ line, column, where, code, message, mend }: Mistake) {
  return { line, column, where, code, message, mend }
}

export function ruleIds(rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(rule => [rule.id, ...ruleIds(rule.rules)])
}

export function showWindows({ maintenance }: Book, nowMs: number) {
  return maintenance.map(({ id, title, by, times, isOn, nextEdgeMs }) => {
    const edge = nextEdgeMs(nowMs)
    return {
      id,
      title,
      by: by ?? null,
      times,
      on: isOn(nowMs),
      changes: Number.isFinite(edge) ? fromMs(edge) : null,
    }
  })
}

type QuietLike = {
  readonly by: 'maintenance' | 'inhibited' | 'flapping'
  readonly id: string
  readonly title?: string
  readonly source?: string
}

function showQuiet(quiet: QuietLike | undefined) {
  if (quiet === undefined) return null
  const { by, id, title, source } = quiet
  return { by, id, title: title ?? null, source: source ?? null }
}

export function showRouted(route: RouteShown | undefined): z.input<typeof ROUTED> | null {
  if (route === undefined) return null
  const { outcome, at, rules, plan, type, severity, onCall, quiet, until, faults } = route
  return {
    outcome,
    at,
    rules,
    plan: plan ?? null,
    type: type ?? null,
    severity: severity ?? null,
    on_call: onCall ?? null,
    quiet: showQuiet(quiet),
    until: until ?? null,
    faults,
  }
}

function showDecided({ rules, plan, type, severity, onCall, title }: Decision) {
  return {
    rules,
    plan: plan ?? null,
    type: type ?? null,
    severity: severity ?? null,
    on_call: onCall ?? null,
    incident_title: title ?? null,
  }
}

const SIGNALS_SHOWN_MAX = 300

export function showTrial({ since, tried, more }: Trial): z.input<typeof TRIAL> {
  const shown = tried.map(one => ({ one, differs: one.did.outcome !== one.would.outcome }))
  const rules = new Map<string, number>()
  for (const { would } of tried)
    for (const id of would.decision.rules) rules.set(id, (rules.get(id) ?? 0) + 1)
  return {
    since,
    looked_at: tried.length,
    more,
    did: figures(tried.map(({ did }) => did.outcome)),
    would: figures(tried.map(({ would }) => would.outcome)),
    rules: [...rules].map(([id, signals]) => ({ id, signals })),
    signals: shown
      .toSorted((a, b) => Number(b.differs) - Number(a.differs))
      .slice(0, SIGNALS_SHOWN_MAX)
      .map(({ one, differs }) => ({ ...showTried(one), differs })),
  }
}

function figures(outcomes: readonly Tried['did']['outcome'][]): z.input<typeof FIGURES> {
  const counted = { opened: 0, joined: 0, held: 0, dropped: 0, quiet: 0, nothing: 0 }
  for (const outcome of outcomes) counted[outcome] += 1
  return counted
}

function showTried({ key, title, at, did, would }: Tried) {
  return {
    key,
    title,
    at,
    did: { outcome: did.outcome, incident: did.incident ?? null },
    would: {
      outcome: would.outcome,
      incident: would.incident ?? null,
      quiet: showQuiet(would.quiet),
      ...showDecided(would.decision),
    },
  }
}

export function showPasted(pasted: Pasted): z.input<typeof EXPLAINED> {
  const { signal, decision, maintenance, asked } = pasted
  return {
    title: signal.title,
    urgency: decision.urgency ?? signal.urgency ?? null,
    systems: [...new Set([...signal.systems, ...decision.systems])],
    labels: signal.labels,
    does: decision.does,
    ...showDecided(decision),
    maintenance: maintenance?.id ?? null,
    asked: asked.map(({ id, depth, holds, why }) => ({
      id,
      depth,
      holds,
      why: why === undefined ? null : showWhy(why),
    })),
  }
}

function showWhy({ holds, name, asks, saw, parts }: Explained): Why {
  return { holds, name, asks: asks ?? null, saw: saw ?? [], parts: parts.map(showWhy) }
}

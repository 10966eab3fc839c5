// A new version of a plan against the one before it: what it says, what is wrong with it, and what it promises otherwise.
import type { Directory } from '#/core/directory.ts'
import { check } from '#/core/plan/check.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { compile } from '#/core/plan/compile.ts'
import { diffPlans } from '#/core/plan/diff.ts'
import type { Change } from '#/core/plan/diff.ts'
import { planHash } from '#/core/plan/hash.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { elementsRead } from '#/core/plan/reading.ts'
import type { ReadElement } from '#/core/plan/reading.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import { dayOf, renderPlan } from '#/core/plan/render.ts'
import type { Instant } from '#/core/time.ts'

/** What becomes of a promise from one version to the next. */
export type PromiseFate = 'stricter' | 'looser' | 'new' | 'gone' | 'changed' | 'renamed'

export type WeighedChange = Change & {
  /** Of a promise. Null for what else a plan says. */
  readonly fate: PromiseFate | null
}

const FATES = { added: 'new', removed: 'gone', renamed: 'renamed' } as const

/** What changes, each promise with whether more or less is promised. */
export function weighedChanges(before: Plan, after: Plan): readonly WeighedChange[] {
  return diffPlans(before, after).map(change => ({ ...change, fate: fateOf(change) }))
}

function fateOf({ section, kind, facets }: Change): PromiseFate | null {
  if (section !== 'obligations') return null
  if (kind !== 'changed') return FATES[kind]
  const weights = new Set(facets.flatMap(({ weight }) => weight ?? []))
  // What became stricter in one way and looser in another is neither.
  const [only] = weights.size === 1 ? weights : []
  return only ?? 'changed'
}

/** What is said of a source while somebody writes it. */
export type Revision = {
  readonly mistakes: readonly Mistake[]
  readonly plan: {
    readonly id: string
    readonly version: string
    readonly title: string
    readonly hash: string
    /** No finding is an error. */
    readonly sound: boolean
  } | null
  readonly findings: readonly Finding[]
  readonly elements: readonly ReadElement[]
  /** Against the version before; null where there is none, or this one does not compile. */
  readonly changes: readonly WeighedChange[] | null
}

export type RevisionAsked = {
  readonly source: string
  readonly before: Plan | undefined
  readonly directory: Directory
  readonly now: Instant
}

export function revise(
  { source, before, directory, now }: RevisionAsked,
  { regimes, sha256 }: { readonly regimes: Regimes; readonly sha256: (text: string) => string },
): Revision {
  const compiled = compile(source, { regimes })
  if ('mistakes' in compiled)
    return {
      mistakes: compiled.mistakes,
      plan: null,
      findings: [],
      elements: [],
      changes: null,
    }
  const { plan } = compiled
  const findings = check(plan, directory)
  const hash = planHash(plan, sha256)
  const { id, version, title } = plan
  return {
    mistakes: [],
    plan: {
      id,
      version,
      title,
      hash,
      sound: findings.every(({ severity }) => severity !== 'error'),
    },
    findings,
    elements: elementsRead(plan, renderPlan(plan, { hash, date: dayOf(plan, now) })),
    changes: before === undefined ? null : weighedChanges(before, plan),
  }
}

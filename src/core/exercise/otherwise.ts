import { sentBy } from '#/core/exercise/report.ts'
import { replay } from '#/core/exercise/replay.ts'
import type { Replay } from '#/core/exercise/replay.ts'
import type { RefusedStep } from '#/core/exercise/simulate.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation, Standing } from '#/core/obligation/obligation.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'

/** How a promise of the past would have stood under another plan. */
export type Otherwise = {
  readonly obligation: string
  readonly title: string
  readonly cites: readonly string[]
  /** Undefined: it was not owed. */
  readonly was: Owed | undefined
  /** Undefined: it would not have been owed. */
  readonly now: Owed | undefined
}
export type Owed = { readonly standing: Standing; readonly by?: string; readonly due?: Instant }

/** Someone who would have been told of something first at another time, or not at all, or who was not. */
export type ToldOtherwise = {
  readonly person: string
  readonly act: string
  /** Key of the promise that it carries out. */
  readonly obligation?: string
  readonly was: Instant | undefined
  readonly now: Instant | undefined
}

export type PastOtherwise = {
  readonly incident: string
  readonly title: string
  readonly promises: readonly Otherwise[]
  readonly told: readonly ToldOtherwise[]
  /** What people did then and the other plan would not have let them do. */
  readonly refused: readonly RefusedStep[]
}

export type Past = { readonly id: string; readonly log: readonly IncidentEvent[] }

/**
 * How an incident of the past would have gone under another plan: both plans are played from what people did, to the last
 * instant on record. People are taken to do the same at the same instants, which nobody can know.
 */
export function otherwise(past: Past, before: Setting, after: Setting): PastOtherwise {
  const until = past.log.at(-1)?.at
  if (until === undefined)
    return { incident: past.id, title: '', promises: [], told: [], refused: [] }
  const was = replay(before, past.log, { id: past.id, until })
  const now = replay(after, past.log, { id: past.id, until })
  const refusedBefore = new Set(was.refused.map(stepOf))
  return {
    incident: past.id,
    title: now.incident.title,
    promises: promisesOtherwise(owedOf(before, was, until), owedOf(after, now, until)),
    told: toldOtherwise(firstTold(was), firstTold(now)),
    refused: now.refused.filter(step => !refusedBefore.has(stepOf(step))),
  }
}

/** Whether nothing would have gone differently. */
export function isSame({ promises, told, refused }: PastOtherwise): boolean {
  return promises.length + told.length + refused.length === 0
}

function stepOf({ at, by, do: command }: RefusedStep): string {
  return `${at} ${by} ${command}`
}

/** What came to be owed at all, by its key. */
function owedOf(
  { plan }: Setting,
  { incident }: Replay,
  until: Instant,
): ReadonlyMap<string, Obligation> {
  const owed = obligations(plan, incident, until).filter(
    ({ entry, standing }) => entry !== undefined && standing !== 'armed',
  )
  return new Map(owed.map(it => [it.key, it]))
}

function promisesOtherwise(
  was: ReadonlyMap<string, Obligation>,
  now: ReadonlyMap<string, Obligation>,
): readonly Otherwise[] {
  const keys = [...new Set([...was.keys(), ...now.keys()])]
  return keys.flatMap(key => {
    const [one, other] = [was.get(key), now.get(key)]
    const shown = other ?? one
    if (shown === undefined || isAlike(one, other)) return []
    const { title, cite } = shown.rule
    return [{ obligation: key, title, cites: cite, was: briefly(one), now: briefly(other) }]
  })
}

function isAlike(one: Obligation | undefined, other: Obligation | undefined): boolean {
  return JSON.stringify(briefly(one)) === JSON.stringify(briefly(other))
}

function briefly(obligation: Obligation | undefined): Owed | undefined {
  if (obligation === undefined) return undefined
  const { standing, rule, due } = obligation
  return {
    standing,
    ...(rule.by !== undefined && { by: rule.by }),
    ...(due !== undefined && { due }),
  }
}

/** Person and act → when they were first reached so. */
function firstTold({ events }: Replay): ReadonlyMap<string, Instant> {
  const first = new Map<string, Instant>()
  for (const { to, act, at, obligation = '' } of events.flatMap(sentBy)) {
    const key = [to, act, obligation].join('\n')
    if (!first.has(key)) first.set(key, at)
  }
  return first
}

function toldOtherwise(
  was: ReadonlyMap<string, Instant>,
  now: ReadonlyMap<string, Instant>,
): readonly ToldOtherwise[] {
  const keys = [...new Set([...was.keys(), ...now.keys()])]
  return keys
    .filter(key => was.get(key) !== now.get(key))
    .map(key => {
      const [person = '', act = '', obligation = ''] = key.split('\n')
      const about = obligation === '' ? {} : { obligation }
      return { person, act, ...about, was: was.get(key), now: now.get(key) }
    })
}

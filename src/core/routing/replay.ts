import type { Signal } from '#/core/intake/signal.ts'
import type { Book } from '#/core/routing/book.ts'
import { decideSignal } from '#/core/routing/decide.ts'
import type { Decision } from '#/core/routing/decide.ts'
import { flaps, inhibitedOf, inhibitsOf, maintainedBy } from '#/core/routing/quiet.ts'
import type { Quiet } from '#/core/routing/quiet.ts'
import { subjectOf } from '#/core/routing/subject.ts'

/** A signal of the past, as a book is tried on it. */
export type PastSignal = {
  readonly signal: Signal
  readonly payload: string | undefined
  readonly beganMs: number
  /** Infinity: it still fires. */
  readonly endedMs: number
}

/** What would have become of it. `incident` counts the incidents of the replay; those with the same number are one. */
export type Would = {
  readonly outcome: 'opened' | 'joined' | 'held' | 'dropped' | 'quiet'
  readonly decision: Decision
  readonly quiet: Quiet | undefined
  readonly incident: number | undefined
}

/** What of the plan decides who joins, and what is never held back. */
export type ReplayNeeds = {
  readonly joinMs: number
  readonly isGrave: (decision: Decision, signal: Signal) => boolean
}

type Open = { readonly number: number; lastMs: number }

/** Tries a book on signals one by one, in the order in which they began. Nobody classifies anything meanwhile. */
export function createReplay(
  book: Book,
  { joinMs, isGrave }: ReplayNeeds,
): { readonly step: (past: PastSignal) => Would } {
  const open = new Map<string, Open>()
  const sources = new Map<string, number>()
  const fired = new Map<string, number[]>()
  let incidents = 0

  function quietFor(past: PastSignal, decision: Decision): Quiet | undefined {
    const { signal, payload, beganMs, endedMs } = past
    const subject = subjectOf(signal, payload)
    for (const { inhibition, equal } of inhibitsOf(book, subject)) {
      const pair = `${inhibition} ${equal}`
      sources.set(pair, Math.max(endedMs, sources.get(pair) ?? 0))
    }
    const maintained = maintainedBy(book, subject, beganMs)
    if (maintained !== undefined) return maintained
    const link = inhibitedOf(book, subject).find(
      ({ inhibition, equal }) => (sources.get(`${inhibition} ${equal}`) ?? 0) > beganMs,
    )
    if (link !== undefined) {
      const againMs = sources.get(`${link.inhibition} ${link.equal}`) ?? beganMs
      return { by: 'inhibited', id: link.inhibition, againMs }
    }
    if (book.flapping === undefined || isGrave(decision, signal)) return undefined
    const times = [...(fired.get(signal.key) ?? []), beganMs].slice(-60)
    fired.set(signal.key, times)
    // The first time that it fires is no coming and going.
    return flaps(book.flapping, times.slice(1), beganMs)
  }

  function join(decision: Decision, atMs: number): Pick<Would, 'outcome' | 'incident'> {
    const { group, plan = '', onCall = '' } = decision
    const key = group === undefined ? JSON.stringify([plan, onCall]) : `group ${group.key}`
    const window = group?.withinMs ?? joinMs
    const found = open.get(key)
    if (found !== undefined && atMs - found.lastMs < window) {
      found.lastMs = atMs
      return { outcome: 'joined', incident: found.number }
    }
    incidents += 1
    open.set(key, { number: incidents, lastMs: atMs })
    return { outcome: 'opened', incident: incidents }
  }

  return {
    step(past) {
      const decision = decideSignal(book, subjectOf(past.signal, past.payload))
      if (decision.does !== 'open') {
        const outcome = decision.does === 'hold' ? 'held' : 'dropped'
        return { outcome, decision, quiet: undefined, incident: undefined }
      }
      const quiet = quietFor(past, decision)
      // What is quiet and outlasts its cause fires late, and does so here.
      if (quiet !== undefined && past.endedMs <= quiet.againMs)
        return { outcome: 'quiet', decision, quiet, incident: undefined }
      return { ...join(decision, quiet?.againMs ?? past.beganMs), decision, quiet }
    },
  }
}

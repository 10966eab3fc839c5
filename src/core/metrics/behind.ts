import { bandOf } from '#/core/metrics/bands.ts'
import type { FigureState } from '#/core/metrics/length.ts'
import type { Measured } from '#/core/metrics/measured.ts'
import { isBroken } from '#/core/metrics/promise-overview.ts'
import { STATE_OF_REASON } from '#/core/metrics/promise.ts'
import type { Outcome, PromiseReason } from '#/core/metrics/promise.ts'
import type { Instant } from '#/core/time.ts'

/** One number of the overview: which incidents are behind it. What is undefined leaves everything in. */
export type Cell = {
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly severity?: string | undefined
  readonly type?: string | undefined
  readonly source?: string | undefined
  /** Of a measure, those in this state, for this reason, in this band, that met the target or not. */
  readonly measure?: string | undefined
  readonly state?: FigureState | undefined
  readonly reason?: string | undefined
  readonly band?: number | undefined
  readonly onTarget?: boolean | undefined
  /** In which a promise carrying this clause was broken, or had this outcome; without a clause: any promise. */
  readonly clause?: string | undefined
  readonly outcome?: Outcome | undefined
}

export function isBehind(cell: Cell, it: Measured): boolean {
  return (
    (cell.from === undefined || it.at >= cell.from) &&
    (cell.to === undefined || it.at < cell.to) &&
    (cell.severity === undefined || it.severity === cell.severity) &&
    (cell.type === undefined || it.type === cell.type) &&
    (cell.source === undefined || it.source === cell.source) &&
    (cell.measure === undefined || hasFigure(cell, cell.measure, it)) &&
    // A state or a reason without a measure is one of promises.
    (!asksForPromises(cell) || hasPromise(cell, it))
  )
}

function hasFigure(cell: Cell, measure: string, { figures }: Measured): boolean {
  const figure = figures.get(measure)
  if (figure === undefined) return false
  const { state, reason, ms, onTarget } = figure
  return (
    (cell.state === undefined || state === cell.state) &&
    (cell.reason === undefined || reason === cell.reason) &&
    (cell.onTarget === undefined || (state === 'recorded' && onTarget === cell.onTarget)) &&
    (cell.band === undefined ||
      (state === 'recorded' && ms !== undefined && bandOf(ms) === cell.band))
  )
}

function asksForPromises({ measure, state, reason, clause, outcome }: Cell): boolean {
  if (clause !== undefined || outcome !== undefined) return true
  return measure === undefined && (state !== undefined || reason !== undefined)
}

function hasPromise({ clause, outcome, state, reason }: Cell, { promises }: Measured): boolean {
  if (reason !== undefined) return Object.hasOwn(promises.others, reason)
  const wanted = promises.recorded.filter(
    ({ cites }) => clause === undefined || cites.includes(clause),
  )
  if (state === 'recorded') return wanted.length > 0
  if (state !== undefined)
    return Object.keys(promises.others).some(it => STATE_OF_REASON[it as PromiseReason] === state)
  return wanted.some(it => (outcome === undefined ? isBroken(it) : it.outcome === outcome))
}

import type { Book, Flapping, Inhibition } from '#/core/routing/book.ts'
import { valuesText } from '#/core/routing/subject.ts'
import type { Subject } from '#/core/routing/subject.ts'

/** Why a signal that fires tells nobody, and until when that is known to hold. */
export type Quiet = {
  readonly by: 'maintenance' | 'inhibited' | 'flapping'
  /** Of the window or the inhibition in the book; of flapping its own name. */
  readonly id: string
  readonly title?: string
  /** The group of alerts that inhibits it. */
  readonly source?: string
  /** Milliseconds since 1970: when to look again. */
  readonly againMs: number
}

const FOR_EVER_MS = 365 * 24 * 3_600_000

/** The maintenance window in which a signal is. */
export function maintainedBy(book: Book, subject: Subject, nowMs: number): Quiet | undefined {
  const window = book.maintenance.find(({ isOn, when }) => isOn(nowMs) && safely(when, subject))
  if (window === undefined) return undefined
  const { id, title, nextEdgeMs } = window
  return { by: 'maintenance', id, title, againMs: Math.min(nextEdgeMs(nowMs), nowMs + FOR_EVER_MS) }
}

/** What must be the same in two signals for one to inhibit the other; of an inhibition that holds. */
export type Link = { readonly inhibition: string; readonly equal: string }

/** The inhibitions for which a signal is a source while it fires. */
export function inhibitsOf(book: Book, subject: Subject): readonly Link[] {
  return linksOf(book, subject, inhibition => inhibition.while)
}

/** The inhibitions under which a signal is quiet while a source fires. */
export function inhibitedOf(book: Book, subject: Subject): readonly Link[] {
  // What fulfils both sides would be quiet for itself, and two of them for each other: in doubt neither is.
  return linksOf(book, subject, inhibition => inhibition.quiet).filter(
    ({ inhibition }) => !inhibitsOf(book, subject).some(own => own.inhibition === inhibition),
  )
}

function linksOf(
  { inhibit }: Book,
  subject: Subject,
  side: (inhibition: Inhibition) => Inhibition['while'],
): readonly Link[] {
  return inhibit
    .filter(inhibition => safely(side(inhibition), subject))
    .map(({ id, equal }) => ({ inhibition: id, equal: valuesText(equal, subject) }))
}

/** In doubt it is not quiet. */
function safely(condition: Inhibition['while'], subject: Subject): boolean {
  try {
    return condition.holds(subject)
  } catch {
    return false
  }
}

/**
 * Whether a signal that has begun to fire at these instants comes and goes too often. Each of them is two changes, since it must
 * have ended in between. `fired` holds them in order, the newest last.
 */
export function flaps(
  { changes, withinMs, calmMs }: Flapping,
  fired: readonly number[],
  nowMs: number,
): Quiet | undefined {
  const last = fired.at(-1)
  if (last === undefined) return undefined
  const calmAtMs = last + calmMs
  const recent = fired.filter(ms => ms > last - withinMs && ms <= last).length
  return recent * 2 >= changes && nowMs < calmAtMs
    ? { by: 'flapping', id: 'flapping', againMs: calmAtMs }
    : undefined
}

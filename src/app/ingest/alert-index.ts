// The alerts of this moment, in memory: so that a repeat is answered without the database, a list is read without it, and one
// alert by its labels is found without looking at the others.
import { fingerprint } from '#/core/intake/fingerprint.ts'
import type { AlertState } from '#/core/intake/alert.ts'
import type { Labels } from '#/core/intake/labels.ts'
import { labelOf } from '#/core/intake/labels.ts'
import { SYSTEMS_MAX, systemsOfAlert } from '#/core/intake/group.ts'
import type { Matcher } from '#/core/intake/matchers.ts'
import { matchesAll } from '#/core/intake/matchers.ts'

/** An alert that this node knows to be in the database. Only `ingest*.ts` change it. */
export type KnownAlert = {
  /** 32 hex digits. */
  readonly identity: string
  readonly labels: Labels
  readonly text: string
  readonly heartbeat: boolean
  /** The labels by which it is found; the very object of `labels` where nothing is said beside them. */
  readonly seen: Labels
  readonly beside: string | undefined
  annotations: string
  generatorUrl: string
  rest: string | undefined
  startsAtMs: number
  endsAtMs: number
  timeout: boolean
  state: AlertState
  group: KnownGroup
  receivedAtMs: number
  updatedAtMs: number
  /** The end that the database has; `endsAtMs` may be later while a repeat waits to be written. */
  durableEndsAtMs: number
  /** A repeat was answered from memory, and its end and `updatedAtMs` are still to be written. */
  touched: boolean
  /** The number of this node's commit that wrote it last. */
  writtenIn: number
  /** Prometheus' fingerprint, once it has been asked for. */
  shownAs?: string
}

/** A group, while any alert of it is in memory. */
export type KnownGroup = {
  readonly key: string
  readonly labels: Labels
  readonly text: string
  /** The systems its alerts have spoken of, the first SYSTEMS_MAX of them. */
  readonly systems: Set<string>
  alerts: number
  /** Those of them that fire and tell no one. */
  silenced: number
}

export type AlertIndex = {
  /** By the canonical text of its labels. */
  readonly get: (text: string) => KnownAlert | undefined
  readonly byIdentity: (identity: string) => KnownAlert | undefined
  readonly add: (alert: KnownAlert) => void
  readonly restate: (alert: KnownAlert, state: AlertState) => void
  readonly drop: (alert: KnownAlert) => void
  readonly all: () => Iterable<KnownAlert>
  readonly count: () => { readonly known: number; readonly unresolved: number }
  readonly find: (matchers: readonly Matcher[]) => Iterable<KnownAlert>
}

/** The unresolved alerts with one label: the alert itself where there is only one, as for most values of most labels. */
type Bearers = KnownAlert | Set<KnownAlert>
type Values = Map<string, Bearers>

/** Labels that can be asked for without looking at every alert; people ask for a handful. */
export const LABELS_INDEXED_MAX = 32

export function createAlertIndex(): AlertIndex {
  const byText = new Map<string, KnownAlert>()
  const byIdentity = new Map<string, KnownAlert>()
  const byLabel = new Map<string, Values>()
  let unresolved = 0

  function enter(alert: KnownAlert): void {
    unresolved += 1
    for (const [name, values] of byLabel) addBearer(values, labelOf(alert.seen, name), alert)
  }

  function leave(alert: KnownAlert): void {
    unresolved -= 1
    for (const [name, values] of byLabel) removeBearer(values, labelOf(alert.seen, name), alert)
  }

  // Made when a label is first asked for, once in 50 ms for 100,000 alerts, and kept up from then on. Kept up for every label
  // there is, it took 9 µs for each new alert, a third of all, and as much memory as the alerts.
  function valuesOf(name: string): Values | undefined {
    const made = byLabel.get(name)
    if (made !== undefined || byLabel.size === LABELS_INDEXED_MAX) return made
    const values: Values = new Map()
    byLabel.set(name, values)
    for (const alert of byText.values())
      if (alert.state !== 'resolved') addBearer(values, labelOf(alert.seen, name), alert)
    return values
  }

  return {
    get: text => byText.get(text),
    byIdentity: identity => byIdentity.get(identity),
    add(alert) {
      byText.set(alert.text, alert)
      byIdentity.set(alert.identity, alert)
      alert.group.alerts += 1
      if (alert.state === 'silenced') alert.group.silenced += 1
      noteSystems(alert)
      if (alert.state !== 'resolved') enter(alert)
    },
    restate(alert, state) {
      const was = alert.state
      alert.state = state
      alert.group.silenced += Number(state === 'silenced') - Number(was === 'silenced')
      if (was === 'resolved' && state !== 'resolved') enter(alert)
      if (was !== 'resolved' && state === 'resolved') leave(alert)
    },
    drop(alert) {
      byText.delete(alert.text)
      byIdentity.delete(alert.identity)
      alert.group.alerts -= 1
      if (alert.state === 'silenced') alert.group.silenced -= 1
      if (alert.state !== 'resolved') leave(alert)
    },
    all: () => byText.values(),
    count: () => ({ known: byText.size, unresolved }),
    *find(matchers) {
      for (const alert of candidates(byText, valuesOf, matchers))
        if (alert.state !== 'resolved' && matchesAll(matchers, alert.seen)) yield alert
    },
  }
}

/** Prometheus' fingerprint, computed when it is first shown: at intake it would cost a twentieth of all the work. */
export function shownFingerprint(alert: KnownAlert): string {
  alert.shownAs ??= fingerprint(alert.labels)
  return alert.shownAs
}

function noteSystems({ group, labels, beside }: KnownAlert): void {
  if (group.systems.size >= SYSTEMS_MAX) return
  for (const system of systemsOfAlert({ labels, beside })) group.systems.add(system)
}

/** The fewest alerts that one of the matchers leaves over; all of them only if no matcher asks for a label to be there. */
function candidates(
  all: ReadonlyMap<string, KnownAlert>,
  valuesOf: (name: string) => Values | undefined,
  matchers: readonly Matcher[],
): Iterable<KnownAlert> {
  let best: readonly Bearers[] | undefined
  let fewest = Infinity
  for (const wanted of matchers) {
    if (!wanted.isEqual || wanted.accepts('')) continue
    const values = valuesOf(wanted.name)
    if (values === undefined) continue
    const bearers = bearersOf(values, wanted)
    const count = bearers.reduce((sum, some) => sum + (some instanceof Set ? some.size : 1), 0)
    if (count < fewest) {
      best = bearers
      fewest = count
    }
  }
  return best === undefined ? all.values() : each(best)
}

function bearersOf(values: Values, wanted: Matcher): readonly Bearers[] {
  if (wanted.isRegex)
    return [...values].flatMap(([value, some]) => (wanted.accepts(value) ? [some] : []))
  const some = values.get(wanted.value)
  return some === undefined ? [] : [some]
}

function* each(bearers: readonly Bearers[]): Iterable<KnownAlert> {
  for (const some of bearers) {
    if (some instanceof Set) yield* some
    else yield some
  }
}

function addBearer(values: Values, value: string, alert: KnownAlert): void {
  // An alert without the label is found by no matcher that asks for it.
  if (value === '') return
  const some = values.get(value)
  if (some === undefined) values.set(value, alert)
  else if (some instanceof Set) some.add(alert)
  else values.set(value, new Set([some, alert]))
}

function removeBearer(values: Values, value: string, alert: KnownAlert): void {
  const some = values.get(value)
  if (some instanceof Set) {
    some.delete(alert)
    if (some.size > 0) return
  }
  if (some !== undefined) values.delete(value)
}

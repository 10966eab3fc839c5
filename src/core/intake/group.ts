import type { Alert } from '#/core/intake/alert.ts'
import { besideOf, isHeartbeat, seenLabels } from '#/core/intake/alert.ts'
import type { Labels, LabelSet } from '#/core/intake/labels.ts'
import { labelOf, labelSet } from '#/core/intake/labels.ts'
import type { Signal } from '#/core/intake/signal.ts'
import { fromMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What happened to a group of alerts that is worth telling whoever keeps the incidents. */
export type GroupChange = {
  /** Identity of the group for ever: 32 hex digits. */
  readonly key: string
  /** `fired`: it was quiet and an alert fires. `grew`: the alerts passed a power of ten. `resolved`: none sounds any more. */
  readonly change: 'fired' | 'grew' | 'resolved'
  /** Resolved only in that a silence covers what still fires. When it ends and they still fire, the group is `fired` anew. */
  readonly silenced: boolean
  /** How often the group has begun to fire. The same (key, round, change, count) told twice is one change told twice. */
  readonly round: number
  /** The incident that the group was last linked to, whether or not that is closed by now. */
  readonly incident?: string
  /** Made from the alert that began the round; its `count` is how many alerts have fired in the round. */
  readonly signal: Signal
  /** How many fire now. */
  readonly active: number
  /** Identity of the alert that began the round, as long as it is known. */
  readonly first?: string
  readonly at: Instant
}

export const SYSTEMS_MAX = 50
const TITLE_CHARS_MAX = 300
const DESCRIPTION_CHARS_MAX = 10_000
const WORD_CHARS_MAX = 100

/**
 * The labels that name the group of an alert. An alert that has none of them is a group of its own: put together with
 * every other such alert it would join a stranger's incident, and no one would be paged for it.
 */
export function groupOf(
  alert: Pick<Alert, 'labels' | 'text' | 'beside'>,
  groupBy: readonly string[],
): LabelSet {
  const seen = seenLabels(alert)
  const chosen = Object.fromEntries(groupBy.map(name => [name, labelOf(seen, name)]))
  const group = labelSet(chosen)
  return group.text === '{}' ? { labels: alert.labels, text: alert.text } : group
}

/** The systems that an alert speaks of: those it names as such; else those that its labels tell. */
export function systemsOfAlert(alert: Pick<Alert, 'labels' | 'beside'>): readonly string[] {
  const named = besideOf(alert)?.systems ?? []
  if (named.length === 0) return systemsOf(seenLabels(alert))
  return named.slice(0, SYSTEMS_MAX).map(name => cut(name, TITLE_CHARS_MAX))
}

/** The service, and the host without the port of the exporter; else the job. */
export function systemsOf(labels: Labels): readonly string[] {
  const service = labelOf(labels, 'service')
  const host = labelOf(labels, 'host') || labelOf(labels, 'instance').replace(/:\d+$/, '')
  const named = [...new Set([service, host])].filter(name => name !== '')
  const found = named.length > 0 ? named : [labelOf(labels, 'job')].filter(name => name !== '')
  return found.map(name => cut(name, TITLE_CHARS_MAX))
}

/** What the app knows of where machine signals come from: the plan's sources, and the one for alerts that name none. */
export type Sources = {
  readonly known: ReadonlySet<string>
  readonly machine: string
  /** For people who name none that the plan has. */
  readonly person?: string | undefined
}

/** Doors through which people outside come. */
const FROM_PEOPLE: ReadonlySet<string> = new Set(['security-mail', 'report-form'])

/** Where whoever reported a signal by a door for people may be answered; what other doors say of it counts for nothing. */
export function reporterOf({
  kind = '',
  labels,
}: Pick<Signal, 'kind' | 'labels'>): string | undefined {
  const reporter = FROM_PEOPLE.has(kind) ? labelOf(labels, 'reporter') : ''
  return reporter.includes('@') ? reporter : undefined
}

/** Makes the signal of a group from the alert that began its round. */
export function signalOf(
  group: {
    readonly key: string
    readonly first: Pick<Alert, 'labels' | 'annotations' | 'generatorUrl' | 'startsAtMs' | 'beside'>
    readonly systems: readonly string[]
    readonly count: number
  },
  sources: Sources,
): Signal {
  const { first } = group
  const annotations = annotationsOf(first.annotations)
  const seen = seenLabels(first)
  const source = labelOf(seen, 'source')
  const urgency = urgencyOf(seen)
  const kind = besideOf(first)?.kind
  return {
    key: group.key,
    source: sources.known.has(source) ? source : otherSource(sources, kind),
    title: titleOf(first.labels, annotations),
    description: cut(
      labelOf(annotations, 'description') || labelOf(annotations, 'message'),
      DESCRIPTION_CHARS_MAX,
    ),
    systems: group.systems.slice(0, SYSTEMS_MAX),
    ...(urgency === '' ? {} : { urgency: cut(urgency, WORD_CHARS_MAX) }),
    labels: Object.fromEntries(
      Object.entries(seen).map(([name, value]) => [storable(name), storable(value)]),
    ),
    startsAt: fromMs(first.startsAtMs),
    ...(/^https?:\/\//i.test(first.generatorUrl) ? { url: storable(first.generatorUrl) } : {}),
    count: group.count,
    ...(kind === undefined ? {} : { door: labelOf(first.labels, 'door'), kind }),
  }
}

/** The sender's word for the weight of an alert, in lower case; empty where it says none. */
export function urgencyOf(seen: Labels): string {
  return (labelOf(seen, 'severity') || labelOf(seen, 'priority')).toLowerCase()
}

function otherSource({ machine, person }: Sources, kind = ''): string {
  return FROM_PEOPLE.has(kind) ? (person ?? machine) : machine
}

function titleOf(labels: Labels, annotations: Labels): string {
  const name = labelOf(labels, 'alertname')
  const told = labelOf(annotations, 'summary') || labelOf(annotations, 'title') || name
  const title = told === '' ? JSON.stringify(labels) : told
  // Its own texts say that all is well, since that is what the alert means while it fires.
  return cut(isHeartbeat(labels) ? `Heartbeat stopped: ${name || told}` : title, TITLE_CHARS_MAX)
}

function annotationsOf(text: string): Labels {
  return JSON.parse(text) as Labels
}

function cut(text: string, max: number): string {
  return storable(text.length <= max ? text : `${text.slice(0, max - 1)}…`)
}

/** PostgreSQL's text has no NUL and no half of a surrogate pair. The alert keeps them, in JSON; its signal does not. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

/** The next number of alerts at which a group is told of again: the power of ten above `count`. */
export function nextCountWorthTelling(count: number): number {
  let next = 10
  while (next <= count) next *= 10
  return next
}

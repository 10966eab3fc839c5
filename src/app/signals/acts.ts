// What people do with a group of alerts that no incident is about, and how they report one themselves.
import { readEach } from '#/core/intake/alertmanager-alerts.ts'
import type { Alert } from '#/core/intake/alert.ts'
import { toMs } from '#/core/time.ts'
import { assert } from '#/core/assert.ts'
import { declareIncident } from '#/app/declare.ts'
import type { Declared } from '#/app/declare.ts'
import { execute } from '#/app/execute.ts'
import type { Executed } from '#/app/execute.ts'
import type { Within } from '#/app/idempotency.ts'
import { findHead } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { groupOfRow, isHidden, sourcesNow } from '#/app/signals/desk.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { linkGroups } from '#/store/alert-groups.ts'
import { readIncidentHead, lockRouting } from '#/store/incidents.ts'
import { readSeenGroup } from '#/store/signals.ts'

/** Why nothing was done with a group. */
export type NoGroup =
  | { readonly unknown: true }
  /** It goes on in an incident already, by its number. */
  | { readonly belongs: number }

type Free = {
  readonly key: string
  readonly signal: ReturnType<typeof groupOfRow>['signal']
  readonly count: number
}

/** A group that no open incident is about, locked against the routing of signals until the transaction ends. */
async function freeGroup(
  shell: Shell,
  tx: Within,
  reader: Reader,
  key: string,
): Promise<Free | NoGroup> {
  await lockRouting(tx)
  const seen = KEY.test(key) ? await readSeenGroup(tx, key) : undefined
  if (seen === undefined || (await isHidden(shell, reader, seen))) return { unknown: true }
  const head = seen.incidentId === null ? undefined : await readIncidentHead(tx, seen.incidentId)
  if (head?.open === true) return { belongs: head.number }
  const { signal, fired } = groupOfRow(seen, await sourcesNow(shell))
  return { key, signal, count: Math.max(1, fired) }
}

const KEY = /^[0-9a-f]{32}$/
const URL_LENGTH_MAX = 2_000

type Act = { readonly reader: Reader; readonly by: string; readonly key: string }

/** Declares an incident about a group, in its own words unless others are given. */
export async function declareFromGroup(
  shell: Shell,
  tx: Within,
  { reader, by, key }: Act,
  {
    title,
    description,
  }: { readonly title?: string | undefined; readonly description?: string | undefined },
): Promise<NoGroup | Declared> {
  const free = await freeGroup(shell, tx, reader, key)
  if (!('key' in free)) return free
  const { signal } = free
  const text = description ?? signal.description
  const declared = await declareIncident(
    shell,
    {
      title: title ?? (signal.title.trim() === '' ? key : signal.title),
      ...(text !== '' && { description: text }),
      source: signal.source,
      reporter: by,
      systems: [...signal.systems],
      signal: {
        id: key,
        source: signal.source,
        ...(signal.urgency !== undefined && { urgency: signal.urgency }),
        ...(signal.url !== undefined && { url: signal.url.slice(0, URL_LENGTH_MAX) }),
      },
    },
    { by },
    tx,
  )
  if ('incidentId' in declared) await linkGroups(tx, [{ key, incidentId: declared.incidentId }])
  return declared
}

/** Attaches a group to an incident, which the caller has been seen to see. */
export async function attachGroup(
  shell: Shell,
  tx: Within,
  { reader, by, key }: Act,
  incident: string,
): Promise<NoGroup | Executed> {
  const free = await freeGroup(shell, tx, reader, key)
  if (!('key' in free)) return free
  const { signal, count } = free
  const head = await findHead(tx, incident)
  assert(head !== undefined, 'the incident was found a moment ago')
  const joining = {
    id: key,
    source: signal.source,
    title: signal.title.trim() === '' ? key : signal.title,
    count,
    systems: [...signal.systems],
    ...(signal.urgency !== undefined && { urgency: signal.urgency }),
    ...(signal.url !== undefined && { url: signal.url.slice(0, URL_LENGTH_MAX) }),
  }
  const executed = await execute(
    shell,
    head.id,
    { do: 'attach-signal', by, signals: [joining] },
    tx,
  )
  if ('accepted' in executed) await linkGroups(tx, [{ key, incidentId: head.id }])
  return executed
}

/** What a person saw and no machine told. */
export type Report = {
  readonly title: string
  readonly description?: string | undefined
  readonly source?: string | undefined
  readonly service?: string | undefined
  readonly urgency?: string | undefined
}

/** Nobody repeats a report as a machine does; after so long it is taken to be over. */
const REPORT_LASTS_MS = 24 * 3_600_000

/** The alert that a report amounts to: it goes the way of every other. */
export function alertOfReport(
  shell: Pick<Shell, 'now'>,
  { title, description = '', source = '', service = '', urgency = '' }: Report,
  by: string,
): Alert {
  const nowMs = toMs(shell.now())
  const labels = { alertname: title, reporter: by, service, severity: urgency, source }
  const given = [{ labels, annotations: { description, summary: title } }]
  const { alerts } = readEach(given, { nowMs, timeoutMs: REPORT_LASTS_MS })
  const [alert] = alerts
  assert(alert !== undefined, 'a report was checked where it came in')
  return alert
}

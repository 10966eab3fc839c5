// In which order reports become alerts, by what is known of them: ends of what nobody knows are dropped, and what fires for an
// incident that is over begins anew.
import { UNTIL_RESOLVED_MS } from '#/core/intake/alert.ts'
import type { Alert } from '#/core/intake/alert.ts'
import type { Report } from '#/core/intake/doors/reading.ts'
import { identityOf } from '#/app/ingest/groups.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import { reportOf } from '#/app/ingest/memory.ts'
import type { Shell } from '#/app/shell.ts'
import { readAlertRows } from '#/store/alerts.ts'
import type { AlertRow } from '#/store/alerts.ts'
import { groupsLeftOver, incidentsOfGroups } from '#/store/doors.ts'
import { readIncidentHead } from '#/store/incidents.ts'

type Needs = {
  readonly shell: Pick<Shell, 'pool' | 'incidents'>
  readonly ingest: Pick<Ingest, 'knows' | 'find'>
}

/** Ends what events left firing whose incident has ended: nobody is to see for ever that it fires. */
export async function endLeftOver(
  needs: Needs & { readonly ingest: Pick<Ingest, 'accept'> },
  nowMs: number,
): Promise<void> {
  const keys = await groupsLeftOver(needs.shell.pool, UNTIL_RESOLVED_MS)
  const ended = await leftOver(needs, keys, nowMs)
  if (ended.length > 0) await needs.ingest.accept(ended)
}

export type Pair = { readonly report: Report; readonly alert: Alert }

type Known = {
  readonly firing: boolean
  readonly groupKey: string
  readonly says: Pick<Alert, 'annotations' | 'generatorUrl' | 'beside'>
}

/** One wave is written when the one before it is: the same alert may be in both. */
export async function wavesOf(
  needs: Needs,
  pairs: readonly Pair[],
  nowMs: number,
): Promise<readonly (readonly Alert[])[]> {
  // An acknowledgement at the sender's begins and ends nothing here.
  const counted = pairs.filter(({ report }) => report.state !== 'acknowledged')
  const known = await knownOf(needs, counted)
  const fresh = new Set<string>()
  const written = counted.flatMap(({ report, alert }) => {
    const before = known.get(alert.text)
    if (report.state === 'firing') fresh.add(alert.text)
    if (report.state === 'firing' || report.title !== '') return [alert]
    if (typeof before === 'object') return [{ ...alert, ...before.says }]
    return before === 'on-its-way' || fresh.has(alert.text) ? [alert] : []
  })
  const again = [...known].flatMap(([text, one]) =>
    typeof one === 'object' && one.firing && fresh.has(text) ? [one.groupKey] : [],
  )
  const ended = await leftOver(needs, again, nowMs)
  return ended.length === 0 ? [written] : [ended, written]
}

/** What is known of alerts: from memory, or from the database where memory has let go of them. */
async function knownOf(
  { ingest, shell }: Needs,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, Known | 'on-its-way'>> {
  const found = new Map<string, Known | 'on-its-way'>()
  const missing: string[] = []
  for (const { alert, report } of pairs) {
    const known = ingest.knows(alert.text)
    if (known === 'on-its-way') found.set(alert.text, known)
    else if (known !== undefined) {
      const { annotations, generatorUrl, beside, state, group } = known
      const says = { annotations, generatorUrl, beside }
      found.set(alert.text, { firing: state !== 'resolved', groupKey: group.key, says })
    } else if (report.state === 'resolved') missing.push(identityOf(alert.text))
  }
  const rows = missing.length === 0 ? [] : await readAlertRows(shell.pool, missing)
  for (const row of rows) found.set(row.labels, knownByRow(row))
  return found
}

function knownByRow({ state, groupKey, annotations, generatorUrl, beside }: AlertRow): Known {
  const says = { annotations, generatorUrl, beside: beside ?? undefined }
  return { firing: state !== 'resolved', groupKey, says }
}

/**
 * What still fires, by events, in groups whose incident is over. Its senders tell each event once and may never say that it has
 * ended: whoever resolved the incident did. It ends, so that what fires next in the group is news and wakes someone.
 */
export async function leftOver(
  { shell, ingest }: Needs,
  groupKeys: readonly string[],
  nowMs: number,
): Promise<readonly Alert[]> {
  if (groupKeys.length === 0) return []
  const over = new Set<string>()
  for (const { key, incident } of await incidentsOfGroups(shell.pool, [...new Set(groupKeys)]))
    if (!(await goesOn(shell, incident))) over.add(key)
  if (over.size === 0) return []
  return [...ingest.find([])]
    .filter(alert => over.has(alert.group.key) && alert.endsAtMs === UNTIL_RESOLVED_MS)
    .map(alert => ({ ...reportOf(alert), endsAtMs: nowMs, timeout: false }))
}

/** How far merged incidents are followed. */
const MERGES_MAX = 20

async function goesOn({ pool, incidents }: Needs['shell'], id: string): Promise<boolean> {
  let next: string | undefined = id
  for (let followed = 0; followed < MERGES_MAX && next !== undefined; followed += 1) {
    const head = await readIncidentHead(pool, next)
    if (head === undefined) return false
    const { status, mergedInto } = await incidents.at(pool, next, head.version)
    if (status === 'open') return true
    next = status === 'merged' ? mergedInto : undefined
  }
  return false
}

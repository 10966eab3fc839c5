// What was posted through a door, made into alerts: what is answered with success is durable, with the payload as it came.
import { alertOf } from '#/core/intake/doors/alert.ts'
import type { DoorHeaders, DoorReader, Report } from '#/core/intake/doors/reading.ts'
import { toMs } from '#/core/time.ts'
import type { OpenDoor } from '#/app/doors/shelf.ts'
import type { Tallies } from '#/app/doors/tally.ts'
import { wavesOf } from '#/app/doors/waves.ts'
import type { Pair } from '#/app/doors/waves.ts'
import { identityOf } from '#/app/ingest/groups.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import { NotTaken } from '#/app/ingest/queue.ts'
import type { Shell } from '#/app/shell.ts'
import { keepPayload } from '#/store/door-payloads.ts'
import type { PayloadOutcome } from '#/store/door-payloads.ts'

export type Posted = Parameters<DoorReader>[0] & {
  readonly headers: DoorHeaders
  /** As it came. */
  readonly raw: Uint8Array
  /** The keys of the door that are in it: whoever may read what was posted must not be able to post. */
  readonly keys?: readonly string[]
}

/** What came of it. `id`: the number of the payload, by which a sender may ask later what became of it. */
export type Outcome =
  | { readonly is: 'taken'; readonly reports: readonly Report[]; readonly id: number }
  | { readonly is: 'ignored'; readonly why: string }
  | { readonly is: 'beat'; readonly name: string }
  | { readonly is: 'malformed'; readonly why: string }
  /** Nothing was kept that counts: to be sent again. */
  | { readonly is: 'not-taken'; readonly why: string }

type Needs = {
  readonly shell: Pick<Shell, 'pool' | 'now' | 'newId' | 'incidents'>
  readonly ingest: Pick<Ingest, 'accept' | 'knows' | 'find'>
  readonly tallies: Pick<Tallies, 'note'>
  /** A sign of life of a heartbeat came through a door. */
  readonly onBeat: (door: OpenDoor['door'], name: string) => Promise<boolean>
}

/** Of what is refused or ignored, enough to see what it was. */
const REST_BYTES_MAX = 65_536

/** Takes what was posted. Throws only where the database is away: then nothing may be answered with success. */
export async function takePosted(
  needs: Needs,
  { door, read }: OpenDoor,
  posted: Posted,
): Promise<Outcome> {
  const nowMs = toMs(needs.shell.now())
  const said = read({ ...posted, nowMs })
  if ('malformed' in said) {
    await refused(needs, door, posted, said.malformed)
    return { is: 'malformed', why: said.malformed }
  }
  if ('beat' in said) {
    const name = said.beat || door.name
    if (await needs.onBeat(door, name)) {
      needs.tallies.note(door.id, 'taken')
      return { is: 'beat', name }
    }
    const cause = `no heartbeat ${name} is set up`
    await keep(needs, door, posted, { outcome: 'ignored', cause, alerts: [] })
    return { is: 'ignored', why: cause }
  }
  if ('ignored' in said) {
    await keep(needs, door, posted, { outcome: 'ignored', cause: said.ignored, alerts: [] })
    return { is: 'ignored', why: said.ignored }
  }
  const reports = said.reports
    .map(report => withoutKeys(report, posted.keys ?? []))
    .map(report => (report.key === '' ? { ...report, key: needs.shell.newId('alert') } : report))
  return takeReports(needs, door, posted, { reports, nowMs })
}

/** Keeps what was refused, and why, for whoever sets the sender up. */
export async function refused(
  needs: Pick<Needs, 'shell' | 'tallies'>,
  door: OpenDoor['door'],
  posted: Pick<Posted, 'headers' | 'raw' | 'keys'>,
  cause: string,
): Promise<void> {
  await keep(needs, door, posted, { outcome: 'refused', cause, alerts: [] })
}

async function takeReports(
  needs: Needs,
  door: OpenDoor['door'],
  posted: Posted,
  { reports, nowMs }: { readonly reports: readonly Report[]; readonly nowMs: number },
): Promise<Outcome> {
  const made = reports.map(report => ({ report, alert: alertOf(report, door, nowMs) }))
  const wrong = made.flatMap(({ alert }) => ('malformed' in alert ? [alert.malformed] : []))
  if (wrong[0] !== undefined) {
    await refused(needs, door, posted, wrong[0])
    return { is: 'malformed', why: wrong[0] }
  }
  const pairs = made as readonly Pair[]
  const alerts = pairs.map(({ alert }) => identityOf(alert.text))
  // Before the alerts: rules ask what was posted as soon as one of them is told of.
  const id = await keep(needs, door, posted, { outcome: 'taken', cause: undefined, alerts })
  try {
    for (const wave of await wavesOf(needs, pairs, nowMs)) await needs.ingest.accept(wave)
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    return { is: 'not-taken', why: error.message }
  }
  return { is: 'taken', reports, id }
}

type Kept = {
  readonly outcome: PayloadOutcome
  readonly cause: string | undefined
  readonly alerts: readonly string[]
}

async function keep(
  { shell, tallies }: Pick<Needs, 'shell' | 'tallies'>,
  door: OpenDoor['door'],
  { headers, raw, keys = [] }: Pick<Posted, 'headers' | 'raw' | 'keys'>,
  { outcome, cause, alerts }: Kept,
): Promise<number> {
  tallies.note(door.id, outcome, cause)
  const body = outcome === 'taken' ? raw : raw.subarray(0, REST_BYTES_MAX)
  return keepPayload(shell.pool, {
    door: door.id,
    receivedAt: shell.now(),
    outcome,
    cause: cause?.replaceAll('\0', '\uFFFD').toWellFormed() ?? null,
    headers: masked(Buffer.from(JSON.stringify(shownHeaders(headers))), keys).toString('utf8'),
    body: masked(body, keys),
    size: raw.length,
    alerts: [...new Set(alerts)],
  })
}

/**
 * Each key is a row of stars of its length, so that all the rest stands where it stood. Addresses of mail are written in letters
 * of either size.
 */
function masked(bytes: Uint8Array, keys: readonly string[]): Buffer {
  const copy = Buffer.from(bytes)
  if (keys.length === 0) return copy
  const text = copy.toString('latin1').toLowerCase()
  for (const key of keys) {
    const wanted = Buffer.from(key).toString('latin1').toLowerCase()
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
      copy.fill('*', at, at + wanted.length)
  }
  return copy
}

/** Readers that keep what they do not know, as labels, would show the key to everyone who sees the signal. */
function withoutKeys(report: Report, keys: readonly string[]): Report {
  if (keys.length === 0) return report
  const hide = (text: string) => masked(Buffer.from(text), keys).toString('utf8')
  const { key, title, description, source, urgency, systems, url, labels } = report
  return {
    ...report,
    key: hide(key),
    title: hide(title),
    ...(description !== undefined && { description: hide(description) }),
    ...(source !== undefined && { source: hide(source) }),
    ...(urgency !== undefined && { urgency: hide(urgency) }),
    ...(systems !== undefined && { systems: systems.map(hide) }),
    ...(url !== undefined && { url: hide(url) }),
    ...(labels !== undefined && {
      labels: Object.fromEntries(
        Object.entries(labels).map(([name, value]) => [hide(name), hide(value)]),
      ),
    }),
  }
}

/** Never what a sender proves itself with, nor what a proxy adds about itself. */
const SECRET =
  /auth|key|token|secret|signature|cookie|password|^x-amz-security|^x-forwarded|^forwarded|^x-real-ip/i

function shownHeaders(headers: DoorHeaders): DoorHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET.test(name)))
}

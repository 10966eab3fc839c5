// Alerts in and out, in the forms of Alertmanager's API v2.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Malformed, ReadAlerts } from '#/core/intake/alertmanager-alerts.ts'
import { readAlerts } from '#/core/intake/alertmanager-alerts.ts'
import { readWebhook } from '#/core/intake/alertmanager-webhook.ts'
import { byUnits } from '#/core/intake/labels.ts'
import { compilePattern } from '#/core/intake/pattern.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import type { KnownAlert } from '#/app/ingest/alert-index.ts'
import { shownFingerprint } from '#/app/ingest/alert-index.ts'
import type { QuietCause } from '#/app/routing/shelf.ts'
import { NotTaken } from '#/app/ingest/queue.ts'
import type { AlertmanagerNeeds, Query } from '#/http/alertmanager-answer.ts'
import {
  ALERTS_BODY_BYTES_MAX,
  filterOf,
  isoText,
  json,
  RECEIVER,
  refuse,
} from '#/http/alertmanager-answer.ts'

export const ALERTS_PER_POST_MAX = 20_000
const REASONS_SHOWN_MAX = 20
/** Beyond so many alerts a list is written piece by piece, so that the server does other work in between. */
const ALERTS_PER_PIECE = 2_000
export function addAlertRoutes(scope: FastifyInstance, needs: AlertmanagerNeeds): void {
  const { ingest, authorize, nowMs, quiet } = needs
  const write = { preHandler: authorize('signal:write'), bodyLimit: ALERTS_BODY_BYTES_MAX }
  const read = { preHandler: authorize('signal:read') }
  scope.post('/api/v2/alerts', write, (request, reply) =>
    take(ingest, readAlerts(request.body, nowMs()), reply),
  )
  scope.post('/', write, (request, reply) =>
    take(ingest, readWebhook(request.body, nowMs()), reply),
  )
  scope.get('/api/v2/alerts', read, async (request, reply) => {
    const found = await findAlerts(needs, request)
    if ('malformed' in found) return refuse(reply, 400, found.malformed)
    return sendList(reply, found.alerts, alertWriter(ingest, quiet()))
  })
  scope.get('/api/v2/alerts/groups', read, async (request, reply) => {
    const found = await findAlerts(needs, request)
    if ('malformed' in found) return refuse(reply, 400, found.malformed)
    return sendList(reply, grouped(found.alerts), groupWriter(ingest, quiet()))
  })
}

/** What can be taken is durable before the answer, whatever else came with it. */
async function take(
  ingest: Ingest,
  read: ReadAlerts | Malformed,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if ('malformed' in read) return refuse(reply, 400, read.malformed)
  if (read.alerts.length > ALERTS_PER_POST_MAX)
    return refuse(reply, 413, `more than ${ALERTS_PER_POST_MAX} alerts in one request`)
  try {
    await ingest.accept(read.alerts)
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    return refuse(reply, 503, `${error.message}; send them again`)
  }
  if (read.refused.length > 0) return refuse(reply, 400, reasons(read.refused))
  return reply.send()
}

function reasons(refused: ReadAlerts['refused']): string {
  const shown = refused.slice(0, REASONS_SHOWN_MAX)
  const more = refused.length - shown.length
  return [
    ...shown.map(({ index, reason }) => `alert ${index}: ${reason}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('; ')
}

async function findAlerts(
  { ingest, hiddenGroups, quiet }: AlertmanagerNeeds,
  request: FastifyRequest,
): Promise<{ readonly alerts: readonly KnownAlert[] } | Malformed> {
  const query = request.query as Query
  const matchers = filterOf(query)
  if ('malformed' in matchers) return matchers
  const receiver = compilePattern(single(query['receiver']) ?? '.*')
  if (typeof receiver !== 'function')
    return {
      malformed: `failed to parse receiver param: error parsing regexp: ${receiver.malformed}`,
    }
  if (!receiver(RECEIVER)) return { alerts: [] }
  const wanted = {
    active: isWanted(query['active']),
    silenced: isWanted(query['silenced']),
    inhibited: isWanted(query['inhibited']),
    muted: isWanted(query['muted']),
  }
  const causes = quiet()
  const hidden = await hiddenGroups(request)
  const alerts: KnownAlert[] = []
  for (const alert of ingest.find(matchers))
    if (wanted[standingOf(alert, causes)] && !hidden.has(alert.group.key)) alerts.push(alert)
  return { alerts }
}

type Causes = ReadonlyMap<string, QuietCause>

/** As Alertmanager sorts alerts: what a rule holds back for coming and going is muted, as in maintenance. */
function standingOf(
  { state, group }: KnownAlert,
  causes: Causes,
): 'active' | 'silenced' | 'inhibited' | 'muted' {
  if (state === 'silenced') return 'silenced'
  const cause = causes.size === 0 || state !== 'firing' ? undefined : causes.get(group.key)
  if (cause === undefined) return 'active'
  return cause.by === 'inhibited' ? 'inhibited' : 'muted'
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}

/** Alertmanager takes these words for yes, any other for no, and yes where nothing is said. */
const YES = new Set(['true', '1', 'yes', 'ok', 'y', 'on', 'selected', 'checked', 't', 'enabled'])

function isWanted(value: string | readonly string[] | undefined): boolean {
  const said = single(value)
  return said === undefined || YES.has(said.toLowerCase())
}

/** Joins pieces of JSON that are kept as text: a tenth of the time of building objects and writing those. */
function alertWriter(ingest: Ingest, causes: Causes): (alert: KnownAlert) => string {
  const sourceOf = sourceFinder(ingest)
  const time = timeWriter()
  const receivers = JSON.stringify([{ name: RECEIVER }])
  return alert => {
    const silenced = alert.state === 'silenced'
    const by = silenced ? ingest.silencesOver(alert.seen).map(({ id }) => id) : []
    const cause = silenced || causes.size === 0 ? undefined : causes.get(alert.group.key)
    const inhibited = cause?.by === 'inhibited' ? [sourceOf(cause.source ?? '')] : []
    const muted = cause === undefined || cause.by === 'inhibited' ? [] : [cause.id]
    const state = by.length + inhibited.length + muted.length > 0 ? 'suppressed' : 'active'
    const url =
      alert.generatorUrl === '' ? '' : `"generatorURL":${JSON.stringify(alert.generatorUrl)},`
    return (
      `{"annotations":${alert.annotations},"endsAt":${time(alert.endsAtMs)},` +
      `"fingerprint":"${shownFingerprint(alert)}","receivers":${receivers},` +
      `"startsAt":${time(alert.startsAtMs)},` +
      `"status":{"inhibitedBy":${JSON.stringify(inhibited)},"mutedBy":${JSON.stringify(muted)},"silencedBy":${JSON.stringify(by)},"state":"${state}"},` +
      `"updatedAt":${time(alert.updatedAtMs)},${url}"labels":${alert.beside === undefined ? alert.text : JSON.stringify(alert.seen)}}`
    )
  }
}

/** The fingerprint of an alert of a group, found in one look at all of them when the first is asked for. */
function sourceFinder(ingest: Ingest): (group: string) => string {
  let byGroup: ReadonlyMap<string, KnownAlert> | undefined
  return key => {
    byGroup ??= new Map([...ingest.find([])].map(alert => [alert.group.key, alert]))
    const alert = byGroup.get(key)
    return alert === undefined ? key : shownFingerprint(alert)
  }
}

/** Alerts come in batches, so a list has far fewer times than alerts have: each is formatted once, a quarter of the work saved. */
function timeWriter(): (ms: number) => string {
  const texts = new Map<number, string>()
  return ms => {
    const known = texts.get(ms)
    if (known !== undefined) return known
    const text = `"${isoText(ms)}"`
    texts.set(ms, text)
    return text
  }
}

function grouped(alerts: readonly KnownAlert[]): readonly (readonly KnownAlert[])[] {
  const groups = [...Map.groupBy(alerts, alert => alert.group).entries()]
  return groups.toSorted(([a], [b]) => byUnits(a.text, b.text)).map(([, members]) => members)
}

function groupWriter(ingest: Ingest, causes: Causes): (members: readonly KnownAlert[]) => string {
  const write = alertWriter(ingest, causes)
  return members => {
    const labels = JSON.stringify(members[0]?.group.labels ?? {})
    const receiver = JSON.stringify({ name: RECEIVER })
    return `{"alerts":[${members.map(write).join(',')}],"labels":${labels},"receiver":${receiver},"routeLabels":{}}`
  }
}

function sendList<T>(
  reply: FastifyReply,
  list: readonly T[],
  write: (one: T) => string,
): FastifyReply {
  if (list.length <= ALERTS_PER_PIECE) return json(reply, `[${list.map(write).join(',')}]`)
  const pieces = Readable.from(piecesOf(list, write), { objectMode: false })
  return reply.header('content-type', 'application/json').send(pieces)
}

function* piecesOf<T>(list: readonly T[], write: (one: T) => string): Iterable<string> {
  for (let start = 0; start < list.length; start += ALERTS_PER_PIECE) {
    const piece = list.slice(start, start + ALERTS_PER_PIECE).map(write)
    yield (start === 0 ? '[' : ',') + piece.join(',')
  }
  yield ']'
}

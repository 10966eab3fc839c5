// Messages that can be changed where they are keep up with their incident. Nothing is sent for it and nothing put on record:
// what is shown is compared with how things stand, as often as they change, so that a restart forgets nothing.
import { roomNamed } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { plusMs } from '#/core/time.ts'
import type { Destination, Message, MessageStanding } from '#/outbound/message.ts'
import { readOrigins } from '#/app/deliver/origin.ts'
import { prepare } from '#/app/deliver/message.ts'
import { reticent } from '#/app/deliver/restricted.ts'
import { waitMs } from '#/app/deliver/retry.ts'
import { SLEEP_MS_MAX, startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { maySee } from '#/app/access/visibility.ts'
import { claimStale, forgetShown, postponeShown, settleShown } from '#/store/shown-messages.ts'
import type { ShownMessage } from '#/store/shown-messages.ts'

const AT_ONCE_MAX = 20
const CLAIM_MS = 60_000
const UPDATE_MS_MAX = 15_000
/** A quarter of an hour or so; whoever reads it by then reads the page itself. */
const ATTEMPTS_MAX = 8
/** Several things that happen to an incident at once are shown in one go. */
const SHOWN_AFTER_MS = 300
/** After the database was away. */
const RETRY_MS = 1_000

/** Shows all that is stale as it stands now. Gives how many were looked at. */
export async function showAgain(
  shell: Shell,
  destinations: ReadonlyMap<Channel, Destination>,
): Promise<number> {
  const now = shell.now()
  const stale = await claimStale(shell.pool, {
    now,
    claimedUntil: plusMs(now, CLAIM_MS),
    limit: AT_ONCE_MAX,
  })
  await Promise.all(stale.map(row => showOne(shell, destinations, row)))
  return stale.length
}

export function startShowing(shell: Shell, destinations: ReadonlyMap<Channel, Destination>): Loop {
  const loop = startLoop(shell.now, async () => {
    try {
      return (await showAgain(shell, destinations)) > 0 ? 0 : SLEEP_MS_MAX
    } catch (error) {
      shell.log.error({ err: error }, 'messages could not be shown as they stand now; trying again')
      return RETRY_MS
    }
  })
  const unsubscribe = shell.notices.subscribe(({ kind }) => {
    if (kind === 'incident') loop.poke(plusMs(shell.now(), SHOWN_AFTER_MS))
  })
  return {
    ...loop,
    stop() {
      unsubscribe()
      return loop.stop()
    },
  }
}

async function showOne(
  shell: Shell,
  destinations: ReadonlyMap<Channel, Destination>,
  row: ShownMessage,
): Promise<void> {
  const { pool } = shell
  const live = await readLive(shell, row.incidentId)
  const destination = destinations.get(row.channel)
  if (live === undefined || destination?.update === undefined) return forgetShown(pool, row)
  const message = await messageNow(shell, destinations, row, live)
  if (message === undefined) return forgetShown(pool, row)
  const shown = fingerprintOf(shell, message)
  const settle = () =>
    live.head.open
      ? settleShown(pool, row, { shown, version: live.head.version, at: shell.now() })
      : forgetShown(pool, row)
  if (shown === row.shown || (row.shown === '' && isAsSent(message))) return settle()
  const signal = AbortSignal.timeout(UPDATE_MS_MAX)
  const outcome = await destination.update(message, row.reference, signal)
  if (outcome.delivered) return settle()
  shell.log.warn(
    { err: outcome.cause, channel: row.channel, message: message.messageId },
    'a message could not be shown as it stands now',
  )
  if (outcome.retry === 'never' || row.attempt >= ATTEMPTS_MAX) return forgetShown(pool, row)
  const wait = waitMs(row.attempt, shell.random(), outcome.after)
  return postponeShown(pool, row, plusMs(shell.now(), wait))
}

/** What a message shows: where this is the same, it need not be changed. */
function fingerprintOf(
  { notary }: Pick<Shell, 'notary'>,
  { standing, subject, text, incident }: Message,
): string {
  return notary.sha256(JSON.stringify([standing, subject, text, incident]))
}

/** A moment after it went out there is mostly nothing to be changed. */
function isAsSent({ standing, incident }: Message): boolean {
  return (standing?.page?.state ?? 'waiting') === 'waiting' && !incident.restricted
}

/** The message as it would be sent today, with how things stand: restricted since, or redacted, it says no more than it may. */
async function messageNow(
  shell: Shell,
  destinations: ReadonlyMap<Channel, Destination>,
  row: ShownMessage,
  live: Live,
): Promise<Message | undefined> {
  const { setting, incident } = live
  const due = { ...row, id: 0, idempotencyKey: '', createdAt: shell.now(), lastError: null }
  const origin = (await readOrigins(shell.pool, [due])).get(0)
  if (origin === undefined) return undefined
  const sees =
    roomNamed(setting.directory, row.recipient) !== undefined ||
    maySee(setting, incident, { seesAll: false, person: row.recipient })
  const prepared = prepare(due, sees ? origin : reticent(origin), {
    ...shell,
    directory: setting.directory,
    destinations,
  })
  // A room that may not be told any more has been: its message is emptied where it is.
  if (!prepared.ready && prepared.outcome !== 'withheld') return undefined
  return { ...prepared.message, standing: standingOf(live, row) }
}

function standingOf({ incident, setting }: Live, { message }: ShownMessage): MessageStanding {
  const page = incident.pages.get(message)
  const nameOf = (person: string) => setting.directory.people.get(person)?.name ?? person
  return {
    ...(page === undefined
      ? {}
      : {
          page: {
            state: page.state,
            ...(page.answeredBy !== undefined && { by: nameOf(page.answeredBy) }),
            ...(page.answeredAt !== undefined && { at: page.answeredAt }),
          },
        }),
    incident: [incident.severity, incident.status].filter(it => it !== undefined).join(', '),
  }
}

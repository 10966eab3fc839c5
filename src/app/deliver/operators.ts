// Tells those who run Tocsin what is wrong with it, through whatever still works.
import { ON_CALL } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import type { Log } from '#/app/deliver/needs.ts'
import { addressOf } from '#/app/deliver/message.ts'
import { INSTEAD } from '#/app/deliver/pass-on.ts'
import { sendSafely } from '#/app/deliver/send-safely.ts'

/** The group of the directory that is told; whoever is on call where there is no such group. */
export const OPERATORS = 'operators'
/** At most one notice of a kind in this time. */
const OPERATOR_NOTICE_QUIET_MS = 10 * 60_000
const OPERATOR_NOTICE_TIMEOUT_MS = 30_000
/** Of all that are in the group, since a notice goes out from the middle of trouble. */
const OPERATORS_TOLD_MAX = 20

/** What operators are told. None of it is a stranger's text, or of an incident's content. */
export type Notice = {
  /** Notices of one kind are not repeated for a while. */
  readonly kind: string
  readonly act: string
  readonly subject: string
  readonly text: string
  /** It comes last: it may still carry something. */
  readonly inTrouble?: Channel
  /** The incident whose message met the trouble; of Tocsin itself there is none. */
  readonly about?: Pick<Message, 'threadId' | 'incident' | 'incidentUrl'>
}

export type Operators = {
  tell(notice: Notice): void
  /** Resolves when what is being told has been told. */
  settled(): Promise<void>
}

export type OperatorNeeds = {
  readonly destinations: ReadonlyMap<Channel, Destination>
  readonly directory: () => Promise<Directory>
  readonly now: () => Instant
  readonly publicUrl: string
  readonly log: Log
}

/**
 * Operators are told directly and once: not through the outbox, which may be what is in trouble, and without another
 * attempt. A notice that fails is a line in the log and never the cause of another notice, so there is no loop.
 */
export function createOperators(needs: OperatorNeeds): Operators {
  const toldAt = new Map<string, Instant>()
  const telling = new Set<Promise<void>>()

  function tell(notice: Notice): void {
    const { kind, subject } = notice
    const last = toldAt.get(kind)
    const now = needs.now()
    if (last !== undefined && msBetween(last, now) < OPERATOR_NOTICE_QUIET_MS) return
    toldAt.set(kind, now)
    const told = tellAll(needs, notice, now)
      .catch((error: unknown) => {
        needs.log.error({ err: error, kind, subject }, 'The operators could not be told.')
      })
      .finally(() => telling.delete(told))
    telling.add(told)
  }

  return {
    tell,
    settled: async () => {
      await Promise.all(telling)
    },
  }
}

/** Who is told: the group `operators`, or whoever is on call. */
export function operatorsOf({ groups, positions }: Directory): readonly string[] {
  const named = groups.get(OPERATORS) ?? []
  return named.length > 0 ? named : (positions.get(ON_CALL) ?? [])
}

async function tellAll(needs: OperatorNeeds, notice: Notice, at: Instant): Promise<void> {
  const directory = await needs.directory()
  const people = operatorsOf(directory)
  const told = await Promise.all(
    people
      .slice(0, OPERATORS_TOLD_MAX)
      .map(person => tellOne(needs, directory, person, notice, at)),
  )
  if (!told.includes(true))
    needs.log.error(
      { operators: people.length, kind: notice.kind },
      'No operator could be told. Fill the group "operators" of the directory.',
    )
}

/** Over the first channel that takes it. */
async function tellOne(
  { destinations, publicUrl }: OperatorNeeds,
  directory: Directory,
  id: string,
  notice: Notice,
  at: Instant,
): Promise<boolean> {
  const person = directory.people.get(id)
  const inTrouble = (channel: Channel) => (channel === notice.inTrouble ? 1 : 0)
  for (const channel of INSTEAD.toSorted((a, b) => inTrouble(a) - inTrouble(b))) {
    const destination = destinations.get(channel)
    const address = addressOf(id, person, channel)
    if (destination === undefined || address === undefined) continue
    const to = { address, person: id, ...(person === undefined ? {} : { name: person.name }) }
    const outcome = await sendSafely(
      destination,
      messageOf(notice, { channel, to, at, publicUrl }),
      AbortSignal.timeout(OPERATOR_NOTICE_TIMEOUT_MS),
    )
    if (outcome.delivered) return true
  }
  return false
}

type Going = Pick<Message, 'channel' | 'to' | 'at'> & { readonly publicUrl: string }

function messageOf(notice: Notice, { channel, to, at, publicUrl }: Going): Message {
  const { kind, act, subject, text, about } = notice
  const key = JSON.stringify([kind, at, to.person])
  return {
    idempotencyKey: key,
    messageId: key,
    channel,
    act,
    subject,
    text,
    cites: [],
    at,
    ...(about === undefined
      ? { ...OF_NO_INCIDENT, to: withoutPerson(to), incidentUrl: `${publicUrl}/settings#system` }
      : { ...about, to }),
  }
}

export const OF_NO_INCIDENT: Pick<Message, 'threadId' | 'incident'> = {
  threadId: 'tocsin-itself',
  incident: { id: '', number: 0, title: '', exercise: false, restricted: false },
}

/** A plain letter: there is no incident that it could lead to. */
function withoutPerson({ address, name }: Message['to']): Message['to'] {
  return { address, ...(name !== undefined && { name }) }
}

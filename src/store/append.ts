// Writing to the logs of incidents. Nothing else changes an incident.
import { seal } from '#/core/evidence/chain.ts'
import type { Notary, Sealed } from '#/core/evidence/chain.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'
import { boolArray, int4Array, textArray } from '#/store/binary-array.ts'
import { rows, statement } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import type { Standing } from '#/store/incidents.ts'
import { redactEvents } from '#/store/log.ts'
import { NOTICE_CHANNEL, notices } from '#/store/notice.ts'
import { enqueue } from '#/store/outbox.ts'
import type { OutgoingMessage } from '#/store/outbox.ts'

export type Append = {
  readonly incidentId: string
  /** How many events the decision was made on. */
  readonly expectedVersion: number
  /** May be empty: then only the standing is written. */
  readonly events: readonly IncidentEvent[]
  readonly standing: Standing
  readonly messages: readonly OutgoingMessage[]
}

/** On a conflict nothing was written for this incident: someone else appended first, so read again and decide again. */
export type Appended =
  | { readonly conflict: true }
  | { readonly conflict: false; readonly version: number; readonly head: string }

/** As `appendMany`, for one incident. */
export async function appendEvents(
  tx: Transaction,
  notary: Notary,
  append: Append,
  now: Instant,
): Promise<Appended> {
  const [appended] = await appendMany(tx, notary, [append], now)
  assert(appended !== undefined, 'each append has an answer')
  return appended
}

/**
 * Appends to many incidents at once, with what is to be sent and what the other nodes are told, and answers for each in the
 * order given. What a `redacted` event names loses its text. Rows are locked in order of id, so that two transactions over
 * the same incidents cannot deadlock; `locked` are those of whoever has locked them already, in this transaction.
 */
export async function appendMany(
  tx: Transaction,
  notary: Notary,
  appends: readonly Append[],
  now: Instant,
  locked?: readonly Head[],
): Promise<readonly Appended[]> {
  if (appends.length === 0) return []
  const ids = appends.map(append => append.incidentId)
  assert(new Set(ids).size === ids.length, 'an incident is appended to once in a statement')
  const found = locked ?? (await rows<Head>(tx, LOCK_HEADS, [textArray(ids)]))
  const heads = new Map(found.map(head => [head.id, head]))
  const written: Written[] = []
  const answers = appends.map((append): Appended => {
    const head = heads.get(append.incidentId)
    assert(head !== undefined, `the incident "${append.incidentId}" was begun`)
    if (head.version !== append.expectedVersion) return { conflict: true }
    const next = sealAll(notary, head, append)
    written.push(next)
    return { conflict: false, version: next.version, head: next.head }
  })
  if (written.length > 0) await write(tx, written, now)
  return answers
}

type Head = { readonly id: string; readonly version: number; readonly head: string }
type Written = {
  readonly append: Append
  readonly version: number
  readonly head: string
  readonly links: readonly (Sealed & { readonly version: number; readonly event: IncidentEvent })[]
}

function sealAll(notary: Notary, { id, version, head }: Head, append: Append): Written {
  let previous = head
  const links = append.events.map((event, index) => {
    const place = { incident: id, version: version + index + 1, previous }
    const sealed = seal(notary, place, event)
    previous = sealed.hash
    return { ...sealed, version: place.version, event }
  })
  return { append, version: version + links.length, head: previous, links }
}

async function write(tx: Transaction, written: readonly Written[], now: Instant): Promise<void> {
  const links = written.flatMap(({ append, links: of }) =>
    of.map(link => ({ ...link, incidentId: append.incidentId })),
  )
  const messages = written.flatMap(({ append }) =>
    append.messages.map(message => ({ ...message, incidentId: append.incidentId })),
  )
  await rows(tx, WRITE, [
    textArray(written.map(({ append }) => append.incidentId)),
    int4Array(written.map(({ version }) => version)),
    textArray(written.map(({ head }) => head)),
    textArray(written.map(({ append }) => append.standing.wakeAt)),
    boolArray(written.map(({ append }) => append.standing.open)),
    boolArray(written.map(({ append }) => append.standing.restricted)),
    textArray(written.map(({ append }) => summaryText(append.standing))),
    textArray(links.map(link => link.incidentId)),
    int4Array(links.map(link => link.version)),
    textArray(links.map(link => link.event.at)),
    textArray(links.map(link => link.event.type)),
    textArray(links.map(link => link.record)),
    textArray(links.map(link => link.hash)),
    textArray(links.map(link => link.textPart)),
    textArray(links.map(link => link.salt)),
    NOTICE_CHANNEL,
    textArray(
      notices(
        written.map(({ append, version }) => ({
          incidentId: append.incidentId,
          version: append.events.length > 0 ? version : undefined,
          wakeAt: append.standing.wakeAt,
        })),
        messages.length > 0,
      ),
    ),
  ])
  if (messages.length > 0) await enqueue(tx, messages, now)
  // Here and not left to the caller: a redaction on record whose text is still there is a lie.
  const redacted = links.flatMap(({ incidentId, event }) =>
    event.type === 'redacted' ? [{ incidentId, version: event.version }] : [],
  )
  if (redacted.length > 0) await redactEvents(tx, redacted)
}

/** Lists look into summaries with SQL, and PostgreSQL fails at one that holds U+0000 or half a surrogate pair. */
function summaryText({ summary }: Standing): string {
  const text = JSON.stringify(summary)
  // Both stand escaped in JSON text, and a look at that is all that nearly every summary takes.
  if (!/\\u(0000|d[89a-f])/.test(text)) return text
  return JSON.stringify(summary, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
  )
}

/**
 * Holds the logs of incidents for the rest of the transaction, in order of id: whoever will append to several one after the
 * other takes them all first, so that two who want the same ones wait and do not deadlock.
 */
export async function lockLogs(tx: Transaction, ids: readonly string[]): Promise<void> {
  await rows(tx, LOCK_HEADS, [textArray(ids)])
}

// `(select $1)` here and below hides from PostgreSQL how long an array is. Otherwise it finds that a short one deserves a
// plan of its own, and plans anew each time, which takes a command longer than the statement itself.
export const LOCK_HEADS = statement(
  'lock_heads',
  `
  select id, version, head
    from incident
   where id = any((select $1::text[])::text[])
   order by id
     for no key update`,
)

// The notices go out when the transaction commits, and not at all when it does not.
export const WRITE = statement(
  'write',
  `
  with moved as (
    update incident
       set version = next.version,
           head = next.head,
           wake_at = next.wake_at::timestamptz,
           open = next.open,
           restricted = next.restricted,
           summary = next.summary::json
      from unnest((select $1::text[]), (select $2::int4[]), (select $3::text[]), (select $4::text[]), (select $5::bool[]), (select $6::bool[]), (select $7::text[]))
        as next (id, version, head, wake_at, open, restricted, summary)
     where incident.id = next.id
  ), written as (
    insert into event (incident_id, version, at, type, record, hash, text_part, salt)
    select incident_id, version, at::timestamptz, type, record, hash, text_part, salt
      from unnest((select $8::text[]), (select $9::int4[]), (select $10::text[]), (select $11::text[]), (select $12::text[]), (select $13::text[]), (select $14::text[]), (select $15::text[]))
        as next (incident_id, version, at, type, record, hash, text_part, salt)
  )
  select pg_notify($16, said)::text as said
    from unnest((select $17::text[])) as said`,
)

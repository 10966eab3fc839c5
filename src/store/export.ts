// The logs as a pack (core/evidence/pack.ts). Give it a snapshot transaction: what is appended meanwhile must not tear it.
import type { Head } from '#/core/evidence/checkpoint.ts'
import { PACK_FORMAT, writeEntry } from '#/core/evidence/pack.ts'
import type { PackEnd, PackEntry, PackHeader } from '#/core/evidence/pack.ts'
import type { Link } from '#/core/evidence/verify-chain.ts'
import type { Instant } from '#/core/time.ts'
import { textArray } from '#/store/binary-array.ts'
import { readCheckpoints } from '#/store/checkpoints.ts'
import { rows, statement } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'

/** `incident`: only this one; undefined: all. `key`: the installation's public key in hex. */
export type PackRequest = {
  readonly incident?: string | undefined
  readonly at: Instant
  readonly key: string
}

/** The lines of a pack, without line breaks. */
export async function* exportPack(tx: Transaction, request: PackRequest): AsyncGenerator<string> {
  for await (const entry of packEntries(tx, request)) yield writeEntry(entry)
}

/** The same before it is written, for verifying the live database. */
export async function* packEntries(
  tx: Transaction,
  { incident, at, key }: PackRequest,
): AsyncGenerator<PackEntry> {
  const count = { checkpoint: 0, incident: 0, event: 0 }
  const only = incident === undefined ? {} : { incident }
  yield { line: 'header', pack: 'tocsin', format: PACK_FORMAT, ...only, at, key }
  for await (const entry of contents(tx, incident)) {
    count[entry.line] += 1
    yield entry
  }
  const { checkpoint: checkpoints, incident: incidents, event: events } = count
  yield { line: 'end', checkpoints, incidents, events }
}

type Content = Exclude<PackEntry, PackHeader | PackEnd>

async function* contents(tx: Transaction, incident: string | undefined): AsyncGenerator<Content> {
  yield* checkpointEntries(tx, incident)
  for (let after = ''; ;) {
    const heads = await rows<Head>(tx, READ_HEADS, [after, incident, LOGS_AT_ONCE])
    yield* logEntries(tx, heads)
    const last = heads.at(-1)
    if (last === undefined) return
    after = last.incident
  }
}

const CHECKPOINTS_AT_ONCE = 100
const LOGS_AT_ONCE = 500
const EVENTS_AT_ONCE = 2_000

async function* checkpointEntries(
  tx: Transaction,
  incident: string | undefined,
): AsyncGenerator<Content> {
  for (let after = 0; ;) {
    const page = await readCheckpoints(tx, { after, limit: CHECKPOINTS_AT_ONCE, incident })
    for (const { record, hash, signature, heads } of page)
      yield { line: 'checkpoint', record, hash, signature, heads }
    const last = page.at(-1)
    if (last === undefined) return
    after = last.number
  }
}

/** Each incident with its events behind it; also those whose events are gone. */
async function* logEntries(tx: Transaction, heads: readonly Head[]): AsyncGenerator<Content> {
  const events = eventsOf(
    tx,
    heads.map(head => head.incident),
  )
  let next = await events.next()
  for (const head of heads) {
    yield { line: 'incident', ...head }
    for (; next.done !== true && next.value.incident === head.incident; next = await events.next())
      yield { line: 'event', ...next.value }
  }
}

type StoredLink = Link & { readonly incident: string }

async function* eventsOf(tx: Transaction, ids: readonly string[]): AsyncGenerator<StoredLink> {
  const incidents = textArray(ids)
  for (let after = { incident: '', version: 0 }; ;) {
    const page = await rows<StoredLink>(tx, READ_LINKS, [
      incidents,
      after.incident,
      after.version,
      EVENTS_AT_ONCE,
    ])
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last
  }
}

export const READ_HEADS = statement(
  'read_heads',
  `
  select id as incident, version, head as hash
    from incident
   where id > $1
     and ($2::text is null or id = $2)
   order by id
   limit $3`,
)

export const READ_LINKS = statement(
  'read_links',
  `
  select incident_id as incident, version, record, hash, text_part as "textPart", salt
    from event
   where incident_id = any($1::text[])
     and (incident_id, version) > ($2::text, $3::int4)
   order by incident_id, version
   limit $4`,
)

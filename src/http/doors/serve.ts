// One request at a door: whose it is, whether it may, how much is too much, and what comes of it.
import type { DoorKind } from '#/core/intake/doors/kinds.ts'
import { toMs } from '#/core/time.ts'
import { refused, takePosted } from '#/app/doors/intake.ts'
import type { DoorShelf, OpenDoor } from '#/app/doors/shelf.ts'
import type { Buckets, Tallies } from '#/app/doors/tally.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import type { Shell } from '#/app/shell.ts'
import type { Judged, Sns } from '#/app/doors/sns.ts'
import type { Answer, Asked, Said } from '#/http/doors/answer.ts'
import type { ReadBody } from '#/http/doors/body.ts'
import { readBody } from '#/http/doors/body.ts'
import { shakeHands } from '#/http/doors/cloudevents.ts'
import { keysIn, keysInBody } from '#/http/doors/keys.ts'
import { askOpsgenie } from '#/http/doors/opsgenie.ts'
import { SIGNATURES } from '#/http/doors/signatures.ts'

export type DoorNeeds = {
  readonly shell: Shell
  readonly ingest: Ingest
  readonly doors: DoorShelf
  readonly tallies: Tallies
  readonly buckets: Buckets
  readonly onBeat: (door: OpenDoor['door'], name: string) => Promise<boolean>
  readonly sns: Sns
}

/** What is asked of a kind of door otherwise than by posting. */
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const READS = new Set(['GET', 'HEAD'])

export async function serve(
  needs: DoorNeeds,
  kind: DoorKind,
  asked: Asked,
  raw: Uint8Array,
): Promise<Said | Answer> {
  if (asked.method === 'OPTIONS') return shakeHands(asked)
  const beats = kind.kind === 'heartbeat'
  const isBeat = beats || (kind.kind === 'opsgenie' && /(^|\/)heartbeats\//.test(asked.path))
  const reads = asked.method === 'GET' && kind.kind === 'opsgenie'
  // Whatever can ask for an address can beat.
  const isRead = reads || (beats && READS.has(asked.method))
  if (!WRITES.has(asked.method) && !isRead) return { is: 'no-method', allow: 'POST, OPTIONS' }
  const body = bodyOf(asked, raw)
  const found = await doorOf(needs, kind, asked, body)
  if (found === undefined) return { is: 'no-key' }
  const { open, path } = found
  const { door } = open
  if (!door.enabled) {
    needs.tallies.note(door.id, 'refused', 'the door is switched off')
    return { is: 'closed' }
  }
  const seconds = needs.buckets.wait(door.id, door.perMinute)
  if (seconds !== undefined) {
    needs.tallies.note(door.id, 'refused', `more than ${door.perMinute} requests a minute`)
    return { is: 'too-fast', seconds }
  }
  if (raw.length > door.bytesMax) {
    needs.tallies.note(door.id, 'refused', `a body of ${raw.length} bytes`)
    return { is: 'too-large', bytesMax: door.bytesMax }
  }
  if (reads && !isBeat) return askOpsgenie(needs.shell, door, { ...asked, path })
  const { method, query, headers } = asked
  const nowMs = toMs(needs.shell.now())
  const keys = [...keysOf(asked, body)].filter(open.opens)
  const read = body.read()
  const judged = kind.kind === 'aws' && 'body' in read ? await needs.sns.judge(read.body) : RIGHT
  if (judged.is === 'later') return { is: 'not-taken', why: judged.why }
  if (judged.is === 'wrong') {
    await refused(needs, door, { headers, raw }, judged.why)
    return { is: 'malformed', why: judged.why }
  }
  if ('body' in read)
    return takePosted(needs, open, {
      method,
      query,
      headers,
      path,
      body: read.body,
      nowMs,
      raw,
      keys,
    })
  await refused(needs, door, { headers, raw, keys }, read.malformed)
  return { is: 'malformed', why: read.malformed }
}

const RIGHT: Judged = { is: 'right' }

type Body = { readonly raw: Uint8Array; readonly read: () => ReadBody }

/** Read when it is first asked for: a stranger must not have us read what is thrown away. */
function bodyOf({ headers }: Asked, raw: Uint8Array): Body {
  let known: ReadBody | undefined
  return { raw, read: () => (known ??= readBody(headers['content-type'] ?? '', raw)) }
}

/** Senders that write the key into what they post write short things: PagerDuty takes half of it. */
const KEYED_BYTES_MAX = 1_048_576

type Found = { readonly open: OpenDoor; readonly path: string }

/** The door that is asked, when whoever asks has proved that they may; `path` is what follows its name. */
async function doorOf(
  needs: DoorNeeds,
  kind: DoorKind,
  asked: Asked,
  body: Body,
): Promise<Found | undefined> {
  const [name = '', ...rest] = asked.path.split('/')
  const named = name === '' ? undefined : await needs.doors.byName(kind.kind, name)
  if (named !== undefined) {
    if (await mayEnter(needs, kind, named, asked, body))
      return { open: named, path: rest.join('/') }
    needs.tallies.note(named.door.id, 'refused', 'a wrong key, or a wrong signature')
    return undefined
  }
  for (const key of keysOf(asked, body)) {
    const open = await needs.doors.byKey(kind.kind, key)
    // A door whose sender signs is opened by its signature and by nothing else.
    if (open !== undefined && (await mayEnter(needs, kind, open, asked, body)))
      return { open, path: asked.path }
  }
  return undefined
}

async function mayEnter(
  { shell }: DoorNeeds,
  kind: DoorKind,
  { secret, opens }: OpenDoor,
  asked: Asked,
  body: Body,
): Promise<boolean> {
  const verify = kind.signs === true ? SIGNATURES[kind.kind] : undefined
  if (verify !== undefined && secret !== undefined)
    return verify({ secret, headers: asked.headers, raw: body.raw, nowMs: toMs(shell.now()) })
  for (const key of keysOf(asked, body)) if (opens(key)) return true
  return false
}

function* keysOf({ headers, query }: Asked, { raw, read }: Body): Generator<string> {
  yield* keysIn(headers, query)
  if (raw.length > KEYED_BYTES_MAX) return
  const said = read()
  if ('body' in said) yield* keysInBody(said.body)
}

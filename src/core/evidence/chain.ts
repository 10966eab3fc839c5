// One event as it stands in the log: a record that is hashed over the one before, and the free text beside it, to which the
// record only commits. So a secret pasted by mistake can be taken out and the chain still verifies.
import { TEXT_FIELDS } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { canonical } from '#/core/evidence/canonical.ts'
import type { Json } from '#/core/evidence/canonical.ts'

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits. */
export type Sha256 = (text: string) => string

/** What sealing needs and the core does not have: the hash, and chance for salts (at least 128 bits each). */
export type Notary = { readonly sha256: Sha256; readonly newSalt: () => string }

/** Stands as `previous` in the first record of every log. */
export const GENESIS = '0'.repeat(64)

/** What a reader gets in place of a text that was redacted. */
export const REDACTED = '[redacted]'

/** Where in its log an event stands: versions count from 1, `previous` is the hash of the record before. */
export type Place = {
  readonly incident: string
  readonly version: number
  readonly previous: string
}

/** `record` is the text that was hashed; `textPart` and `salt` are null where there is no free text, or no longer. */
export type Sealed = {
  readonly record: string
  readonly hash: string
  readonly textPart: string | null
  readonly salt: string | null
}

/** A record read back. `text` is there when the event has free text: what it commits to, and where that text belongs. */
export type ChainRecord = {
  readonly event: IncidentEvent
  readonly incident: string
  readonly previous: string
  readonly text?: { readonly commitment: string; readonly fields: readonly string[] }
  readonly version: number
}

type Members = { readonly [key: string]: Json | undefined }

const IS_TEXT: ReadonlySet<string> = new Set(TEXT_FIELDS)

/**
 * Turns an event into the record that is kept for ever and the text that may be redacted. The commitment is
 * `sha256(salt + textPart)`: without the salt, which goes with the text, a short secret cannot be guessed from it.
 */
export function seal({ sha256, newSalt }: Notary, place: Place, event: IncidentEvent): Sealed {
  const { structure, text } = split(event as unknown as Members)
  if (text === undefined) {
    const record = recordOf(place, canonical(structure), '')
    return { record, hash: sha256(record), textPart: null, salt: null }
  }
  const salt = newSalt()
  const textPart = canonical(text)
  const commitment = sha256(salt + textPart)
  const fields = canonical(pointers(text))
  const record = recordOf(
    place,
    canonical(structure),
    `"text":{"commitment":"${commitment}","fields":${fields}},`,
  )
  return { record, hash: sha256(record), textPart, salt }
}

/** The event of a record, its text put back in its place, or REDACTED where the text is gone. */
export function open(
  record: string,
  textPart: string | null,
): { readonly event: IncidentEvent; readonly redacted: boolean } {
  const { event, text } = JSON.parse(record) as ChainRecord
  if (text === undefined) return { event, redacted: false }
  const put = textPart === null ? blackened(text.fields) : (JSON.parse(textPart) as Members)
  return { event: { ...event, ...put }, redacted: textPart === null }
}

/** The keys stand in canonical order as they are written here; `test/store/verify.py` holds us to it. */
function recordOf({ incident, version, previous }: Place, event: string, text: string): string {
  return `{"event":${event},"incident":${JSON.stringify(incident)},"previous":"${previous}",${text}"version":${version}}`
}

function split(event: Members): { readonly structure: Members; readonly text?: Members } {
  const keys = Object.keys(event)
  // Most events are structure only, and are not copied.
  if (!keys.some(key => IS_TEXT.has(key))) return { structure: event }
  const structure: Record<string, Json> = {}
  let text: Record<string, Json> | undefined
  for (const key of keys) {
    const value = event[key]
    if (value === undefined) continue
    if (IS_TEXT.has(key) && !isEmpty(value)) (text ??= {})[key] = value
    else structure[key] = value
  }
  return text === undefined ? { structure } : { structure, text }
}

/** An object without members says nothing and cannot be pointed into; it stays in the clear. */
function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/**
 * Where the texts belong, as JSON Pointers (RFC 6901): `/title`, or `/parts/what-happened` for the sections of a notice,
 * so that after a redaction one still sees which sections there were.
 */
function pointers(text: Members): readonly string[] {
  return Object.entries(text).flatMap(([field, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).map(key => `/${escape(field)}/${escape(key)}`)
      : [`/${escape(field)}`],
  )
}

function blackened(fields: readonly string[]): Members {
  const members: Record<string, Json> = {}
  for (const pointer of fields) {
    const [field = '', key] = pointer.slice(1).split('/').map(unescape)
    if (key === undefined) members[field] = REDACTED
    else members[field] = { ...(members[field] as Members | undefined), [key]: REDACTED }
  }
  return members
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
const unescape = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~')

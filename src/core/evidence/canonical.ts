import { assert } from '#/core/assert.ts'

/** What JSON can say. A member that is `undefined` is left out, as JSON.stringify does. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The one text of a value: RFC 8785 (JSON Canonicalization Scheme), so that equal values have equal hashes in any language.
 * Keys are ordered by UTF-16 code units, which is how JavaScript compares strings; numbers are written as JavaScript writes
 * them. A lone surrogate, which RFC 8785 forbids, stays escaped (`\ud800`): a hostile label must not stop an append.
 */
export function canonical(value: Json): string {
  // JSON.stringify is three to five times as fast as writing text key by key, so it does the writing wherever it can.
  if (inOrder(value)) return JSON.stringify(value)
  const sorted = sortKeys(value)
  return inOrder(sorted) ? JSON.stringify(sorted) : write(value)
}

/** Whether JSON.stringify emits the keys in order as they are. It lists `Object.keys`, integer-like ones first. */
function inOrder(value: Json | undefined): boolean {
  if (typeof value === 'number') assertFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(inOrder)
  const members = value as { readonly [key: string]: Json | undefined }
  let previous = ''
  for (const key of Object.keys(members)) {
    if (key < previous || !inOrder(members[key])) return false
    previous = key
  }
  return true
}

/** A copy with its keys in order, as far as JavaScript lets one order them. */
function sortKeys(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sortKeys)
  const members = value as { readonly [key: string]: Json | undefined }
  const keys = Object.keys(members).sort()
  // Assigned to, this one would be lost.
  if (keys.includes('__proto__')) return value
  const copy: Record<string, Json | undefined> = {}
  for (const key of keys) {
    const member = members[key]
    copy[key] = member === undefined ? undefined : sortKeys(member)
  }
  return copy
}

function write(value: Json | undefined): string {
  if (typeof value === 'number') assertFinite(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  const members = value as { readonly [key: string]: Json | undefined }
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(member)}`
  }
  return `{${text}}`
}

/** JSON.stringify would write null, and the record would say something that nobody meant. */
function assertFinite(value: number): void {
  assert(Number.isFinite(value), 'a number in a record is finite')
}

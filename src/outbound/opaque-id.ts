import { createHash } from 'node:crypto'

/**
 * An id that can stand in any header: itself where it is made of letters, digits, `_` and `-`, else its hash. No full
 * stop, since Standard Webhooks signs `id.time.body`; no address of a person, since headers are kept in many logs.
 */
export function opaqueId(id: string): string {
  if (/^[A-Za-z0-9_-]{1,100}$/.test(id)) return id
  return createHash('sha256').update(id).digest('hex').slice(0, 40)
}

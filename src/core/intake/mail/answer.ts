// Whether a mail may be answered by a machine (RFC 3834): never another machine, never a list, never ourselves.
import type { Mail } from '#/core/intake/mail/mail.ts'

/** Nobody reads what is sent there, or a machine does, and answers. */
const NOBODY =
  /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|bounce[+=-].*|daemon|nobody|root|listserv|majordomo|mailman|abuse|owner-.*|.*-(owner|request|bounces?))$/

/** Where to answer to, or why not. `ours`: whether an address is one of ours. */
export function answerTo(
  mail: Mail,
  ours: (address: string) => boolean,
): { readonly to: string } | { readonly not: string } {
  const { headers, from } = mail
  const to = mail.returnPath.toLowerCase()
  if (to === '') return { not: 'it comes from the null sender' }
  if (from === undefined) return { not: 'it names no sender' }
  if (ours(to) || ours(from.address.toLowerCase())) return { not: 'it comes from ourselves' }
  if (headers['x-tocsin-idempotency-key'] !== undefined || headers['x-loop'] !== undefined)
    return { not: 'it has been through here' }
  const submitted = headers['auto-submitted']
  if (submitted !== undefined && !/^\s*no\b/i.test(submitted)) return { not: 'a machine sent it' }
  if (headers['x-auto-response-suppress'] !== undefined || headers['x-autoreply'] !== undefined)
    return { not: 'it wants no answer by a machine' }
  if (/bulk|list|junk|auto_reply/i.test(headers['precedence'] ?? ''))
    return { not: 'it went to many' }
  const lists = ['list-id', 'list-unsubscribe', 'list-post'] as const
  if (lists.some(name => headers[name] !== undefined)) return { not: 'it came over a mailing list' }
  if (/multipart\/report|delivery-status/i.test(headers['content-type'] ?? ''))
    return { not: 'it is a report about a mail' }
  for (const address of [to, from.address.toLowerCase()])
    if (NOBODY.test(address.slice(0, address.lastIndexOf('@'))))
      return { not: 'nobody reads that mailbox' }
  if (/^yes/i.test(headers['x-spam-flag'] ?? '')) return { not: 'it is marked as spam' }
  return { to }
}

// Whether our own page sent a request. A page of another site cannot set the header without asking first (CORS), which nobody here
// allows; and a browser says by itself from which site a request comes.
import type { IncomingHttpHeaders } from 'node:http'

export const PAGE_HEADER = 'tocsin-page'

/** `publicUrl`: where people reach this installation; a proxy may have put its own name into `Host`. */
export function isFromPage(publicUrl: string, headers: IncomingHttpHeaders): boolean {
  if (headers[PAGE_HEADER] !== '1') return false
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return headers.origin === undefined || isOwn(publicUrl, headers.origin, headers.host)
}

function isOwn(publicUrl: string, origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.origin === new URL(publicUrl).origin || (host !== undefined && from.host === host)
}

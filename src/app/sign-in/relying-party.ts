// For which address a passkey counts. A browser offers it there and nowhere else, which is what makes it safe from false pages.

export type RelyingParty = { readonly id: string; readonly origin: string }

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * The installation as passkeys know it, when a page at `origin` asks. Undefined where there are none: browsers want a name, not
 * a number, so that without a public address passkeys work at `localhost` alone.
 */
export function relyingParty(
  publicUrl: string,
  origin: string | undefined,
): RelyingParty | undefined {
  if (origin === undefined || !URL.canParse(origin)) return undefined
  const own = new URL(publicUrl)
  const asked = new URL(origin)
  if (LOOPBACK.has(own.hostname))
    return asked.hostname === 'localhost' ? { id: 'localhost', origin: asked.origin } : undefined
  if (own.hostname.startsWith('[') || /^[\d.]+$/.test(own.hostname)) return undefined
  return asked.hostname === own.hostname ? { id: own.hostname, origin: own.origin } : undefined
}

/** Where a link should lead that somebody makes who is at `origin`: on one machine, to the name by which they came. */
export function pageAddress(publicUrl: string, origin: string | undefined): string {
  const isLocal = (url: string) => LOOPBACK.has(new URL(url).hostname)
  if (origin === undefined || !URL.canParse(origin)) return publicUrl
  return isLocal(publicUrl) && isLocal(origin) ? new URL(origin).origin : publicUrl
}

/** Where and how mail is handed over. */
export type SmtpSettings = {
  readonly host: string
  readonly port: number
  /**
   * `implicit`: TLS from the first byte (smtps). `required`: STARTTLS, or nothing is sent. `if-offered`: STARTTLS
   * where the server knows it, with any certificate. `off`: in the clear.
   */
  readonly tls: 'implicit' | 'required' | 'if-offered' | 'off'
  readonly auth?: { readonly user: string; readonly pass: string }
}

const PORT = { smtp: 587, smtps: 465 }
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1']

/**
 * Reads `smtp://user:password@host:587?tls=required` or `smtps://user:password@host`. User and password are
 * percent-encoded. Without `tls`, STARTTLS is required as soon as a password goes along and the host is another machine.
 * What is wrong with a URL is told in words that do not repeat it, since it may hold a password.
 */
export function parseSmtpUrl(text: string): SmtpSettings | { readonly problem: string } {
  const url = URL.parse(text)
  if (url === null)
    return { problem: 'It is not a URL. Write smtp://host:port or smtps://host:port.' }
  const scheme = url.protocol.slice(0, -1)
  if (scheme !== 'smtp' && scheme !== 'smtps')
    return { problem: `Its scheme is ${scheme}. Write smtp:// or smtps://.` }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host === '') return { problem: 'It names no host.' }
  const unknown = [...url.searchParams.keys()].find(key => key !== 'tls')
  if (unknown !== undefined) return { problem: 'It has a parameter other than tls.' }
  const tls = url.searchParams.get('tls') ?? undefined
  if (tls !== undefined && scheme === 'smtps')
    return { problem: 'smtps is TLS from the first byte: leave out tls.' }
  if (tls !== undefined && tls !== 'required' && tls !== 'if-offered' && tls !== 'off')
    return { problem: 'tls is one of required, if-offered, off.' }
  const user = decoded(url.username)
  const pass = decoded(url.password)
  if (user === undefined || pass === undefined)
    return { problem: 'Its user or password is not percent-encoded.' }
  const withPassword = pass !== '' && !LOOPBACK.includes(host)
  return {
    host,
    port: url.port === '' ? PORT[scheme] : Number(url.port),
    tls: scheme === 'smtps' ? 'implicit' : (tls ?? (withPassword ? 'required' : 'if-offered')),
    ...(user === '' ? {} : { auth: { user, pass } }),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

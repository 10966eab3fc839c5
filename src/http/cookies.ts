// Cookies that we set: none that a script could read, and none that another site's page could send along unasked.
import type { CookieSerializeOptions } from '@fastify/cookie'

export const SESSION_COOKIE = 'tocsin_session'

/** A cookie to set. `seconds` 0 takes it away. */
export type SetCookie = { readonly name: string; readonly value: string; readonly seconds: number }

/** `publicUrl`: a browser that comes over TLS must never send the cookie without it. */
export function cookieOptions(publicUrl: string, { seconds }: SetCookie): CookieSerializeOptions {
  return {
    path: '/',
    maxAge: seconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  }
}

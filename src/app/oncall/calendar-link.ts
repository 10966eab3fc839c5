// An address of a calendar that says by itself what it may show: calendars of people cannot sign in.
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whose shifts: those of a rota, or those of a person in all rotas. */
export type CalendarOf = { readonly kind: 'rota' | 'person'; readonly id: string }

const TOKEN_LENGTH_MAX = 1_000

/** Which address of a calendar: each that is revoked is followed by another. */
export type CalendarKey = CalendarOf & { readonly generation: number }

/** A token for an address: content and HMAC-SHA256. It is good until it is revoked, or the installation's secret changes. */
export function calendarToken(secret: string, { kind, id, generation }: CalendarKey): string {
  const anew = generation === 0 ? '' : `.${generation}`
  const signed = `${kind}.${Buffer.from(id, 'utf8').toString('base64url')}${anew}`
  return `${signed}.${sign(secret, signed)}`
}

/** Gives undefined for a token that we did not make, without telling why. */
export function readCalendarToken(secret: string, token: string): CalendarKey | undefined {
  if (token.length > TOKEN_LENGTH_MAX) return undefined
  const [, signed, kind, id, generation = '0', signature] =
    /^((rota|person)\.([A-Za-z0-9_-]+)(?:\.(\d{1,6}))?)\.([A-Za-z0-9_-]{43})$/.exec(token) ?? []
  if (signed === undefined || id === undefined || signature === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(sign(secret, signed)), Buffer.from(signature))) return undefined
  return {
    kind: kind as CalendarOf['kind'],
    id: Buffer.from(id, 'base64url').toString('utf8'),
    generation: Number(generation),
  }
}

// The purpose is part of what is signed: the same secret never signs a text of another kind that looks alike.
function sign(secret: string, signed: string): string {
  return createHmac('sha256', secret).update(`tocsin calendar ${signed}`).digest('base64url')
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link in a message allows, and nothing else: to acknowledge one page as one person. */
export type Acknowledgement = {
  readonly incident: string
  readonly page: string
  readonly person: string
}

const VERSION = 'v1'
/** Longer than any token that we make: three ids of 200 characters, of 3 bytes each, in base64. */
const TOKEN_LENGTH_MAX = 4_000

/**
 * A token for the acknowledge link: version, content and HMAC-SHA256 of both. It needs no row in a table, so it is
 * good on every node and after a restore. It does not run out: what it can do ends with the page.
 * `secret` holds at least 32 random bytes.
 */
export function acknowledgeToken(secret: string, asked: Acknowledgement): string {
  const content = JSON.stringify([asked.incident, asked.page, asked.person])
  const signed = `${VERSION}.${Buffer.from(content, 'utf8').toString('base64url')}`
  return `${signed}.${sign(secret, signed)}`
}

/** Reads a token. Gives undefined for one that we did not make, without telling why. */
export function readAcknowledgeToken(secret: string, token: string): Acknowledgement | undefined {
  if (token.length > TOKEN_LENGTH_MAX) return undefined
  const [, signed, content, signature] =
    /^(v1\.([A-Za-z0-9_-]+))\.([A-Za-z0-9_-]{43})$/.exec(token) ?? []
  if (signed === undefined || content === undefined || signature === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(sign(secret, signed)), Buffer.from(signature))) return undefined
  const [incident, page, person] = JSON.parse(
    Buffer.from(content, 'base64url').toString('utf8'),
  ) as [string, string, string]
  return { incident, page, person }
}

/** Where the link leads. The page behind it asks for a click: mail scanners open every link, and must not acknowledge. */
export function acknowledgeUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/acknowledge/${token}`
}

// The purpose is part of what is signed: the same secret never signs a text of another kind that looks alike.
function sign(secret: string, signed: string): string {
  return createHmac('sha256', secret).update(`tocsin acknowledge ${signed}`).digest('base64url')
}

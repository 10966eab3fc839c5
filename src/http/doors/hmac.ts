// Signatures over the body as it came, with a secret that both know. A door may know several while one is changed: one a line.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Signed, Verify } from '#/http/doors/signatures.ts'

/** `X-Hub-Signature-256: sha256=HEX`. The older header, with SHA-1, is not looked at. */
export const isSignedByGithub: Verify = signed =>
  isSigned(
    signed,
    /^sha256=([0-9a-f]{64})$/i.exec(signed.headers['x-hub-signature-256'] ?? '')?.[1],
  )

/** `Sentry-Hook-Signature: HEX`. */
export const isSignedBySentry: Verify = signed =>
  isSigned(signed, /^([0-9a-f]{64})$/i.exec(signed.headers['sentry-hook-signature'] ?? '')?.[1])

function isSigned({ secret, raw }: Signed, hex: string | undefined): boolean {
  if (hex === undefined) return false
  const given = Buffer.from(hex, 'hex')
  const secrets = secret.split(/\r?\n/).filter(line => line !== '')
  return secrets.some(one => timingSafeEqual(createHmac('sha256', one).update(raw).digest(), given))
}

// Senders that sign what they post, with a secret that their door knows too. A line for each.
import { isSignedByGithub, isSignedBySentry } from '#/http/doors/hmac.ts'
import type { DoorHeaders } from '#/core/intake/doors/reading.ts'

export type Signed = {
  readonly secret: string
  readonly headers: DoorHeaders
  readonly raw: Uint8Array
  readonly nowMs: number
}

/** Whether what was posted is signed with the secret. */
export type Verify = (signed: Signed) => boolean | Promise<boolean>

export const SIGNATURES: Readonly<Record<string, Verify>> = {
  github: isSignedByGithub,
  sentry: isSignedBySentry,
}

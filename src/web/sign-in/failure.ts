// What went wrong on the way in, in words for whoever wants to come in.
import { WebAuthnError } from '@simplewebauthn/browser'
import { Refused, Unreachable } from '../api/client.ts'
import type { Words } from '../words/words.ts'

/** Undefined for what nobody has to be told: another question to the passkey took the place of this one. */
export function told(error: Error, { signIn, everywhere }: Words): string | undefined {
  if (error instanceof Refused) return refusal(error, signIn)
  if (error instanceof Unreachable) return everywhere.unreachable
  if (error instanceof WebAuthnError) return ceremony(error, signIn.passkeys)
  return signIn.passkeys.failed
}

function refusal({ problem }: Refused, { failures, wait }: Words['signIn']): string {
  const seconds = (problem as { readonly about?: { readonly seconds?: unknown } }).about?.seconds
  if (typeof seconds === 'number') return wait(Math.ceil(seconds / 60))
  return failures[problem.code] ?? problem.detail
}

function ceremony(
  { code, name, cause }: WebAuthnError,
  passkeys: Words['signIn']['passkeys'],
): string | undefined {
  if (code === 'ERROR_CEREMONY_ABORTED') return undefined
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return passkeys.already
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID')
    return passkeys.insecure(location.origin)
  const cancelled =
    name === 'NotAllowedError' || (cause as Error | undefined)?.name === 'NotAllowedError'
  return cancelled ? passkeys.cancelled : passkeys.failed
}

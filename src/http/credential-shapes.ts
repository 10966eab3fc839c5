// What browsers send and are sent when somebody signs in or sets up how they will.
import type { AuthenticationAnswer, RegistrationAnswer } from '#/app/sign-in/passkeys.ts'
import { PASSKEY_NAME_LENGTH_MAX } from '#/app/sign-in/passkeys.ts'
import { PASSWORD_LENGTH_MAX } from '#/app/sign-in/password.ts'
import { z } from 'zod'
import { idText } from '#/http/shapes.ts'

const CODE_LENGTH_MAX = 40
const CREDENTIAL_LENGTH_MAX = 2_000
/** Some authenticators send a certificate along. */
const PART_LENGTH_MAX = 40_000
const TRANSPORTS_MAX = 10
const WORD_LENGTH_MAX = 40

/** Its length is told apart from its strength, which the answer explains. */
export const passwordText = z.string().min(1).max(PASSWORD_LENGTH_MAX)
export const codeText = z.string().trim().min(1).max(CODE_LENGTH_MAX)
export const linkSecret = z.string().min(1).max(CREDENTIAL_LENGTH_MAX)
export const passkeyName = z.string().trim().min(1).max(PASSKEY_NAME_LENGTH_MAX)

const credentialId = z.string().min(1).max(CREDENTIAL_LENGTH_MAX)
const part = z.string().min(1).max(PART_LENGTH_MAX)

/** What every answer of `navigator.credentials` begins with, as `toJSON` writes it. */
const CREDENTIAL = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(WORD_LENGTH_MAX).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
}

/** A new passkey: the name of the question, the answer to it, and what its owner calls it. */
export const NEW_PASSKEY = z
  .strictObject({
    challenge: idText,
    name: passkeyName,
    response: z.object({
      ...CREDENTIAL,
      response: z.object({
        clientDataJSON: part,
        attestationObject: part,
        transports: z.array(z.string().max(WORD_LENGTH_MAX)).max(TRANSPORTS_MAX).optional(),
      }),
    }),
  })
  .meta({ id: 'NewPasskey' })

export const PASSKEY_ANSWER = z
  .strictObject({
    challenge: idText,
    response: z.object({
      ...CREDENTIAL,
      response: z.object({
        clientDataJSON: part,
        authenticatorData: part,
        signature: part,
        userHandle: z.string().max(CREDENTIAL_LENGTH_MAX).nullish(),
      }),
    }),
  })
  .meta({ id: 'PasskeyAnswer' })

export const BEGUN = z
  .object({
    challenge: z.string().describe('Comes back with the answer.'),
    options: z.record(z.string(), z.unknown()).describe('As WebAuthn has them, in JSON.'),
  })
  .meta({ id: 'PasskeyQuestion' })

export function begun({
  challenge,
  options,
}: {
  readonly challenge: string
  readonly options: object
}) {
  return { challenge, options: { ...options } }
}

/** The library looks at every member again, and so takes what fits the schema. */
export function registration({ challenge, name, response }: z.output<typeof NEW_PASSKEY>) {
  return { challenge, name, response: response as unknown as RegistrationAnswer }
}

export function authentication(
  response: z.output<typeof PASSKEY_ANSWER>['response'],
): AuthenticationAnswer {
  return response as unknown as AuthenticationAnswer
}

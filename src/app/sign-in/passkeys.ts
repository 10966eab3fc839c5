// Passkeys (WebAuthn): asked for with user verification, and so both factors in one.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { plusMs } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { enter, note, noteAndTell } from '#/app/sign-in/enter.ts'
import type { Entered } from '#/app/sign-in/enter.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { RelyingParty } from '#/app/sign-in/relying-party.ts'
import type { Visitor } from '#/app/sign-in/sessions.ts'
import { newSecret } from '#/app/sign-in/sessions.ts'
import { findAccount } from '#/store/accounts.ts'
import type { Db, Transaction } from '#/store/db.ts'
import {
  createPasskey,
  findPasskey,
  keepChallenge,
  listPasskeys,
  takeChallenge,
  usePasskey,
} from '#/store/passkeys.ts'
import type { Passkey } from '#/store/passkeys.ts'

/** A browser's question to its owner ends after this. */
const CHALLENGE_MS = 5 * 60_000
/** EdDSA, ES256 and RS256, as COSE numbers them: what authenticators in use today speak. */
const ALGORITHMS = [-8, -7, -257]
export const PASSKEYS_MAX = 20
export const PASSKEY_NAME_LENGTH_MAX = 100

export type RegistrationAnswer = RegistrationResponseJSON
export type AuthenticationAnswer = AuthenticationResponseJSON

type Needs = Pick<Shell, 'now' | 'notary' | 'newId'>

/** A question and the name under which its answer comes back. */
export type Begun<O> = { readonly challenge: string; readonly options: O }

/** Asks for a new passkey. `purpose` names whom it is for; its answer counts for nobody else. */
export async function beginRegistration(
  shell: Needs,
  db: Db,
  asked: {
    readonly party: RelyingParty
    readonly purpose: string
    readonly name: string
    readonly account: string | undefined
  },
): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> {
  const { party, name, account } = asked
  const known = account === undefined ? [] : await listPasskeys(db, account)
  const options = await generateRegistrationOptions({
    rpName: 'Tocsin',
    rpID: party.id,
    userName: name,
    userDisplayName: name,
    ...(account !== undefined && { userID: new TextEncoder().encode(account) }),
    challenge: bytesOf(newSecret(shell)),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: known.map(({ credential, transports }) => ({
      id: credential,
      transports: [...transports],
    })),
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return keep(shell, db, `register ${asked.purpose}`, options)
}

/** What a browser answers with, to a question of `beginRegistration`. */
export type Registration = {
  readonly challenge: string
  readonly response: RegistrationResponseJSON
  readonly name: string
}

/** Keeps a passkey for an account, when it answers the question that was asked for `purpose`. */
export async function register(
  shell: Needs,
  tx: Transaction,
  registered: {
    readonly party: RelyingParty
    readonly purpose: string
    readonly account: { readonly id: string; readonly person: string }
    readonly registration: Registration
    /** Of an account that begins with it. */
    readonly isFirst?: boolean
  },
): Promise<{ readonly passkey: string } | SignInRefusal> {
  const { party, account, registration } = registered
  const asked = { id: registration.challenge, purpose: `register ${registered.purpose}` }
  const expected = await takeChallenge(tx, { ...asked, now: shell.now() })
  if (expected === undefined) return no('passkey-failed')
  const known = await listPasskeys(tx, account.id)
  if (known.length >= PASSKEYS_MAX) return no('passkey-failed', { most: PASSKEYS_MAX })
  const verified = await verifyRegistrationResponse({
    response: registration.response,
    expectedChallenge: expected,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (verified?.verified !== true) return no('passkey-failed')
  const { credential, credentialBackedUp } = verified.registrationInfo
  const id = shell.newId('passkey')
  const isNew = await createPasskey(tx, {
    id,
    accountId: account.id,
    credential: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    isBackedUp: credentialBackedUp,
    name: registration.name,
    createdAt: shell.now(),
  })
  if (!isNew) return no('passkey-failed')
  const put = registered.isFirst === true ? note : noteAndTell
  await put(shell, tx, 'passkey-added', account.person, { passkey: registration.name })
  return { passkey: id }
}

/** Asks for any passkey of this installation: the authenticator knows whose it is. */
export async function beginSignIn(
  shell: Needs,
  db: Db,
  { id }: RelyingParty,
): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> {
  const options = await generateAuthenticationOptions({
    rpID: id,
    challenge: bytesOf(newSecret(shell)),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
  })
  return keep(shell, db, SIGN_IN, options)
}

const SIGN_IN = 'sign-in'

export async function signInByPasskey(
  shell: Shell,
  asked: {
    readonly party: RelyingParty
    readonly challenge: string
    readonly response: AuthenticationResponseJSON
    readonly from: Visitor
  },
): Promise<Entered | SignInRefusal> {
  const { party, challenge, response, from } = asked
  const taken = { id: challenge, purpose: SIGN_IN, now: shell.now() }
  // Taken for good, whatever comes of it.
  const expected = await takeChallenge(shell.pool, taken)
  const passkey = await findPasskey(shell.pool, response.id)
  if (expected === undefined || passkey === undefined) return no('passkey-failed')
  const counter = await countAfter(party, expected, passkey, response)
  if (counter === undefined) return no('passkey-failed')
  return inOne<Entered>(shell, undefined, async tx => {
    const used = { id: passkey.id, before: passkey.counter, counter, at: shell.now() }
    if (!(await usePasskey(tx, used))) return no('passkey-failed')
    const account = await findAccount(tx, passkey.accountId)
    if (account === undefined || !(await isInDirectory(shell, tx, account.person)))
      return no('passkey-failed')
    return enter(shell, tx, { account, way: 'passkey', from })
  })
}

async function isInDirectory(
  { directory }: Pick<Shell, 'directory'>,
  db: Db,
  person: string,
): Promise<boolean> {
  return (await directory.current(db)).people.has(person)
}

/** How often the authenticator was used by now; undefined when the answer is not right, or the key was copied. */
async function countAfter(
  party: RelyingParty,
  expectedChallenge: string,
  { credential, publicKey, counter, transports }: Passkey,
  response: AuthenticationResponseJSON,
): Promise<number | undefined> {
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: {
      id: credential,
      publicKey: new Uint8Array(publicKey),
      counter,
      transports: [...transports] as AuthenticatorTransport[],
    },
    requireUserVerification: true,
  }).catch(() => undefined)
  return verified?.verified === true ? verified.authenticationInfo.newCounter : undefined
}

async function keep<O extends { readonly challenge: string }>(
  shell: Needs,
  db: Db,
  purpose: string,
  options: O,
): Promise<Begun<O>> {
  const id = shell.newId('challenge')
  const expiresAt = plusMs(shell.now(), CHALLENGE_MS)
  await keepChallenge(db, { id, purpose, challenge: options.challenge, expiresAt }, shell.now())
  return { challenge: id, options }
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex)
}

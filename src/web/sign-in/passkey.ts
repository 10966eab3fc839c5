// The question to a passkey, and its answer. The browser does the asking; the server makes the question and checks the answer.
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { call } from '../api/client.ts'
import type { Answer, Asked } from '../api/client.ts'

export const knowsPasskeys = browserSupportsWebAuthn

/**
 * Asks for a passkey and signs in with it. `quietly`: the browser offers it where a name is typed, and this waits until
 * somebody takes the offer, or another question takes its place.
 */
export async function signInByPasskey(quietly: boolean): Promise<Answer<'get-session'>> {
  const { challenge, options } = await call('begin-passkey-sign-in')
  const response = await startAuthentication({
    optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'],
    useBrowserAutofill: quietly,
  })
  return call('sign-in-passkey', {
    body: { challenge, response },
  } as unknown as Asked<'sign-in-passkey'>)
}

type NewPasskey = NonNullable<Asked<'add-passkey'>['body']>
type Begun = Answer<'begin-passkey'>

/** Makes a passkey on this device, or on the phone or key that somebody chooses. */
export async function makePasskey({ challenge, options }: Begun): Promise<NewPasskey> {
  const response = await startRegistration({
    optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'],
  })
  return {
    challenge,
    response: response as unknown as NewPasskey['response'],
    name: deviceName(navigator.userAgent),
  }
}

const DEVICES = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'Mac'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
] as const

/** What somebody would call the device, by what its browser says of itself. */
export function deviceName(agent: string): string {
  return DEVICES.find(([pattern]) => pattern.test(agent))?.[1] ?? 'Passkey'
}

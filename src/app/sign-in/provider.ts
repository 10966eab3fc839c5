// The identity provider, as far as it is spoken to: found by discovery, asked with PKCE, state and nonce. It may be away for
// hours; nothing but signing in through it hangs on it, and that only for seconds.
import * as client from 'openid-client'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { OidcSettings } from '#/app/sign-in/oidc-settings.ts'

/** There is one provider; more would need another name. */
export const PROVIDER_ID = 'oidc'
export const CALLBACK_PATH = '/api/sign-in/oidc/callback'
/** Whoever waits in front of a screen waits no longer. */
const ANSWER_SECONDS_MAX = 5
/** Its keys and addresses change seldom. */
const FOUND_MS = 3_600_000
/** What other clocks may be wrong by. */
const CLOCKS_SECONDS_OFF_MAX = 60

/** What is remembered in the browser while somebody is away at the provider. */
export type Errand = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Whom the provider says that somebody is. */
export type Claims = {
  readonly subject: string
  readonly email: string | undefined
  readonly groups: ReadonlySet<string>
}

export type Provider = {
  readonly settings: OidcSettings
  /** Where a browser goes to sign in. Throws `ProviderAway`. */
  readonly begin: () => Promise<{ readonly url: string; readonly errand: Errand }>
  /** What came back, checked. Throws `ProviderAway` or `ProviderRefused`. */
  readonly finish: (came: Readonly<Record<string, string>>, errand: Errand) => Promise<Claims>
  /** Where signing out there begins; undefined where the provider has no such thing, or is away. */
  readonly signOutUrl: () => Promise<string | undefined>
}

export class ProviderAway extends Error {
  override readonly name = 'ProviderAway'
}

export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused'
}

export function createProvider(
  settings: OidcSettings,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: () => Instant },
): Provider {
  const redirectUri = `${publicUrl}${CALLBACK_PATH}`
  let found: { readonly configuration: client.Configuration; readonly at: Instant } | undefined

  async function discover(): Promise<client.Configuration> {
    if (found !== undefined && msBetween(found.at, now()) < FOUND_MS) return found.configuration
    try {
      found = { configuration: await discovery(settings), at: now() }
    } catch (cause) {
      // What was found before is probably still right; without it there is nowhere to go.
      if (found === undefined) throw new ProviderAway('It does not answer.', { cause })
    }
    return found.configuration
  }

  return {
    settings,
    async begin() {
      const configuration = await discover()
      const errand = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, errand }
    },
    async finish(came, errand) {
      const configuration = await discover()
      const url = new URL(redirectUri)
      url.search = new URLSearchParams(came).toString()
      const tokens = await client
        .authorizationCodeGrant(configuration, url, {
          pkceCodeVerifier: errand.verifier,
          expectedState: errand.state,
          expectedNonce: errand.nonce,
          idTokenExpected: true,
        })
        .catch(rethrow)
      const claims = tokens.claims()
      if (claims === undefined) throw new ProviderRefused('It did not say who came.')
      const about = await completed(settings, configuration, tokens.access_token, claims)
      return claimsOf(settings, claims.sub, about)
    },
    async signOutUrl() {
      const configuration = await discover().catch(() => undefined)
      if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined
      const back = { post_logout_redirect_uri: `${publicUrl}/sign-in` }
      return client.buildEndSessionUrl(configuration, back).href
    },
  }
}

function discovery(settings: OidcSettings): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings
  const isPlain = issuer.startsWith('http:')
  return client.discovery(
    new URL(issuer),
    clientId,
    { [client.clockTolerance]: CLOCKS_SECONDS_OFF_MAX },
    clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
    {
      timeout: ANSWER_SECONDS_MAX,
      // Settings allow that on this machine alone.
      ...(isPlain && { execute: [client.allowInsecureRequests] }),
    },
  )
}

type Known = Readonly<Record<string, unknown>>

/** Many providers put the address and the groups not into the token but behind an address of their own. */
async function completed(
  { groupsClaim }: OidcSettings,
  configuration: client.Configuration,
  accessToken: string,
  claims: Known & { readonly sub: string },
): Promise<Known> {
  const isComplete = claims['email'] !== undefined && claims[groupsClaim] !== undefined
  if (isComplete || configuration.serverMetadata().userinfo_endpoint === undefined) return claims
  const more = await client.fetchUserInfo(configuration, accessToken, claims.sub).catch(rethrow)
  return { ...more, ...claims }
}

function claimsOf(
  { groupsClaim, trustsEmail }: OidcSettings,
  subject: string,
  claims: Known,
): Claims {
  const { email, email_verified: verified } = claims
  const isBelieved = trustsEmail || verified === true || verified === 'true'
  const groups = claims[groupsClaim]
  return {
    subject,
    email: typeof email === 'string' && isBelieved ? email : undefined,
    groups: new Set(
      (Array.isArray(groups) ? groups : [groups]).filter(group => typeof group === 'string'),
    ),
  }
}

/** Said by the provider, or by us about what it said: it was refused. Everything else is the way there. */
function rethrow(cause: unknown): never {
  const { code, name } = cause as { readonly code?: string; readonly name?: string }
  const isSaid =
    cause instanceof client.AuthorizationResponseError ||
    cause instanceof client.ResponseBodyError ||
    cause instanceof client.WWWAuthenticateChallengeError ||
    (cause instanceof client.ClientError && code !== 'OAUTH_TIMEOUT')
  if (isSaid) throw new ProviderRefused(`It refused: ${code ?? name ?? 'no reason'}.`, { cause })
  throw new ProviderAway('It does not answer.', { cause })
}

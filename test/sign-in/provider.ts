// A real identity provider on this machine, and somebody who signs in at it as a browser does.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { equal, ok } from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { Provider } from 'oidc-provider'
import type { JWK } from 'oidc-provider'

export type Claims = Readonly<Record<string, unknown>>

export type IdentityProvider = {
  readonly issuer: string
  /** What it says about whom, by the name that they sign in with. May be changed. */
  readonly people: Map<string, Claims>
  /** Signs in at `url` as somebody, or refuses there, and gives the address that it sends the browser back to. */
  readonly visit: (url: string, login: string) => Promise<string>
  readonly decline: (url: string) => Promise<string>
  readonly stop: () => Promise<void>
}

export const CLIENT = { id: 'tocsin', secret: 'a secret of a test that is long enough' }

export async function startProvider(callback: string): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = new Map<string, Claims>()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback],
        post_logout_redirect_uris: [new URL('/sign-in', callback).href],
      },
    ],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['of a test'] },
    jwks: {
      keys: [{ ...(privateKey.export({ format: 'jwk' }) as JWK), use: 'sig', alg: 'RS256' }],
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ ...people.get(sub), sub }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  after(stop)
  return {
    issuer,
    people,
    stop,
    visit: (url, login) => visit(url, issuer, { prompt: 'login', login, password: 'x' }),
    decline: url => visit(url, issuer, undefined),
  }
}

/** Follows redirects and fills in forms until the provider sends the browser away. */
async function visit(
  start: string,
  issuer: string,
  form: Readonly<Record<string, string>> | undefined,
): Promise<string> {
  const cookies = new Map<string, string>()
  const ask = async (url: URL, body?: Readonly<Record<string, string>>) => {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body !== undefined && { body: new URLSearchParams(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return { response, text: await response.text() }
  }
  let url = new URL(start)
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const { response, text } = await ask(url)
    let to = response.headers.get('location')
    if (to === null) {
      equal(response.status, 200, text)
      const given = text.includes('value="consent"') ? { prompt: 'consent' } : form
      const answered =
        given === undefined ? await ask(new URL(`${url.href}/abort`)) : await ask(url, given)
      to = answered.response.headers.get('location')
    }
    ok(to !== null, 'the provider sends the browser on')
    url = new URL(to, url)
    if (url.origin !== issuer) return url.href
  }
  throw new Error('The provider never sent the browser back.')
}

const STEPS_MAX = 10

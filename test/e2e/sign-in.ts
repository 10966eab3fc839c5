import type { BrowserContext } from 'playwright-core'
import { mintToken } from '#/app/tokens.ts'
import type { Shell } from '#/app/shell.ts'

const SCOPES = [
  'incident:read',
  'incident:write',
  'signal:read',
  'plan:read',
  'directory:read',
] as const

/** Makes every page of a browser profile one of this person, without going through the door. */
export async function signInAs(
  shell: Shell,
  context: BrowserContext,
  address: string,
  person: string,
): Promise<void> {
  const { secret } = await mintToken(shell, { name: person, scopes: ['admin'], person })
  await context.setExtraHTTPHeaders({ authorization: `Bearer ${secret}` })
  const { people } = await shell.directory.current(shell.pool)
  // Until the API tells of sessions.
  await context.route(`${address}/api/session`, route =>
    route.fulfill({
      json: {
        state: 'signed-in',
        person: { id: person, name: people.get(person)?.name ?? person },
        role: 'owner',
        scopes: [...SCOPES, 'admin'],
        session: 'session-1',
        ways: { password: true, passkey: true, oidc: [], break_glass: false },
        first_run: false,
      },
    }),
  )
}

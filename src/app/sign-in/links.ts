// Links that let somebody in once. The secret stands behind `#`, which browsers send to no server, and so into no log.
import { plusMs } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { hasAccounts } from '#/app/sign-in/accounts.ts'
import { newSecret } from '#/app/sign-in/sessions.ts'
import { transaction } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { createInvitation, findInvitation, withdrawInvitationsTo } from '#/store/invitations.ts'
import type { Invitation } from '#/store/invitations.ts'

/** Whoever starts the program uses it now, or starts it again. */
export const SET_UP_LINK_MS = 24 * 3_600_000
/** Over a weekend, and a holiday. */
export const INVITATION_MS = 7 * 86_400_000

export const LINK_SECRET = /^[0-9a-f]{64}$/

type Needs = Pick<Shell, 'now' | 'notary' | 'newId'>

/** The secret of a new link to set this installation up, which ends those before; undefined when somebody has an account. */
export async function makeSetUpLink(
  shell: Needs & Pick<Shell, 'pool'>,
): Promise<string | undefined> {
  return transaction(shell.pool, async tx => {
    if (await hasAccounts(tx)) return undefined
    await withdrawInvitationsTo(tx, { person: null, at: shell.now() })
    const { secret } = await makeLink(shell, tx, {
      kind: 'set-up',
      role: 'owner',
      person: null,
      by: 'tocsin',
    })
    return secret
  })
}

export async function makeLink(
  shell: Needs,
  tx: Transaction,
  link: Pick<Invitation, 'kind' | 'role' | 'person' | 'by'>,
): Promise<{ readonly id: string; readonly secret: string }> {
  const secret = newSecret(shell)
  const id = shell.newId('invitation')
  const createdAt = shell.now()
  await createInvitation(tx, {
    ...link,
    id,
    secretHash: shell.notary.sha256(secret),
    createdAt,
    expiresAt: plusMs(createdAt, link.kind === 'set-up' ? SET_UP_LINK_MS : INVITATION_MS),
  })
  return { id, secret }
}

/** The link of a secret, while it can be used. */
export async function linkOf(
  shell: Pick<Shell, 'now' | 'notary'>,
  db: Db,
  secret: string,
): Promise<Invitation | undefined> {
  if (!LINK_SECRET.test(secret)) return undefined
  return findInvitation(db, { secretHash: shell.notary.sha256(secret), now: shell.now() })
}

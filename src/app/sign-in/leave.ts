import type { Shell } from '#/app/shell.ts'
import { note } from '#/app/sign-in/enter.ts'
import type { LiveSession } from '#/app/sign-in/sessions.ts'
import { transaction } from '#/store/db.ts'
import { endSession } from '#/store/sessions.ts'

/** Ends the session of a browser that signs out. */
export async function signOut(
  shell: Pick<Shell, 'pool' | 'now' | 'notary'>,
  { id, member }: LiveSession,
): Promise<void> {
  await transaction(shell.pool, async tx => {
    const ended = await endSession(tx, { accountId: member.account, id, at: shell.now() })
    if (ended) await note(shell, tx, 'signed-out', member.person, { session: id })
  })
}

// Links that let somebody in once. Only hashes of their secrets are here.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type Invitation = {
  readonly id: string
  /** `set-up`: the first owner's. `reset`: for somebody who has an account. */
  readonly kind: string
  readonly role: string
  /** Null in a set-up, whose person is not there yet. */
  readonly person: string | null
  readonly by: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
  readonly withdrawnAt: Instant | null
}

export async function createInvitation(
  db: Db,
  invitation: Omit<Invitation, 'usedAt' | 'withdrawnAt'> & { readonly secretHash: string },
): Promise<void> {
  const { id, kind, secretHash, role, person, by, createdAt, expiresAt } = invitation
  await rows(db, CREATE_INVITATION, [id, kind, secretHash, role, person, by, createdAt, expiresAt])
}

export const CREATE_INVITATION = statement(
  'create_invitation',
  `
  insert into invitation (id, kind, secret_hash, role, person, by, created_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

const COLUMNS = `id, kind, role, person, by, created_at as "createdAt", expires_at as "expiresAt",
         used_at as "usedAt", withdrawn_at as "withdrawnAt"`

/** The link of a secret, while it can be used. */
export async function findInvitation(
  db: Db,
  { secretHash, now }: { readonly secretHash: string; readonly now: Instant },
): Promise<Invitation | undefined> {
  const [invitation] = await rows<Invitation>(db, FIND_INVITATION, [secretHash, now])
  return invitation
}

export const FIND_INVITATION = statement(
  'find_invitation',
  `
  select ${COLUMNS}
    from invitation
   where secret_hash = $1
     and used_at is null
     and withdrawn_at is null
     and expires_at > $2`,
)

/** Uses a link, which nobody can use again. */
export async function takeInvitation(
  db: Db,
  { secretHash, now }: { readonly secretHash: string; readonly now: Instant },
): Promise<Invitation | undefined> {
  const [taken] = await rows<Invitation>(db, TAKE_INVITATION, [secretHash, now])
  return taken
}

export const TAKE_INVITATION = statement(
  'take_invitation',
  `
  update invitation
     set used_at = $2
   where secret_hash = $1
     and used_at is null
     and withdrawn_at is null
     and expires_at > $2
  returning ${COLUMNS}`,
)

/** Newest first, without the links of set-ups. */
export async function listInvitations(db: Db, limit: number): Promise<readonly Invitation[]> {
  return rows<Invitation>(db, LIST_INVITATIONS, [limit])
}

export const LIST_INVITATIONS = statement(
  'list_invitations',
  `
  select ${COLUMNS}
    from invitation
   where kind <> 'set-up'
   order by created_at desc, id
   limit $1`,
)

/** Gives whose it was; undefined when there is none of that id that can still be used. */
export async function withdrawInvitation(
  db: Db,
  { id, at }: { readonly id: string; readonly at: Instant },
): Promise<Invitation | undefined> {
  const [withdrawn] = await rows<Invitation>(db, WITHDRAW_INVITATION, [id, at])
  return withdrawn
}

export const WITHDRAW_INVITATION = statement(
  'withdraw_invitation',
  `
  update invitation
     set withdrawn_at = $2
   where id = $1
     and kind <> 'set-up'
     and used_at is null
     and withdrawn_at is null
  returning ${COLUMNS}`,
)

/** Takes back every link to somebody, or, with null, every link to set this installation up. */
export async function withdrawInvitationsTo(
  db: Db,
  { person, at }: { readonly person: string | null; readonly at: Instant },
): Promise<void> {
  await changed(db, WITHDRAW_INVITATIONS_TO, [person, at])
}

export const WITHDRAW_INVITATIONS_TO = statement(
  'withdraw_invitations_to',
  `
  update invitation
     set withdrawn_at = $2
   where person is not distinct from $1::text
     and used_at is null
     and withdrawn_at is null`,
)

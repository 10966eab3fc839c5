// Doors for senders, as operators make, change and take them away. A key is shown once and kept only as its SHA-256.
import { doorKind } from '#/core/intake/doors/kinds.ts'
import { compileMapping } from '#/core/intake/match/mapping.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { createVault } from '#/app/sign-in/vault.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import { addDoorKey, changeDoor, createDoor, deleteDoor, endDoorKeys } from '#/store/doors.ts'
import type { StoredDoor, StoredKey } from '#/store/doors.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'notary' | 'newId' | 'linkSecret'>

/** A door as it is shown: never with a key, nor with its secret. */
export type Door = Omit<StoredDoor, 'sealedSecret'> & {
  readonly hasSecret: boolean
  readonly keys: readonly Omit<StoredKey, 'hash' | 'door'>[]
}

export const DOOR_LIMITS = {
  perMinute: { usual: 3_000, max: 600_000 },
  bytes: { usual: 524_288, least: 1_024, max: 4 * 1_048_576 },
  keys: 10,
  mappingChars: 65_536,
  secretChars: 1_000,
  /** How long the key before still opens when another is made: time to change it at the sender. */
  rotationHours: { usual: 7 * 24, max: 90 * 24 },
} as const

/** Would be taken for the beginning of a vendor's own path. */
const RESERVED = new Set(['v1', 'v2', 'v3', 'api', 'integrations'])
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const HINT_CHARS = 4

export type NewDoor = {
  readonly name: string
  readonly kind: string
  readonly title: string
  readonly mapping?: string | undefined
  readonly secret?: string | undefined
  readonly perMinute?: number | undefined
  readonly bytesMax?: number | undefined
}

export type DoorRefusal =
  | { readonly wrong: 'kind' | 'name' | 'mapping-not-here' | 'secret-not-here' }
  | { readonly wrong: 'name-taken' | 'unknown' | 'too-many-keys' }
  | { readonly mistakes: readonly Mistake[] }

export type ShownOnce = { readonly id: string; readonly key: string }

/** Makes a door with its first key, which the caller must be shown now: nobody can read it again. */
export async function openDoor(
  shell: Needs,
  wish: NewDoor,
  by: string,
  db: Db = shell.pool,
): Promise<ShownOnce | DoorRefusal> {
  if (!NAME.test(wish.name) || RESERVED.has(wish.name)) return { wrong: 'name' }
  const refused = checkParts(wish.kind, wish.mapping, wish.secret)
  if (refused !== undefined) return refused
  const id = shell.newId('door')
  const at = shell.now()
  const created = await createDoor(db, {
    id,
    name: wish.name,
    kind: wish.kind,
    title: wish.title,
    mapping: (wish.mapping ?? '') === '' ? null : (wish.mapping ?? null),
    sealedSecret: sealed(shell, id, wish.secret),
    perMinute: wish.perMinute ?? DOOR_LIMITS.perMinute.usual,
    bytesMax: wish.bytesMax ?? DOOR_LIMITS.bytes.usual,
    enabled: true,
    createdAt: at,
    createdBy: by,
    changedAt: at,
  })
  if (!created) return { wrong: 'name-taken' }
  return { id, key: await mintKey(shell, { id, kind: wish.kind }, db) }
}

function checkParts(
  kindName: string,
  mapping: string | undefined | null,
  secret: string | undefined | null,
): DoorRefusal | undefined {
  const kind = doorKind(kindName)
  if (kind === undefined) return { wrong: 'kind' }
  if (kind.mapped !== true && (mapping ?? '') !== '') return { wrong: 'mapping-not-here' }
  if (kind.signs !== true && (secret ?? undefined) !== undefined)
    return { wrong: 'secret-not-here' }
  const compiled = (mapping ?? '') === '' ? undefined : compileMapping(mapping ?? '')
  return compiled !== undefined && 'mistakes' in compiled ? compiled : undefined
}

/** The key of a mailbox is a part of its address, of which 64 characters may stand before the `@`. */
const SHORT_KEYS = new Set(['pagerduty', 'alert-mail'])

/** PagerDuty's clients take routing keys of 32 characters and no others; 128 bits are beyond guessing all the same. */
async function mintKey(
  { notary, newId, now, pool }: Needs,
  { id: door, kind }: { readonly id: string; readonly kind: string },
  db: Db = pool,
): Promise<string> {
  const key = SHORT_KEYS.has(kind)
    ? notary.newSalt()
    : `tocsin_in_${notary.newSalt()}${notary.newSalt()}`
  const kept = { id: newId('key'), door, hash: notary.sha256(key), hint: key.slice(-HINT_CHARS) }
  await addDoorKey(db, { ...kept, createdAt: now(), endsAt: null })
  return key
}

export type DoorEdit = {
  readonly title?: string | undefined
  readonly mapping?: string | undefined
  /** null: none any more. */
  readonly secret?: string | null | undefined
  readonly perMinute?: number | undefined
  readonly bytesMax?: number | undefined
  readonly enabled?: boolean | undefined
}

export async function editDoor(
  shell: Needs,
  door: StoredDoor,
  edit: DoorEdit,
  db: Db = shell.pool,
): Promise<{ readonly done: true } | DoorRefusal> {
  const mapping = edit.mapping === '' ? null : (edit.mapping ?? door.mapping)
  const refused = checkParts(door.kind, mapping, edit.secret)
  if (refused !== undefined) return refused
  const sealedSecret =
    edit.secret === undefined ? door.sealedSecret : sealed(shell, door.id, edit.secret ?? undefined)
  const changed = await changeDoor(db, {
    id: door.id,
    title: edit.title ?? door.title,
    mapping,
    sealedSecret,
    perMinute: edit.perMinute ?? door.perMinute,
    bytesMax: edit.bytesMax ?? door.bytesMax,
    enabled: edit.enabled ?? door.enabled,
    changedAt: shell.now(),
  })
  return changed ? { done: true } : { wrong: 'unknown' }
}

/** Makes another key. Those before go on opening until `lasts` has passed, so that the sender can be changed meanwhile. */
export async function rotateDoor(
  shell: Needs,
  door: Door,
  lastsMs: number,
  db: Db = shell.pool,
): Promise<ShownOnce | DoorRefusal> {
  if (door.keys.length >= DOOR_LIMITS.keys && lastsMs > 0) return { wrong: 'too-many-keys' }
  const endsAt: Instant = plusMs(shell.now(), lastsMs)
  await endDoorKeys(db, { door: door.id, but: '', endsAt })
  return { id: door.id, key: await mintKey(shell, door, db) }
}

export async function takeDoorAway(
  shell: Needs,
  id: string,
  db: Db = shell.pool,
): Promise<{ readonly done: true } | DoorRefusal> {
  return (await deleteDoor(db, id)) ? { done: true } : { wrong: 'unknown' }
}

function sealed({ linkSecret }: Needs, id: string, secret: string | undefined): string | null {
  return secret === undefined || secret === '' ? null : createVault(linkSecret).seal(id, secret)
}

/** The secret that the sender signs with, for whoever verifies. */
export function secretOfDoor(
  { linkSecret }: Pick<Shell, 'linkSecret'>,
  { id, sealedSecret }: Pick<StoredDoor, 'id' | 'sealedSecret'>,
): string | undefined {
  return sealedSecret === null ? undefined : createVault(linkSecret).open(id, sealedSecret)
}

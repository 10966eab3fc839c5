// The doors in memory: found by their keys and names, with the readers of their payloads, for seconds at a time.
import { doorKind } from '#/core/intake/doors/kinds.ts'
import { compileMapping } from '#/core/intake/match/mapping.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { toMs } from '#/core/time.ts'
import { secretOfDoor } from '#/app/doors/doors.ts'
import type { Door } from '#/app/doors/doors.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import { readDoorKeys, readDoors } from '#/store/doors.ts'
import type { StoredDoor, StoredKey } from '#/store/doors.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'notary' | 'linkSecret' | 'log'>

/** A door as it is asked: with all that deciding about a request takes. */
export type OpenDoor = {
  readonly door: StoredDoor
  readonly read: DoorReader
  /** With which its sender signs; undefined where it has none, and comes with a key. */
  readonly secret: string | undefined
  /** Whether it is one of its keys. */
  readonly opens: (key: string) => boolean
}

export type DoorShelf = {
  readonly byKey: (kind: string, key: string) => Promise<OpenDoor | undefined>
  readonly byName: (kind: string, name: string) => Promise<OpenDoor | undefined>
  /** All of a kind, by name. */
  readonly ofKind: (kind: string) => Promise<readonly OpenDoor[]>
  /** As they are shown, read from the database. */
  readonly list: (db?: Db) => Promise<readonly Door[]>
  /** One, with what is sealed: for changing it. By its id or its name. */
  readonly find: (
    idOrName: string,
    db?: Db,
  ) => Promise<{ readonly stored: StoredDoor; readonly shown: Door } | undefined>
  /** A door was changed here: look again. */
  readonly forget: () => void
}

/** A door that is changed on another node is as it was here for so long at most, and one changed here at once is not. */
export const TRUST_MS = 5_000
/** A key that nobody knows may be of a door that was made on another node a moment ago; guesses must not read all doors each time. */
const LOOK_AGAIN_MS = 1_000

type Known = {
  readonly readMs: number
  readonly byHash: ReadonlyMap<string, OpenDoor>
  readonly byName: ReadonlyMap<string, OpenDoor>
}

export function createDoorShelf(shell: Needs): DoorShelf {
  const { pool, now, notary, log } = shell
  let known: Known | undefined
  let reading: Promise<Known> | undefined

  async function read(): Promise<Known> {
    const readMs = toMs(now())
    const [doors, keys] = [await readDoors(pool), await readDoorKeys(pool, now())]
    known = knownOf(shell, doors, keys, readMs)
    return known
  }

  /** While the database is away, doors are as they were: what is posted is refused further on, and sent again. */
  async function fresh(maxAgeMs: number): Promise<Known> {
    if (known !== undefined && toMs(now()) - known.readMs < maxAgeMs) return known
    reading ??= read().finally(() => {
      reading = undefined
    })
    try {
      return await reading
    } catch (error) {
      if (known === undefined) throw error
      log.warn({ err: error }, 'the doors could not be read again')
      return known
    }
  }

  async function find(pick: (from: Known) => OpenDoor | undefined): Promise<OpenDoor | undefined> {
    return pick(await fresh(TRUST_MS)) ?? pick(await fresh(LOOK_AGAIN_MS))
  }

  const list = async (db: Db = pool): Promise<readonly Door[]> => {
    const [doors, keys] = [await readDoors(db), await readDoorKeys(db, now())]
    return doors.map(door => shownDoor(door, keys))
  }
  return {
    // Found by its hash: who measures how long that takes learns something of the hash, which nobody can steer, not of the key.
    byKey: async (kind, key) => {
      const hash = notary.sha256(key)
      const found = await find(({ byHash }) => byHash.get(hash))
      return found?.door.kind === kind && found.opens(key) ? found : undefined
    },
    byName: async (kind, name) => {
      const found = await find(({ byName }) => byName.get(name))
      return found?.door.kind === kind ? found : undefined
    },
    ofKind: async kind => {
      const { byName } = await fresh(TRUST_MS)
      return [...byName.values()].filter(({ door }) => door.kind === kind)
    },
    list,
    async find(idOrName, db = pool) {
      const stored = (await readDoors(db)).find(
        ({ id, name }) => id === idOrName || name === idOrName,
      )
      if (stored === undefined) return undefined
      return { stored, shown: shownDoor(stored, await readDoorKeys(db, now())) }
    },
    forget() {
      known = undefined
    },
  }
}

function knownOf(
  shell: Needs,
  doors: readonly StoredDoor[],
  keys: readonly StoredKey[],
  readMs: number,
): Known {
  const byHash = new Map<string, OpenDoor>()
  const byName = new Map<string, OpenDoor>()
  const keysOf = Map.groupBy(keys, ({ door }) => door)
  for (const door of doors) {
    const open = openedDoor(shell, door, keysOf.get(door.id) ?? [])
    if (open === undefined) continue
    byName.set(door.name, open)
    for (const { hash } of keysOf.get(door.id) ?? []) byHash.set(hash, open)
  }
  return { readMs, byHash, byName }
}

/** Undefined where a later version made a door of a kind that this one does not know. */
function openedDoor(
  shell: Needs,
  door: StoredDoor,
  keys: readonly StoredKey[],
): OpenDoor | undefined {
  const kind = doorKind(door.kind)
  if (kind === undefined) return undefined
  const read = door.mapping === null ? kind.read : mappedReader(door.mapping)
  return {
    door,
    read,
    secret: secretOfDoor(shell, door),
    opens: key => {
      const hash = shell.notary.sha256(key)
      const now = shell.now()
      return keys.some(one => one.hash === hash && (one.endsAt === null || one.endsAt > now))
    },
  }
}

/** It compiled when it was saved; should this version no longer take it, its payloads are refused and kept, and say so. */
function mappedReader(mapping: string): DoorReader {
  const compiled = compileMapping(mapping)
  if ('read' in compiled) return compiled.read
  const [first] = compiled.mistakes
  return () => ({ malformed: `the mapping of this door has a mistake: ${first?.message ?? ''}` })
}

function shownDoor({ sealedSecret, ...door }: StoredDoor, keys: readonly StoredKey[]): Door {
  return {
    ...door,
    hasSecret: sealedSecret !== null,
    keys: keys
      .filter(key => key.door === door.id)
      .map(({ id, hint, createdAt, endsAt }) => ({ id, hint, createdAt, endsAt })),
  }
}

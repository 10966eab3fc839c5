import type { Channel } from '#/core/plan/plan.ts'
import type { Rota } from '#/core/oncall/rota.ts'

/** Who the plan's positions and groups are, and how they are reached. Handed to the engine; it never looks it up. */
export type Directory = {
  readonly people: ReadonlyMap<string, Person>
  /** Position id → people who hold it, in the order in which they are asked. */
  readonly positions: ReadonlyMap<string, readonly string[]>
  /** Who takes turns. A position may be held by whoever has the turn: `directoryAt` says who that is. */
  readonly rotas: ReadonlyMap<string, Rota>
  readonly groups: ReadonlyMap<string, readonly string[]>
  /** `rota:` and its id → who has the turn; absent where no instant is meant. */
  readonly turns?: ReadonlyMap<string, readonly string[]>
  /** Lists of addresses outside the organisation, by the member names that outside audiences use. */
  readonly contacts: ReadonlyMap<string, readonly string[]>
  /** Rooms of a chat, where what some audiences are told is posted once for all. */
  readonly rooms?: ReadonlyMap<string, Room>
}

export type Room = {
  readonly channel: Channel
  readonly address: string
  /** Only people who may see restricted incidents are in it: no other room learns of those. */
  readonly private: boolean
  /** The audiences of plans that are told there. */
  readonly tells: readonly string[]
}

/** How a room is named among the recipients of a message. No id of a person has a colon. */
const ROOM_PREFIX = 'room:'

export function roomNamed(
  { rooms }: Pick<Directory, 'rooms'>,
  recipient: string,
): Room | undefined {
  return recipient.startsWith(ROOM_PREFIX)
    ? rooms?.get(recipient.slice(ROOM_PREFIX.length))
    : undefined
}

/** Rooms in which an audience is told, by the names that recipients have. */
export function roomsTelling(
  { rooms }: Pick<Directory, 'rooms'>,
  audience: string,
): readonly (readonly [string, Room])[] {
  return [...(rooms ?? [])]
    .filter(([, { tells }]) => tells.includes(audience))
    .map(([id, room]) => [`${ROOM_PREFIX}${id}`, room] as const)
}

export type Person = {
  readonly id: string
  readonly name: string
  readonly email?: string
  /** E.164. */
  readonly phone?: string
  readonly slack?: string
  /** Address of a webhook of their own. */
  readonly webhook?: string
  /** They have a browser on which they want to be notified. No part of the file: they say so themselves. */
  readonly push?: true
  /** Further ways to reach them, in the order in which they are tried; beside `email`, `phone` and the others above. */
  readonly contacts?: readonly Contact[]
  /** How they want to be reached; absent: as the plan says. */
  readonly reach?: Reach
  /** Trainings that they have, by the names that roles ask for. */
  readonly trained?: readonly string[]
}

/** One address of one person. Only a verified one counts as reachable; a page is tried over the others too when nothing else is left. */
export type Contact = {
  readonly channel: Channel
  readonly address: string
  readonly verified: boolean
  /** They said it themselves, and it stands in no file: nobody else is shown where it is. */
  readonly own?: true
}

/** A person's own wish for pages. Each step is another attempt over further channels while they have not answered. */
export type Reach = {
  /** In order; the first has `afterMinutes` 0. Never empty. */
  readonly pages: readonly { readonly afterMinutes: number; readonly via: readonly Channel[] }[]
  /** For what is no page. */
  readonly messages?: readonly Channel[]
  /** When only pages may ring, from `HH:MM` to `HH:MM` (which may be past midnight) in their own zone. Never holds back a page. */
  readonly quiet?: { readonly from: string; readonly to: string; readonly zone: string }
}

export const EMPTY_DIRECTORY: Directory = {
  people: new Map(),
  positions: new Map(),
  rotas: new Map(),
  groups: new Map(),
  contacts: new Map(),
}

/** The position whose holders are on call, until rotas decide it. */
export const ON_CALL = 'on-call'

import type { Rota } from '#/core/oncall/rota.ts'

/** Who the plan's positions and groups are, and how they are reached. Handed to the engine; it never looks it up. */
export type Directory = {
  readonly people: ReadonlyMap<string, Person>
  /** Position id → people who hold it, in the order in which they are asked. */
  readonly positions: ReadonlyMap<string, readonly string[]>
  /** Who takes turns. A position may be held by whoever has the turn: `directoryAt` says who that is. */
  readonly rotas: ReadonlyMap<string, Rota>
  readonly groups: ReadonlyMap<string, readonly string[]>
  /** Lists of addresses outside the organisation, by the member names that outside audiences use. */
  readonly contacts: ReadonlyMap<string, readonly string[]>
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
  /** Trainings that they have, by the names that roles ask for. */
  readonly trained?: readonly string[]
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

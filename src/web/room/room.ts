// What every part of an incident's room knows, and what it can ask for.
import { createContext, useContext } from 'react'
import type { Plan } from '#/core/plan/plan.ts'
import type { LiveState } from '../api/live.ts'
import type { Directory, Gates, Incident, Obligation, Operations } from '../api/operations.ts'
import type { Command } from './commands.ts'
import type { AskedDialog } from './dialogs/asked.ts'

export type Room = {
  readonly id: string
  readonly incident: Incident
  /** In the order of the plan. */
  readonly obligations: readonly Obligation[]
  readonly gates: Gates['gates']
  /** The version to which the incident is pinned, compiled. */
  readonly plan: Plan
  readonly directory: Directory
  /** Id of the person who reads; null: an operator who is nobody in the directory. */
  readonly me: string | null
  readonly live: LiveState
  /** Why a command cannot be given now, in a sentence for a disabled button; undefined: it can. */
  readonly whyNot: (command: Command) => string | undefined
  readonly may: (command: Command) => boolean
  /** Whether who reads may act as a role of the plan: holds it, or would by position while nobody does. */
  readonly acts: (role: string) => boolean
  /**
   * Gives a command. Throws `Refused` or `Unreachable`; then the same command with the same body may be given again, and acts
   * once. What it has put on record shows at once, everywhere in the room.
   */
  readonly give: <C extends Command>(
    command: C,
    body: Operations[C]['body'],
  ) => Promise<Operations[C]['answer']>
  readonly open: (dialog: AskedDialog) => void
}

export const RoomContext = createContext<Room | undefined>(undefined)

/** Only inside a room. */
export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (room === undefined) throw new Error('This is not inside a room.')
  return room
}

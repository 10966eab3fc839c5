// What can be done to an incident as a whole, and why it cannot now.
import type { Words } from '../words/words.ts'
import type { Command } from './commands.ts'
import type { AskedDialog } from './dialogs/asked.ts'
import type { Room } from './room.ts'

export type Deed = {
  readonly id: string
  readonly label: string
  readonly why: string | undefined
  readonly run: () => void
}

type Asking = Extract<
  AskedDialog['name'],
  | 'classify'
  | 'escalate'
  | 'resolve'
  | 'close'
  | 'reopen'
  | 'restrict'
  | 'declassify'
  | 'merge'
  | 'moments'
>

/** Which command a dialog gives; the dialog of moments gives several. */
const COMMANDS: Readonly<Record<Asking, Command>> = {
  classify: 'classify',
  escalate: 'escalate',
  resolve: 'resolve',
  close: 'close',
  reopen: 'reopen',
  restrict: 'restrict',
  declassify: 'declassify',
  merge: 'merge',
  moments: 'correct-moment',
}

export function deedsOf(
  room: Pick<Room, 'incident' | 'whyNot' | 'open'>,
  words: Words['room'],
): readonly Deed[] {
  const { incident, whyNot, open } = room
  return (Object.keys(COMMANDS) as Asking[]).map(name => ({
    id: name,
    label: name === 'classify' && incident.severity !== null ? words.reclassify : words[name],
    why: statusBars(name, incident.status, words) ?? whyNot(COMMANDS[name]),
    run: () => open({ name }),
  }))
}

const ENDED: ReadonlySet<string> = new Set(['closed', 'declassified', 'merged'])

function statusBars(
  name: Asking,
  status: Room['incident']['status'],
  words: Words['room'],
): string | undefined {
  const isEnded = ENDED.has(status)
  switch (name) {
    case 'reopen':
      return status === 'open' ? words.stillOpen : undefined
    case 'close':
      if (isEnded) return words.hasEnded
      return status === 'resolved' ? undefined : words.notResolvedYet
    case 'resolve':
      if (isEnded) return words.hasEnded
      return status === 'resolved' ? words.alreadyResolved : undefined
    case 'restrict':
    case 'moments':
      return undefined
    default:
      return isEnded ? words.hasEnded : undefined
  }
}

// What happens in a drill, as a sentence.
import type { DrillBeat } from '../api/operations.ts'
import type { Words } from '../words/words.ts'

export function sentenceOf(
  { kind, who, about, do: command }: DrillBeat,
  { beat, did, doneOther }: Words['drill'],
): string {
  if (kind === 'time') return beat.time
  if (kind === 'signal') return beat.signal(who ?? '', about ?? '')
  if (kind === 'answer') return beat.answer(who ?? '')
  return beat.command(who ?? '', did[command ?? ''] ?? doneOther, about ?? '')
}

export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

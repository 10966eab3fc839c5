import { useCallback } from 'react'
import { AFTER_THE_END, ENDED } from '#/core/incident/ended.ts'
import { useWords } from '../words/words.ts'
import type { Command } from './commands.ts'
import { useRoom } from './room.ts'

/** Why a command cannot be given now; also since the incident has ended. */
export function useWhyNot(): (command: Command) => string | undefined {
  const { whyNot, incident } = useRoom()
  const { dealing } = useWords()
  return useCallback(
    command => {
      const over = ENDED.has(incident.status) && !AFTER_THE_END.has(command)
      return over ? dealing.ended : whyNot(command)
    },
    [whyNot, incident.status, dealing],
  )
}

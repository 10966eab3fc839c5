// Sending a note with what it takes along.
import { useCallback, useState } from 'react'
import type { useDraft } from '../ui/draft.ts'
import { deposit } from './attaching.ts'
import type { Attached } from './attaching.ts'
import type { Happened } from './happened.ts'
import { useRoom } from './room.ts'
import { correcting as correctingText } from './sentence.ts'

type Sent = {
  readonly draft: ReturnType<typeof useDraft>
  readonly files: readonly Attached[]
  readonly remove: (key: string) => void
  readonly correcting: Happened | undefined
  readonly stopCorrecting: () => void
}

/** What was typed stays until the server has it. */
export function useSending({ draft, files, remove, correcting, stopCorrecting }: Sent) {
  const { incident, give } = useRoom()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<Error>()
  const send = useCallback(async () => {
    if (isSending || (draft.text.trim() === '' && files.length === 0)) return
    setSending(true)
    setError(undefined)
    let { text } = draft
    try {
      for (const file of files) {
        const { link } = await deposit(incident.id, file)
        text = [text.trim(), link].filter(part => part !== '').join('\n\n')
        // It is in custody: from here on the draft has its link, whatever becomes of the note.
        draft.write(text)
        remove(file.key)
      }
      const note = text.trim()
      await give('note', { text: correcting ? correctingText(correcting.version, note) : note })
      draft.clear()
      stopCorrecting()
    } catch (failure) {
      setError(failure as Error)
    } finally {
      setSending(false)
    }
  }, [isSending, draft, files, remove, correcting, stopCorrecting, incident.id, give])
  return { send, isSending, error }
}

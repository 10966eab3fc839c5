import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Answer } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import type { Command } from '../commands.ts'
import { useRoom } from '../room.ts'
import { useWhyNot } from '../use-why-not.ts'
import { Dialog } from './dialog.tsx'
import { Follows } from './follows.tsx'
import { useForesight } from './use-foresight.ts'

export type Dealt<C extends Command> = {
  readonly title: string
  readonly command: C
  /** Undefined while something is missing. */
  readonly body: Operations[C]['body'] | undefined
  readonly confirm: string
  readonly color?: string
  readonly size?: string
  readonly close: () => void
  /** Forgets what was kept of it. */
  readonly done?: (answer: Answer<C>) => void
  readonly children?: ReactNode
}

/** One command: what it needs, what would follow, and giving it. */
export function Deal<C extends Command>(dealt: Dealt<C>) {
  const { title, command, body, confirm, color, size, close, done, children } = dealt
  const { dealing } = useWords()
  const whyNot = useWhyNot()
  const { seen } = useForesight(command, body)
  const { busy, error, give } = useGive(command, answer => {
    done?.(answer)
    close()
  })
  const missing = body === undefined ? dealing.incomplete : undefined
  const refused = seen !== undefined && seen.refused !== null ? dealing.notNow : undefined
  return (
    <Dialog
      title={title}
      error={error}
      close={close}
      {...(size !== undefined && { size })}
      confirm={{
        label: confirm,
        color,
        busy,
        disabledReason: whyNot(command) ?? missing ?? refused,
        run: () => body !== undefined && void give(body),
      }}
    >
      {children}
      <Follows seen={body === undefined ? undefined : seen} />
    </Dialog>
  )
}

/** Gives a command from a dialog, and says so when it is done. */
export function useGive<C extends Command>(command: C, done: (answer: Answer<C>) => void) {
  const { give: giveIn } = useRoom()
  const { dealing } = useWords()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const give = async (body: Operations[C]['body']) => {
    setBusy(true)
    setError(undefined)
    try {
      const answer = await giveIn(command, body)
      notifications.show({ message: dealing.done, color: 'teal' })
      done(answer)
    } catch (failed) {
      setError(failed as Error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, give }
}

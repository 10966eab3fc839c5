import { lazy, Suspense, useEffect, useRef } from 'react'
import { useRoom } from '../room.ts'
import type { AskedDialog } from './asked.ts'
import { useDialogActions } from './use-dialog-actions.ts'

const OneDialog = lazy(() =>
  import('./all.tsx').then(({ OneDialog: found }) => ({ default: found })),
)

/** The dialog that is asked for, if any. One that was opened from within another leads back to it. */
export function Dialogs({
  asked,
  close,
}: {
  readonly asked: AskedDialog | undefined
  readonly close: () => void
}) {
  const { open } = useRoom()
  useDialogActions()
  const below = useRef<readonly AskedDialog[]>([])
  const shown = useRef<AskedDialog>(undefined)
  useEffect(() => {
    if (asked === shown.current) return
    if (asked !== undefined && shown.current !== undefined && below.current.at(-1) !== asked)
      below.current = [...below.current, shown.current]
    if (asked === undefined) below.current = []
    shown.current = asked
  }, [asked])
  if (asked === undefined) return null
  const back = () => {
    const last = below.current.at(-1)
    if (last === undefined) return close()
    below.current = below.current.slice(0, -1)
    shown.current = last
    open(last)
  }
  return (
    <Suspense fallback={null}>
      <OneDialog key={JSON.stringify(asked)} asked={asked} close={back} />
    </Suspense>
  )
}

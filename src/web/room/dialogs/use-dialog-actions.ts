import { useMemo } from 'react'
import { useActions } from '../../actions.ts'
import type { Action } from '../../actions.ts'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useWhyNot } from '../use-why-not.ts'
import { rowsOf } from './rows.ts'
import type { Row } from './rows.ts'

type Shown = Row & Pick<Action, 'disabledReason'>

/** Everything that is done in a dialog, for the palette and the keys. */
export function useDialogActions(): void {
  const { dealing: words } = useWords()
  const room = useRoom()
  const { open } = room
  const whyNot = useWhyNot()
  // As text: much of an incident changes with every event, and what can be done about it seldom does.
  const text = JSON.stringify(
    rowsOf(room, words).map(row => ({ ...row, disabledReason: whyNot(row.command) })),
  )
  const actions = useMemo<readonly Action[]>(
    () =>
      (JSON.parse(text) as readonly Shown[]).map(row => {
        const { dialog, command: _command, ...shown } = row
        const id = `room-${JSON.stringify(dialog)}`
        return { ...shown, id, group: 'incident', run: () => open(dialog) }
      }),
    [text, open],
  )
  useActions(actions)
}

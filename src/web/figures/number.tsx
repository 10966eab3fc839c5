import { UnstyledButton } from '@mantine/core'
import { useWords } from '../words/words.ts'
import type { Cell } from './choice.ts'
import classes from './figures.module.css'

export type Open = (cell: Cell) => void

/** A number that opens the incidents behind it; nothing to open is shown as it is. `what` says it to who only hears it. */
export function Count({
  shown,
  what,
  cell,
  open,
  none = false,
}: {
  readonly shown: string
  readonly what: string
  readonly cell: Cell
  readonly open: Open
  readonly none?: boolean
}) {
  const words = useWords().figures
  if (none) return <span>{shown}</span>
  return (
    <UnstyledButton
      className={classes['number']}
      fz="inherit"
      aria-label={`${shown}. ${words.openBehind(what)}`}
      onClick={() => open(cell)}
    >
      {shown}
    </UnstyledButton>
  )
}

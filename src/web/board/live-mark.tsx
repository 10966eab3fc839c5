import { Loader } from '@mantine/core'
import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import type { LiveState } from '../api/live.ts'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'

/** Whether what is shown is now. Said aloud when it changes, since nobody looks here. */
export function LiveMark({ state }: { readonly state: LiveState }) {
  const { everywhere } = useWords()
  return (
    <output className={classes['live']}>
      {state === 'live' && <span className={classes['dot']} aria-hidden />}
      {state === 'connecting' && <Loader size={12} aria-hidden />}
      {state === 'lost' ? (
        <span className={classes['late']}>
          <ExclamationTriangleIcon aria-hidden /> {everywhere.lost}
        </span>
      ) : (
        everywhere[state]
      )}
    </output>
  )
}

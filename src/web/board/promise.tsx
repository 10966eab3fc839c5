import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import type { ListedIncident } from '../api/operations.ts'
import { Countdown } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'

/** The promise that is due next: what, by whom, and how long is left. */
export function NextPromise({ of: { promises, clock } }: { readonly of: ListedIncident }) {
  const { board } = useWords()
  const { next } = promises
  if (next === null) return <span className={classes['small']}>{board.noPromise}</span>
  return (
    <>
      <Countdown due={next.due} clock={clock} />
      <div className={classes['clip']} title={next.title}>
        {next.title}
      </div>
      <div className={`${classes['small']} ${classes['clip']}`}>
        {next.owner_name ?? board.nobody}
      </div>
    </>
  )
}

/** How much is late, and what for longest. */
export function Overdue({ of: { promises, waiting, clock } }: { readonly of: ListedIncident }) {
  const { board } = useWords()
  const { late, overdue } = promises
  return (
    <>
      {overdue > 0 && (
        <div className={classes['late']}>
          <ExclamationTriangleIcon aria-hidden /> {board.overdue(overdue)}
        </div>
      )}
      {late !== null && (
        <div className={classes['small']}>
          <div className={classes['clip']} title={late.title}>
            {late.title}
          </div>
          <div className={classes['clip']}>
            <Countdown due={late.due} clock={clock} size="xs" />
            {late.owner_name !== null && ` · ${late.owner_name}`}
          </div>
        </div>
      )}
      {waiting > 0 && <div className={classes['small']}>{board.waiting(waiting)}</div>}
    </>
  )
}

import type { ReactNode } from 'react'
import classes from './board.module.css'

/** One matter of the board, under its heading. */
export function Panel({
  title,
  aside,
  isCalled = false,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  /** Somebody waits for whoever reads this. */
  readonly isCalled?: boolean
  readonly children: ReactNode
}) {
  const look = [classes['panel'], ...(isCalled ? [classes['called']] : [])].join(' ')
  return (
    <section className={look} style={{ marginBottom: 12 }} aria-label={title}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8, marginBottom: 4 }}>
        <h2 className={classes['heading']}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

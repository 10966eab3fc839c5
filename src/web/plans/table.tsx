import type { ReactNode } from 'react'
import classes from './table.module.css'

export type Row = {
  readonly key: string
  /** What links to it lead to. */
  readonly anchor?: string | undefined
  readonly isMissed?: boolean
  readonly cells: readonly ReactNode[]
}

/** On a phone the cells of a row stand below each other, which would make it no table to a screen reader: hence the roles. */
const as = (role: string) => ({ role })

/** A table that reads on a phone too: there each cell bears the title of its column. */
export function Table({
  caption,
  columns,
  rows,
}: {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}) {
  return (
    <table className={classes['table']} {...as('table')}>
      <caption>{caption}</caption>
      <thead {...as('rowgroup')}>
        <tr {...as('row')}>
          {columns.map(title => (
            <th key={title} scope="col" {...as('columnheader')}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as('rowgroup')}>
        {rows.map(({ key, anchor, isMissed, cells }) => (
          <tr key={key} id={anchor} data-missed={isMissed || undefined} {...as('row')}>
            {columns.map((title, index) => (
              <td key={title} data-column={title} {...as('cell')}>
                {cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import classes from './board.module.css'

/** Room in a table for lines that are not drawn. */
export function RoomRow({
  height,
  columns,
}: {
  readonly height: number
  readonly columns: number
}) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- it takes room, and says nothing to anybody */}
      <td className={classes['spacer']} style={{ height }} colSpan={columns} />
    </tr>
  )
}

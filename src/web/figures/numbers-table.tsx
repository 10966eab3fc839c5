import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './figures.module.css'

export type Line = { readonly key: string; readonly cells: readonly ReactNode[] }

/** The numbers of a chart. The first column names the line; the others are numbers. */
export function NumbersTable({
  caption,
  head,
  lines,
}: {
  readonly caption: string
  readonly head: readonly string[]
  readonly lines: readonly Line[]
}) {
  return (
    <div className={classes['table']} tabIndex={0} role="region" aria-label={caption}>
      <Table fz="xs" verticalSpacing={2} horizontalSpacing="xs" stickyHeader striped>
        <caption className="only-heard">{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {head.map((name, index) => (
              <Table.Th key={name} scope="col" ta={index === 0 ? 'left' : 'right'}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ key, cells: [name, ...numbers] }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={450} style={{ whiteSpace: 'nowrap' }}>
                {name}
              </Table.Th>
              {numbers.map((cell, index) => (
                <Table.Td key={head[index + 1]} ta="right">
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

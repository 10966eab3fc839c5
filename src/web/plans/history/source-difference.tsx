import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { useAsk } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import classes from './history.module.css'
import { differenceOf } from './lines.ts'
import type { Line } from './lines.ts'

export function SourceDifference({ from, to }: { readonly from: string; readonly to: string }) {
  const { history: words } = useWords().plan
  const before = useAsk('get-plan', { params: { plan: from } })
  const after = useAsk('get-plan', { params: { plan: to } })
  const lines = useMemo(
    () =>
      before.data === undefined || after.data === undefined
        ? undefined
        : differenceOf(before.data.source, after.data.source),
    [before.data, after.data],
  )
  const error = before.error ?? after.error
  if (error !== null) return <Trouble error={error} />
  if (lines === undefined) return null
  if (lines.every(({ kind }) => kind === 'skipped')) return <Text>{words.sourceSame}</Text>
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {words.sourceAbout}
      </Text>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways is reached by the keyboard */}
      <section className={classes['source']} aria-label={words.inSource} tabIndex={0}>
        <table>
          <tbody>
            {lines.map((line, index) => (
              <SourceLine key={index} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

const SIGNS = { same: ' ', out: '−', in: '+' } as const

function SourceLine({ line }: { readonly line: Line }) {
  const { history: words } = useWords().plan
  if (line.kind === 'skipped')
    return (
      <tr data-kind="skipped">
        <td colSpan={4}>{words.skipped(line.count)}</td>
      </tr>
    )
  return (
    <tr data-kind={line.kind}>
      <td>{line.was}</td>
      <td>{line.now}</td>
      <td>{SIGNS[line.kind]}</td>
      <td>{line.text}</td>
    </tr>
  )
}

import {
  BellIcon,
  CheckCircledIcon,
  CircleBackslashIcon,
  CircleIcon,
  EnvelopeClosedIcon,
  LapTimerIcon,
  QuestionMarkCircledIcon,
  UpdateIcon,
} from '@radix-ui/react-icons'
import { Box, Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { Foresight } from '../../api/operations.ts'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { Remark } from '../remark.tsx'
import { useNames } from '../use-names.ts'
import classes from './dialog.module.css'
import { linesOf } from './follows.ts'
import type { Line } from './follows.ts'
import { refusalText } from './refusal.ts'

const SIGNS = {
  page: BellIcon,
  message: EnvelopeClosedIcon,
  opens: CircleIcon,
  ends: CircleBackslashIcon,
  meets: CheckCircledIcon,
  waits: QuestionMarkCircledIcon,
  moves: LapTimerIcon,
  other: UpdateIcon,
} as const
const LINES_MAX = 8

/** What would follow, or why it would be refused. */
export function Follows({ seen }: { readonly seen: Foresight | undefined }) {
  const words = useWords()
  const names = useNames()
  if (seen === undefined) return null
  if (seen.refused !== null)
    return (
      <Remark color="yellow" title={words.dealing.refused.title}>
        {refusalText(seen.refused, names, words)}
      </Remark>
    )
  return <Lines lines={linesOf(seen, { names, words })} />
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { dealing } = useWords()
  const [all, showAll] = useState(false)
  const shown = all ? lines : lines.slice(0, LINES_MAX)
  return (
    <Box className={classes['follows'] ?? ''} component="section" aria-label={dealing.follows}>
      <Text size="sm" fw={600}>
        {dealing.follows}
      </Text>
      {lines.length === 0 && <Text size="sm">{dealing.nothingFollows}</Text>}
      <ul className={classes['lines']}>
        {shown.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have no name of their own, and never move
          <OneLine key={index} line={line} />
        ))}
      </ul>
      {lines.length > LINES_MAX && (
        <Button size="compact-xs" variant="subtle" onClick={() => showAll(!all)}>
          {all ? dealing.side.showFewer : dealing.side.showAll(lines.length)}
        </Button>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {dealing.onRecord}
      </Text>
    </Box>
  )
}

function OneLine({ line: { kind, text, at } }: { readonly line: Line }) {
  const { follow } = useWords().dealing
  const Sign = SIGNS[kind]
  const said = kind === 'page' || kind === 'message' || kind === 'other' ? undefined : follow[kind]
  return (
    <li className={classes['line']}>
      <Sign aria-hidden />
      <span>
        {said !== undefined && <strong>{said}: </strong>}
        {text}
      </span>
      {at !== undefined && <When at={at} />}
    </li>
  )
}

import { Anchor, Button, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTell } from '../api/queries.ts'
import type { SignalGroup } from '../api/operations.ts'
import { Since } from '../board/since.tsx'
import { useLooseSignals } from '../board/use-loose-signals.ts'
import { paths } from '../paths.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import classes from './triage.module.css'

/** Signals that fire and that no incident took, each an incident in one touch. */
export function Loose() {
  const { board } = useWords()
  const groups = useLooseSignals()
  if (groups.length === 0) return null
  return (
    <section aria-label={board.signalGroups} className={classes['loose']}>
      <h2>{board.signalGroups}</h2>
      <ul className={classes['list']}>
        {groups.map(group => (
          <LooseSignal key={group.key} group={group} />
        ))}
      </ul>
      <Anchor component={Link} to={paths.signals()} size="sm">
        {board.toSignals}
      </Anchor>
    </section>
  )
}

function LooseSignal({ group }: { readonly group: SignalGroup }) {
  const { board } = useWords()
  const navigate = useNavigate()
  const { key, title, source, firing, changed } = group
  const declare = useTell('declare-from-signal', ['list-signals'])
  const declareIt = () =>
    declare.mutate(
      { params: { key }, body: {} },
      {
        onSuccess: ({ id }) =>
          void navigate({ to: paths.triage(), search: { incident: id } as never }),
      },
    )
  return (
    <li className={classes['group']}>
      <div>
        <Text size="sm" fw={550}>
          {title}
        </Text>
        <Text size="sm" c="dimmed" component="span">
          {source} · {board.firing(firing)} · <Since at={changed} clock={null} />
        </Text>
        <Trouble error={declare.error} />
      </div>
      <Button variant="default" mih={44} onClick={declareIt} loading={declare.isPending}>
        {board.declareFrom}
        <span className="only-heard"> {title}</span>
      </Button>
    </li>
  )
}

import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ListedIncident } from '../api/operations.ts'
import { paths } from '../paths.ts'
import { useMe } from '../api/session.ts'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'
import { unclassified } from './order.ts'
import { Panel } from './panel.tsx'
import { Since } from './since.tsx'
import { useLooseSignals } from './use-loose-signals.ts'

const SHOWN_MAX = 5

/** What nobody has judged yet: incidents without a severity, and signals without an incident. */
export function TriageQueue({ incidents }: { readonly incidents: readonly ListedIncident[] }) {
  const { board } = useWords()
  const { may } = useMe()
  const waiting = unclassified(incidents)
  const loose = useLooseSignals()
  if (waiting.length === 0 && loose.length === 0) return null
  return (
    <Panel
      title={`${board.triage} (${waiting.length + loose.length})`}
      aside={
        may('incident:write') && (
          <Anchor component={Link} to={paths.triage()} size="sm">
            {board.triageOpen}
          </Anchor>
        )
      }
    >
      <ul className={classes['list']}>
        {waiting.slice(0, SHOWN_MAX).map(({ id, number, title, detected, clock }) => (
          <li key={id} className={classes['entry']}>
            <Link
              to={paths.triage()}
              search={{ incident: id } as never}
              className={classes['link']}
            >
              <Text size="sm" fw={550}>
                {board.number(number)} {title}
              </Text>
            </Link>
            <span className={classes['small']}>
              {detected !== null && <Since at={detected} clock={clock} />}
            </span>
          </li>
        ))}
        {loose.length > 0 && (
          <li className={classes['entry']}>
            <Link to={paths.signals()} className={classes['link']}>
              <Text size="sm">{board.signalsAlone(loose.length)}</Text>
            </Link>
          </li>
        )}
      </ul>
    </Panel>
  )
}

import { Anchor } from '@mantine/core'
import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { usePersonName } from '../ui/person.tsx'
import { useNothingSetUp } from '../ui/readiness.tsx'
import { When } from '../ui/when.tsx'
import classes from './board.module.css'
import { Panel } from './panel.tsx'

/** What would go wrong tonight: only when something would. */
export function Readiness() {
  const { board, contacts } = useWords()
  const { may } = useMe()
  const nothingSetUp = useNothingSetUp()
  const nameOf = usePersonName()
  const { data } = useAsk('get-readiness')
  const gaps = useGaps()
  if (data === undefined) return null
  const unfilled = [...data.positions_unfilled, ...data.groups_unfilled]
  const isWanting = unfilled.length > 0 || data.people_without_channel.length > 0
  const lost = data.people.filter(({ reasons }) =>
    reasons.some(({ code }) => code === 'channel-not-set-up'),
  ).length
  const warnings = [
    ...(data.plan === null ? [board.noPlan] : []),
    ...(unfilled.length > 0 ? [board.unfilled(unfilled.join(', '))] : []),
    ...(data.people_without_channel.length > 0
      ? [board.unreachable(data.people_without_channel.map(nameOf).join(', '))]
      : []),
    ...(lost > 0 ? [nothingSetUp ? contacts.nothingSetUp : board.notReached(lost)] : []),
  ]
  if (warnings.length === 0 && gaps.length === 0) return null
  return (
    <Panel title={board.readiness}>
      <ul className={classes['list']}>
        {warnings.map(warning => (
          <li key={warning} className={classes['entry']} style={{ fontSize: 14 }}>
            <ExclamationTriangleIcon aria-hidden /> {warning}
          </li>
        ))}
        {gaps.map(({ id, rota, from, to }) => (
          <li key={id} className={classes['entry']} style={{ fontSize: 14 }}>
            <ExclamationTriangleIcon aria-hidden />{' '}
            <Anchor
              component={Link}
              to={paths.onCall()}
              search={{ rota: id } as never}
              inherit
              underline="always"
            >
              {board.gap(rota)}
            </Anchor>{' '}
            <When at={from} /> – <When at={to} />
          </li>
        ))}
      </ul>
      {data.plan === null ? (
        <Anchor component={Link} to={paths.plans()} className={classes['lead']}>
          {board.setPlan}
        </Anchor>
      ) : (
        isWanting && (
          <Anchor component={Link} to={paths.people()} className={classes['lead']}>
            {board.putIn}
          </Anchor>
        )
      )}
      {lost > 0 && may('admin') && (
        <Anchor component={Link} to={paths.settings()} hash="channels" className={classes['lead']}>
          {contacts.setUpChannels}
        </Anchor>
      )}
    </Panel>
  )
}

/** Of each rota the next time in which nobody has the turn. */
function useGaps() {
  const { data } = useAsk('list-rotas')
  return (data?.rotas ?? []).flatMap(({ id, title, gaps: [next] }) =>
    next === undefined ? [] : [{ id, rota: title, from: next.from, to: next.to }],
  )
}

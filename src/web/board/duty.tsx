import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'
import { Panel } from './panel.tsx'

/** Who is asked for what at this minute: who takes command, who is on call, then the other roles. */
export function Duty() {
  const { board, sheet } = useWords()
  const { data } = useAsk('get-duty')
  if (data === undefined || data.duties.length === 0) return null
  return (
    <Panel
      title={board.duty}
      aside={
        <Anchor component={Link} to={paths.sheet()} size="sm">
          {sheet.title}
        </Anchor>
      }
    >
      <ul className={classes['list']}>
        {data.duties.map(({ id, title, people }) => (
          <li key={id} className={classes['entry']} style={{ paddingBlock: 5 }}>
            <span className={classes['small']}>{title ?? board.onCall}</span>
            {people.length === 0 ? (
              <div className={classes['late']}>{board.nobodyOnDuty}</div>
            ) : (
              <Text size="sm">
                <b>{people[0]?.name}</b>
                {people.slice(1).map(({ name }) => `, ${name}`)}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

import { Group, Text } from '@mantine/core'
import { useId } from 'react'
import type { Proposal } from '../api/operations.ts'
import { levelName } from '../ui/level-name.ts'
import { Severity } from '../ui/severity.tsx'
import { useWords } from '../words/words.ts'
import classes from './declare.module.css'
import { LATER, isBelowFloor } from './level.ts'

/** Every level with what it means and examples, worst first; the one that the plan proposes says so. */
export function Levels({
  proposal,
  taken,
  take,
  mayWait = true,
}: {
  readonly proposal: Proposal
  readonly taken: string | undefined
  readonly take: (level: string) => void
  /** Whether it may be left open. */
  readonly mayWait?: boolean
}) {
  const { declare } = useWords()
  const name = useId()
  const { severities, proposed } = proposal
  return (
    <fieldset className={classes['choices']}>
      <legend className="only-heard">{declare.levels}</legend>
      {severities.map((level, rank) => (
        <label key={level.id} className={classes['level']}>
          <input
            type="radio"
            name={name}
            checked={taken === level.id}
            onChange={() => take(level.id)}
            disabled={isBelowFloor(proposal, level.id)}
          />
          <Group gap="xs" pe={24}>
            <Severity severity={levelName(level)} rank={rank} />
            {proposed?.severity === level.id && (
              <Text size="xs" fw={650} component="span">
                {declare.proposedMark}
              </Text>
            )}
            {isBelowFloor(proposal, level.id) && (
              <Text size="xs" component="span">
                {declare.belowFloor}
              </Text>
            )}
          </Group>
          <Meaning level={level} />
        </label>
      ))}
      {mayWait && (
        <label className={classes['level']}>
          <input
            type="radio"
            name={name}
            checked={taken === undefined}
            onChange={() => take(LATER)}
          />
          {declare.later}
        </label>
      )}
    </fieldset>
  )
}

function Meaning({ level }: { readonly level: Proposal['severities'][number] }) {
  const { declare } = useWords()
  const { means, examples, cites } = level
  return (
    <>
      <p className={classes['means']}>{means}</p>
      {examples.length > 0 && (
        <ul className={classes['examples']} aria-label={declare.examples}>
          {examples.map(example => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      )}
      {cites.length > 0 && <p className={classes['hint']}>{declare.clauses(cites.join(', '))}</p>}
    </>
  )
}

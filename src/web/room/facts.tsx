import { Button, Paper, Text } from '@mantine/core'
import { QuestionMarkCircledIcon } from '@radix-ui/react-icons'
import { useMemo, useState } from 'react'
import { ENDED } from '#/core/incident/ended.ts'
import { Answering } from './answer.tsx'
import { factsWaiting } from './agenda.ts'
import type { Waiting } from './agenda.ts'
import classes from './agenda.module.css'
import { Fold } from './fold.tsx'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

/** Shown of many. */
const FIRST = 1

/** Questions that nobody has answered, with what hangs on each. */
export function FactsWaiting() {
  const { obligations, plan, incident, acts } = useRoom()
  const { words } = useTelling()
  const [isWhole, showWhole] = useState(false)
  const waiting = useMemo(
    () => factsWaiting(obligations, plan, incident, ({ by }) => by !== undefined && acts(by)),
    [obligations, plan, incident, acts],
  )
  if (waiting.length === 0 || ENDED.has(incident.status)) return null
  const shown = isWhole ? waiting : waiting.slice(0, FIRST)
  return (
    <Paper component="section" withBorder p="xs" aria-label={words.factsWait(waiting.length)}>
      <Text size="sm" fw={650} className={classes['facts']}>
        <QuestionMarkCircledIcon aria-hidden /> {words.factsWait(waiting.length)}
      </Text>
      {shown.map(it => (
        <Question key={it.fact.id} waiting={it} />
      ))}
      {waiting.length > FIRST && (
        <Button variant="subtle" size="compact-xs" onClick={() => showWhole(!isWhole)}>
          {isWhole ? words.showFewer : words.showAllFacts(waiting.length)}
        </Button>
      )}
    </Paper>
  )
}

function Question({ waiting: { fact, hangs, wasAsked } }: { readonly waiting: Waiting }) {
  const { words, names } = useTelling()
  return (
    <div className={classes['question']}>
      <Text size="sm" fw={550}>
        {fact.ask}
      </Text>
      <Text size="xs" c="dimmed">
        {[
          ...(fact.by === undefined ? [] : [words.asked(names.party(fact.by))]),
          ...(wasAsked ? [words.saidNotKnown] : []),
        ].join(' · ')}
      </Text>
      {fact.help !== undefined && (
        <Text size="xs" c="dimmed">
          {fact.help}
        </Text>
      )}
      <div className={classes['answering']}>
        <Answering fact={fact} />
      </div>
      <Fold label={<Text size="xs">{words.hangsOnIt(hangs.length)}</Text>}>
        <ul className={classes['hangs']}>
          {hangs.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ul>
      </Fold>
    </div>
  )
}

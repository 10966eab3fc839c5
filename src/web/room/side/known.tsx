// What is known: systems, facts, fields of the record.
import { Badge } from '@mantine/core'
import type { Fact } from '#/core/plan/plan.ts'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { Buttons, Do, Section, Some } from './section.tsx'
import classes from './side.module.css'

const SYSTEMS_MAX = 6
const FACTS_MAX = 6
const FIELDS_MAX = 6

export function Systems() {
  const { systems: words, side } = useWords().dealing
  const { incident, plan, open } = useRoom()
  const names = useNames()
  return (
    <Section name="systems" title={side.systems} count={incident.systems.length}>
      <Some of={incident.systems} most={SYSTEMS_MAX}>
        {id => {
          const known = plan.systems.find(system => system.id === id)
          return (
            <li key={id} className={classes['item']}>
              <div className={classes['row']}>
                <span className={classes['title']}>{known?.title ?? id}</span>
                {known?.tier !== undefined && (
                  <Badge size="sm" variant="default" tt="none">
                    {words.tier(known.tier)}
                  </Badge>
                )}
              </div>
              <div className={classes['dim']}>
                {known === undefined
                  ? words.unknownToPlan
                  : known.owner !== undefined && words.ownedBy(names.party(known.owner))}
              </div>
            </li>
          )
        }}
      </Some>
      <Buttons>
        <Do command="add-systems" label={words.add} run={() => open({ name: 'add-systems' })} />
      </Buttons>
    </Section>
  )
}

/** What was answered, by whom and when; what is open the agenda asks. */
export function Facts() {
  const { facts: words, side } = useWords().dealing
  const { incident, plan, open } = useRoom()
  const names = useNames()
  const newest = incident.answers.toReversed()
  return (
    <Section name="facts" title={side.facts} count={newest.length}>
      <Some of={newest} most={FACTS_MAX}>
        {({ fact, answer, at, by }) => {
          const known = plan.facts.find(({ id }) => id === fact)
          return (
            <li key={fact} className={classes['item']}>
              <div>{known?.ask ?? fact}</div>
              <div className={classes['row']}>
                <span className={classes['title']}>{answerShown(known, answer, words)}</span>
                <span className={classes['dim']}>
                  {words.by(names.party(by))}, <When at={at} />
                </span>
              </div>
              <Buttons>
                <Do
                  command="answer"
                  label={words.correct}
                  named={known?.ask ?? fact}
                  run={() => open({ name: 'answer', fact })}
                />
              </Buttons>
            </li>
          )
        }}
      </Some>
    </Section>
  )
}

type FactWords = ReturnType<typeof useWords>['dealing']['facts']

export function answerShown(
  fact: Fact | undefined,
  answer: string | number | null,
  words: FactWords,
): string {
  if (answer === null) return words.unknown
  if (fact?.kind === 'yes-no') return answer === 'yes' ? words.yes : words.no
  return fact?.kind === 'choice' ? String(answer).replaceAll('-', ' ') : String(answer)
}

/** Fields of the record that people fill in: those without which it cannot be closed first. */
export function Fields() {
  const { facts: words, side } = useWords().dealing
  const { incident, plan, open } = useRoom()
  const fields = plan.fields.filter(({ from }) => from === undefined)
  if (fields.length === 0) return null
  const missing = fields.filter(({ id, required }) => required && !incident.fields[id]).length
  const ordered = fields.toSorted((one, other) => Number(other.required) - Number(one.required))
  return (
    <Section
      name="fields"
      title={side.record}
      alarm={missing > 0 ? `${missing} ${words.missing}` : undefined}
    >
      <Some of={ordered} most={FIELDS_MAX}>
        {({ id, title, required }) => (
          <li key={id} className={classes['item']}>
            <div className={classes['row']}>
              <span>{title}</span>
              <Do
                command="set-field"
                label={words.field}
                named={title}
                run={() => open({ name: 'set-field', field: id })}
              />
            </div>
            {incident.fields[id] ? (
              <div className={classes['title']}>{incident.fields[id]}</div>
            ) : (
              <div className={required ? classes['loud'] : classes['dim']}>
                {words.missing}
                {required && ` (${words.required})`}
              </div>
            )}
          </li>
        )}
      </Some>
    </Section>
  )
}

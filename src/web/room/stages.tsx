import { CheckIcon } from '@radix-ui/react-icons'
import classes from './head.module.css'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

/** The stages of the plan as steps: which have begun, which it is in, which are ahead. */
export function Stages() {
  const { plan, incident, open, whyNot } = useRoom()
  const { words, names } = useTelling()
  if (plan.stages.length === 0) return null
  const now = plan.stages.findIndex(({ id }) => id === incident.stage)
  const barred = whyNot('begin-stage')
  return (
    <ol className={classes['stages']} aria-label={words.stages}>
      {plan.stages.map(({ id, title }, place) => {
        const began = incident.stages[id]
        const state = place === now ? 'now' : began === undefined ? 'ahead' : 'begun'
        const told = began === undefined ? words.stageNotYet : words.stageBegan(names.when(began))
        return (
          <li key={id} data-state={state}>
            <button
              type="button"
              aria-current={state === 'now' ? 'step' : undefined}
              disabled={state === 'now' || barred !== undefined}
              title={`${title}: ${told}${barred === undefined ? '' : `. ${barred}`}`}
              onClick={() => open({ name: 'stage', stage: id })}
            >
              {state === 'begun' && <CheckIcon aria-hidden />}
              <span>{title}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

import { EyeNoneIcon, RocketIcon } from '@radix-ui/react-icons'
import { useWords } from '../words/words.ts'
import classes from './board.module.css'

/** What sets an incident apart from the others, in a sign and a word. */
export function Marks({
  of: { exercise, restricted },
}: {
  readonly of: { readonly exercise: boolean; readonly restricted: boolean }
}) {
  const { everywhere } = useWords()
  return (
    <>
      {exercise && (
        <span className={classes['mark']}>
          <RocketIcon aria-hidden /> {everywhere.exercise}
        </span>
      )}
      {restricted && (
        <span className={classes['mark']}>
          <EyeNoneIcon aria-hidden /> {everywhere.restricted}
        </span>
      )}
    </>
  )
}

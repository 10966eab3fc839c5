import { Authority } from './authority.tsx'
import { Facts, Fields, Systems } from './known.tsx'
import { Evidence, Proof, Signals } from './material.tsx'
import { Messages } from './messages.tsx'
import { People } from './people.tsx'
import { Review } from './review.tsx'
import classes from './side.module.css'

/** The right-hand column: who takes part, what is affected, what belongs to it. */
export function Side() {
  return (
    <div className={classes['side']}>
      <People />
      <Messages />
      <Authority />
      <Systems />
      <Facts />
      <Fields />
      <Signals />
      <Evidence />
      <Review />
      <Proof />
    </div>
  )
}

// What is learned: meetings, notes, findings, follow-ups, publication.
import { useWords } from '../../words/words.ts'
import { When } from '../../ui/when.tsx'
import { isOwed } from '../dialogs/writing.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { Buttons, Do, Section, Some } from './section.tsx'
import classes from './side.module.css'

const SHOWN_MAX = 5

export function Review() {
  const { review, side } = useWords().dealing
  const { incident, obligations, open } = useRoom()
  const names = useNames()
  const notes = obligations.filter(it => it.act === 'notes' && isOwed(it))
  const waitsForNotes = notes.flatMap(({ owners }) => owners)
  return (
    <Section
      name="review"
      title={side.review}
      count={incident.findings.length + incident.follow_ups.length}
    >
      <Meetings />
      {waitsForNotes.length > 0 && (
        <p className={classes['sub']}>{review.notesDue(names.parties(waitsForNotes))}</p>
      )}
      <Findings />
      <FollowUps />
      <Buttons>
        <Do command="write-notes" label={review.notes} run={() => open({ name: 'write-notes' })} />
        <Do
          command="add-finding"
          label={review.finding}
          run={() => open({ name: 'add-finding' })}
        />
        <Do
          command="add-follow-up"
          label={review.followUp}
          run={() => open({ name: 'add-follow-up' })}
        />
        <Do
          command="give-feedback"
          label={review.feedback}
          run={() => open({ name: 'give-feedback' })}
        />
      </Buttons>
    </Section>
  )
}

function Meetings() {
  const { review } = useWords().dealing
  const { incident, obligations, open } = useRoom()
  const names = useNames()
  const wanted = obligations.filter(it => it.act === 'meet' && isOwed(it))
  if (wanted.length === 0 && incident.meetings.length === 0) return null
  return (
    <>
      <h3 className={classes['sub']}>{review.meetings}</h3>
      <ul className={classes['list']}>
        {incident.meetings.map(({ id, obligation, starts, held, present }) => (
          <li key={id} className={classes['item']}>
            <div className={classes['title']}>{names.obligation(obligation)}</div>
            {held === null ? (
              <div>
                {review.planned}: <When at={starts} day="always" />
              </div>
            ) : (
              <div>
                {review.heldWith(names.parties(present))}, <When at={held} />
              </div>
            )}
          </li>
        ))}
        {wanted.map(({ id, title }) => (
          <li key={id} className={classes['item']}>
            <div className={classes['title']}>{title}</div>
            <Buttons>
              <Do
                command="schedule-meeting"
                label={review.schedule}
                named={title}
                run={() => open({ name: 'schedule-meeting', obligation: id })}
              />
              <Do
                command="hold-meeting"
                label={review.hold}
                named={title}
                run={() => open({ name: 'hold-meeting', obligation: id })}
              />
            </Buttons>
          </li>
        ))}
      </ul>
    </>
  )
}

function Findings() {
  const { review } = useWords().dealing
  const { incident } = useRoom()
  if (incident.findings.length === 0) return null
  return (
    <>
      <h3 className={classes['sub']}>{review.findings}</h3>
      <Some of={incident.findings} most={SHOWN_MAX}>
        {({ id, kind, text }) => (
          <li key={id} className={classes['item']}>
            <span className={classes['dim']}>{kind.replaceAll('-', ' ')}: </span>
            {text}
          </li>
        )}
      </Some>
    </>
  )
}

function FollowUps() {
  const { review } = useWords().dealing
  const { incident, open } = useRoom()
  const names = useNames()
  if (incident.follow_ups.length === 0) return null
  return (
    <>
      <h3 className={classes['sub']}>{review.followUps}</h3>
      <Some of={incident.follow_ups} most={SHOWN_MAX}>
        {({ id, title, owner, due, done, plan_change: changesPlan }) => (
          <li key={id} className={classes['item']}>
            <div className={classes['title']}>{title}</div>
            <div className={classes['dim']}>
              {names.party(owner)}, {done === null ? review.due : review.done}{' '}
              <When at={done ?? due} day="always" />
              {changesPlan && ` · ${review.planChangeShort}`}
            </div>
            {done === null && (
              <Buttons>
                <Do
                  command="finish-follow-up"
                  label={review.finish}
                  named={title}
                  run={() => open({ name: 'finish-follow-up', followUp: id })}
                />
              </Buttons>
            )}
          </li>
        )}
      </Some>
    </>
  )
}

import { useState } from 'react'
import { Button } from '@mantine/core'
import { useAsk } from '../../api/queries.ts'
import { Countdown, When } from '../../ui/when.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { toBeWritten } from '../dialogs/writing.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { messagesIn } from './messages.ts'
import type { SentMessage } from './messages.ts'
import { Buttons, Do, Section, Some } from './section.tsx'
import classes from './side.module.css'

const MESSAGES_MAX = 4
const ROWS_MAX = 20
const SENT_MAX = 1000

/** What is still to be written, and what went out with its receipts. */
export function Messages() {
  const { dealing } = useWords()
  const { compose, side } = dealing
  const { id, incident, open, obligations } = useRoom()
  const { data, error } = useAsk('list-sent', { params: { id }, query: { limit: SENT_MAX } })
  const owed = toBeWritten(obligations)
  const sent = messagesIn(data?.sent ?? [])
  return (
    <Section name="messages" title={side.messages} count={sent.length}>
      <Buttons>
        <Do primary command="update" label={compose.update} run={() => open({ name: 'update' })} />
      </Buttons>
      {owed.length > 0 && (
        <>
          <h3 className={classes['sub']}>{compose.openPromises}</h3>
          <ul className={classes['list']}>
            {owed.map(it => (
              <li key={it.id} className={classes['item']}>
                <div className={classes['row']}>
                  <span className={classes['title']}>{it.title}</span>
                  {it.due !== undefined && (
                    <Countdown due={it.due} clock={incident.clock} size="xs" />
                  )}
                </div>
                <Buttons>
                  <Do
                    command="note"
                    label={compose.title[it.act as 'notice' | 'report' | 'publish']}
                    named={it.title}
                    run={() => open({ name: 'compose', obligation: it.id })}
                  />
                </Buttons>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className={classes['sub']}>{compose.sent}</h3>
      <Trouble error={error} />
      <Some of={sent} most={MESSAGES_MAX}>
        {message => <OneMessage key={message.message} message={message} />}
      </Some>
    </Section>
  )
}

function OneMessage({ message }: { readonly message: SentMessage }) {
  const { dealing } = useWords()
  const { compose, side } = dealing
  const names = useNames()
  const [isOpen, setOpen] = useState(false)
  const { rows, delivered, failed, subject, at } = message
  return (
    <li className={classes['item']}>
      <div className={classes['row']}>
        <span className={classes['title']}>{subject}</span>
        <span className={classes['dim']}>
          <When at={at} />
        </span>
      </div>
      <div className={classes['row']}>
        <span className={failed > 0 ? classes['loud'] : classes['dim']}>
          {compose.receipts(delivered, rows.length)}
        </span>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? side.hide : side.show}: ${subject}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? side.hide : side.show}
        </Button>
      </div>
      {isOpen && (
        <ul className={classes['list']}>
          {rows.slice(0, ROWS_MAX).map(({ to, channel, outcome, detail }) => (
            <li key={`${to} ${channel}`} className={classes['dim']}>
              {names.party(to)}, {compose.previewOf[channel]}:{' '}
              {outcome === null ? compose.pending : compose.outcome[outcome]}
              {detail !== null && outcome === 'failed' && ` (${detail})`}
            </li>
          ))}
          {rows.length > ROWS_MAX && <li>{dealing.more(rows.length - ROWS_MAX)}</li>}
        </ul>
      )}
    </li>
  )
}

// Dialogs that ask for a reason, or a text, and nothing else.
import { Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { useApprovals } from './approvals.tsx'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import { ReasonField } from './fields.tsx'
import { useKept } from './use-kept.ts'

const reasonIn = (text: string) => (text.trim() === '' ? {} : { reason: text })

export function Declassify({ close }: Opened<'declassify'>) {
  const { classify } = useWords().dealing
  const reason = useKept('declassify')
  return (
    <Deal
      title={classify.declassifyTitle}
      command="declassify"
      body={reason.text.trim() === '' ? undefined : { reason: reason.text }}
      confirm={classify.declassify}
      close={close}
      done={reason.clear}
    >
      <Text size="sm">{classify.declassifyMeans}</Text>
      <ReasonField draft={reason} required />
    </Deal>
  )
}

export function Reopen({ close }: Opened<'reopen'>) {
  const { ending } = useWords().dealing
  const reason = useKept('reopen')
  return (
    <Deal
      title={ending.reopenTitle}
      command="reopen"
      body={reason.text.trim() === '' ? undefined : { reason: reason.text }}
      confirm={ending.reopen}
      close={close}
      done={reason.clear}
    >
      <Text size="sm">{ending.reopenMeans}</Text>
      <ReasonField draft={reason} required />
    </Deal>
  )
}

export function Decline({ asked: { role }, close }: Opened<'decline'>) {
  const { people } = useWords().dealing
  const names = useNames()
  const reason = useKept(`decline.${role}`)
  return (
    <Deal
      title={people.declineTitle(names.party(role))}
      command="decline"
      body={{ role, ...reasonIn(reason.text) }}
      confirm={people.decline}
      close={close}
      done={reason.clear}
    >
      <ReasonField draft={reason} />
    </Deal>
  )
}

export function HandOn({ asked: { page }, close }: Opened<'hand-on'>) {
  const { people } = useWords().dealing
  const reason = useKept('hand-on')
  return (
    <Deal
      title={people.handOnTitle}
      command="hand-on"
      body={{ ...(page !== undefined && { page }), ...reasonIn(reason.text) }}
      confirm={people.handOn}
      close={close}
      done={reason.clear}
    >
      <ReasonField draft={reason} />
    </Deal>
  )
}

export function Waive({ asked: { obligation }, close }: Opened<'waive'>) {
  const { gate } = useWords().dealing
  const names = useNames()
  const reason = useKept(`waive.${obligation}`)
  return (
    <Deal
      title={gate.waiveTitle(names.obligation(obligation))}
      command="waive"
      body={reason.text.trim() === '' ? undefined : { obligation, reason: reason.text }}
      confirm={gate.waiveOne}
      color="grape"
      close={close}
      done={reason.clear}
    >
      <Text size="sm">{gate.waiveMeans}</Text>
      <ReasonField draft={reason} required />
    </Deal>
  )
}

/** Ticks a task off, with what was done and where it can be seen. */
export function Complete({
  obligation,
  close,
}: {
  readonly obligation: string
  readonly close: () => void
}) {
  const { work } = useWords().dealing
  const names = useNames()
  const { plan, obligations } = useRoom()
  const text = useKept(`complete.${obligation}`)
  const [url, setUrl] = useState('')
  const written = {
    obligation,
    ...(text.text.trim() !== '' && { text: text.text }),
    ...(url.trim() !== '' && { url: url.trim() }),
  }
  const approvals = useApprovals({ obligation }, 'complete', written)
  const rule = obligations.find(({ id }) => id === obligation)?.rule
  const help = plan.rules.find(({ id }) => id === rule)?.help
  return (
    <Deal
      title={work.completeTitle(names.obligation(obligation))}
      command="complete"
      body={{ ...written, ...approvals.breaking }}
      confirm={work.complete}
      close={close}
      done={text.clear}
    >
      {help !== undefined && <Text size="sm">{help}</Text>}
      <Textarea
        label={work.text}
        autosize
        minRows={3}
        data-autofocus
        value={text.text}
        onChange={event => text.write(event.currentTarget.value)}
      />
      <TextInput
        label={work.url}
        type="url"
        value={url}
        onChange={event => setUrl(event.currentTarget.value)}
      />
      {approvals.shown}
    </Deal>
  )
}

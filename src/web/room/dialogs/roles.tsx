// Who does what: roles given, handed over, and people called in.
import { Text } from '@mantine/core'
import { useState } from 'react'
import { ReadinessBadge } from '../../ui/readiness.tsx'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import { PersonField, ReasonField } from './fields.tsx'
import { useKept } from './use-kept.ts'

export function Assign({ asked: { role }, close }: Opened<'assign'>) {
  const { people } = useWords().dealing
  const names = useNames()
  const { plan } = useRoom()
  const [person, setPerson] = useState<string | null>(null)
  const reason = useKept(`assign.${role}`)
  const duties = plan.roles.find(({ id }) => id === role)?.duties ?? []
  return (
    <Deal
      title={people.assignTitle(names.party(role))}
      command="assign"
      body={
        person === null
          ? undefined
          : { role, person, ...(reason.text.trim() !== '' && { reason: reason.text }) }
      }
      confirm={people.assign}
      close={close}
      done={reason.clear}
    >
      {duties.length > 0 && (
        <Text size="sm">
          {people.duties}: {duties.join('; ')}
        </Text>
      )}
      <PersonField value={person} change={setPerson} />
      {person !== null && <ReadinessBadge person={person} />}
      <Text size="sm">{people.askedByPage}</Text>
      <ReasonField draft={reason} />
    </Deal>
  )
}

export function HandOver({ asked: { role }, close }: Opened<'hand-over'>) {
  const { people } = useWords().dealing
  const names = useNames()
  const { plan, me } = useRoom()
  const [to, setTo] = useState<string | null>(null)
  const reason = useKept(`hand-over.${role}`)
  const isConfirmed = plan.roles.find(({ id }) => id === role)?.handOver === 'confirmed'
  return (
    <Deal
      title={people.handOverTitle(names.party(role))}
      command="hand-over"
      body={
        to === null
          ? undefined
          : { role, to, ...(reason.text.trim() !== '' && { reason: reason.text }) }
      }
      confirm={people.handOver}
      close={close}
      done={reason.clear}
    >
      <PersonField value={to} change={setTo} leave={me === null ? [] : [me]} />
      {to !== null && <ReadinessBadge person={to} />}
      <Text size="sm">{isConfirmed ? people.confirmedHandOver : people.plainHandOver}</Text>
      <ReasonField draft={reason} />
    </Deal>
  )
}

export function CallIn({ close }: Opened<'call-in'>) {
  const { people } = useWords().dealing
  const [person, setPerson] = useState<string | null>(null)
  const reason = useKept('call-in')
  return (
    <Deal
      title={people.callIn}
      command="call-in"
      body={
        person === null
          ? undefined
          : { person, ...(reason.text.trim() !== '' && { reason: reason.text }) }
      }
      confirm={people.callIn}
      close={close}
      done={reason.clear}
    >
      <PersonField value={person} change={setPerson} />
      {person !== null && <ReadinessBadge person={person} />}
      <Text size="sm">{people.wakes}</Text>
      <ReasonField draft={reason} />
    </Deal>
  )
}

import { Text } from '@mantine/core'
import { useAsk, useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Confirmed } from './confirmed.tsx'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

/** Links that still let somebody in. */
export function Invitations() {
  const { members } = useWords()
  const nameOf = usePersonName()
  const { data, error } = useAsk('list-invitations')
  const withdraw = useTell('withdraw-invitation', ['list-invitations'])
  const open = data?.invitations.filter(({ state }) => state === 'open') ?? []
  return (
    <Section title={members.invitations}>
      <Trouble error={error} />
      <Failure error={withdraw.error} />
      {open.length === 0 && (
        <Text size="sm" c="dimmed">
          {members.noInvitations}
        </Text>
      )}
      <Rows>
        {open.map(({ id, person, role, by, expires }) => (
          <Row
            key={id}
            title={person.name}
            facts={
              <>
                {members.roles[role].title} · {members.invitedBy(nameOf(by))} · {members.until}{' '}
                <When at={expires} day="always" />
              </>
            }
            actions={
              <Confirmed
                label={members.withdraw}
                about={person.name}
                loading={withdraw.isPending}
                onConfirm={() => withdraw.mutate({ params: { invitation: id } })}
              />
            }
          />
        ))}
      </Rows>
    </Section>
  )
}

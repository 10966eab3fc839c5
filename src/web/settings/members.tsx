import { ActionIcon, Badge, Group, Loader, Menu, NativeSelect, Stack } from '@mantine/core'
import { DotsHorizontalIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { Failure } from '../sign-in/failure.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Invitations } from './invitations.tsx'
import { Invite, NewLink } from './invite.tsx'
import { waysOf } from './member.ts'
import type { Member } from './member.ts'
import { ROLES } from './roles.ts'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

/** Who may sign in, and with which rights. */
export function Members() {
  const { members } = useWords()
  const { data, error, refetch } = useAsk('list-members')
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  return (
    <Stack gap="md">
      <Section title={members.title} means={members.mean}>
        <Rows>
          {data.members.map(member => (
            <OneMember key={member.id} member={member} />
          ))}
        </Rows>
      </Section>
      <Invite />
      <Invitations />
    </Stack>
  )
}

const CHANGED = ['list-members', 'list-account-events'] as const

function OneMember({ member }: { readonly member: Member }) {
  const { members } = useWords()
  const { person: me } = useMe()
  const [link, setLink] = useState<Answer<'invite'>>()
  const change = useTell('change-member-role', CHANGED)
  const { id, person, role } = member
  return (
    <Row
      title={person.name}
      marks={<Marks member={member} isMe={person.id === me?.id} />}
      facts={
        <>
          {[person.email, ...waysOf(member, members.waysOf), members.sessions(member.sessions)]
            .filter(fact => fact !== null && fact !== undefined)
            .join(' · ')}{' '}
          ·{' '}
          {member.last_seen === null ? (
            members.neverSeen
          ) : (
            <>
              {members.lastSeen} <When at={member.last_seen} />
            </>
          )}
          <Failure error={change.error} />
          {link !== undefined && <NewLink invitation={link} />}
        </>
      }
      actions={
        <Group gap="xs" wrap="nowrap">
          <NativeSelect
            aria-label={members.roleOf(person.name)}
            value={role}
            disabled={change.isPending || member.disabled !== null}
            onChange={event =>
              change.mutate({
                params: { member: id },
                body: { role: event.currentTarget.value as Member['role'] },
              })
            }
            data={ROLES.map(name => ({ value: name, label: members.roles[name].title }))}
          />
          <More member={member} told={setLink} />
        </Group>
      }
    />
  )
}

function Marks({ member, isMe }: { readonly member: Member; readonly isMe: boolean }) {
  const { members } = useWords()
  const marks = [
    isMe && members.you,
    member.disabled !== null && members.closed,
    !member.in_directory && members.left,
  ]
  return marks
    .filter(mark => mark !== false)
    .map(mark => (
      <Badge key={mark} variant="default" tt="none">
        {mark}
      </Badge>
    ))
}

/** What an owner does about a member now and then. */
function More({
  member: { id, person, role, disabled, in_directory },
  told,
}: {
  readonly member: Member
  readonly told: (link: Answer<'invite'>) => void
}) {
  const { members } = useWords()
  const end = useTell('end-member-sessions', CHANGED)
  const disable = useTell('disable-member', CHANGED)
  const enable = useTell('enable-member', CHANGED)
  const invite = useTell('invite', ['list-invitations'])
  const asked = { params: { member: id } }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={members.more(person.name)}>
            <DotsHorizontalIcon aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={!in_directory || disabled !== null}
            onClick={() =>
              invite.mutate({ body: { role, person: person.id } }, { onSuccess: told })
            }
          >
            {members.newLink}
          </Menu.Item>
          <Menu.Item onClick={() => end.mutate(asked)}>{members.endSessions}</Menu.Item>
          {disabled === null ? (
            <Menu.Item onClick={() => disable.mutate(asked)}>{members.close}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => enable.mutate(asked)}>{members.open}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Failure error={end.error ?? disable.error ?? enable.error ?? invite.error} />
    </>
  )
}

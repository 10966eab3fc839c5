import {
  Alert,
  Button,
  NativeSelect,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import type { Answer, Asked } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import type { Member } from './member.ts'
import { LEGIBLE, ShownOnce } from './once.tsx'
import { ROLES } from './roles.ts'
import { Section } from './section.tsx'

const SOMEBODY_NEW = ' new'

/** Lets somebody in: of the directory, or new in it. */
export function Invite() {
  const { members } = useWords()
  const [who, setWho] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Member['role']>('responder')
  const invite = useTell('invite', ['list-invitations', 'get-directory'])
  const body = (): NonNullable<Asked<'invite'>['body']> =>
    who === SOMEBODY_NEW || who === null
      ? { role, new_person: { name, ...(email !== '' && { email }) } }
      : { role, person: who }
  const empty = () => {
    setWho(null)
    setName('')
    setEmail('')
  }
  return (
    <Section title={members.invite} means={members.roles[role].means}>
      <form
        onSubmit={event => {
          event.preventDefault()
          invite.mutate({ body: body() }, { onSuccess: empty })
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Who who={who} choose={setWho} />
            <NativeSelect
              label={members.role}
              value={role}
              onChange={event => setRole(event.currentTarget.value as Member['role'])}
              data={ROLES.map(it => ({ value: it, label: members.roles[it].title }))}
            />
            {who === SOMEBODY_NEW && (
              <>
                <TextInput
                  label={members.inviteName}
                  required
                  withAsterisk={false}
                  value={name}
                  onChange={event => setName(event.currentTarget.value)}
                />
                <TextInput
                  label={members.inviteEmail}
                  type="email"
                  value={email}
                  onChange={event => setEmail(event.currentTarget.value)}
                />
              </>
            )}
          </SimpleGrid>
          <Failure error={invite.error} />
          <div>
            <Button
              type="submit"
              variant="default"
              disabled={who === null}
              loading={invite.isPending}
            >
              {members.inviteMake}
            </Button>
          </div>
          {invite.data !== undefined && <NewLink invitation={invite.data} />}
        </Stack>
      </form>
    </Section>
  )
}

/** Those of the directory who have no account yet, and somebody new. */
function Who({
  who,
  choose,
}: {
  readonly who: string | null
  readonly choose: (who: string | null) => void
}) {
  const { members } = useWords()
  const directory = useAsk('get-directory')
  const known = useAsk('list-members')
  const have = new Set(known.data?.members.map(({ person }) => person.id))
  const others = directory.data?.people.filter(({ id }) => !have.has(id)) ?? []
  return (
    <Select
      label={members.inviteWho}
      searchable
      value={who}
      onChange={choose}
      data={[
        { value: SOMEBODY_NEW, label: members.inviteSomebodyNew },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

export function NewLink({ invitation }: { readonly invitation: Answer<'invite'> }) {
  const { members } = useWords()
  const { person, link, expires } = invitation
  if (link === null)
    return (
      <Alert color="yellow" variant="light" styles={LEGIBLE}>
        {members.linkGone}
      </Alert>
    )
  return (
    <ShownOnce title={members.link(person.name)} secret={link}>
      {members.linkMeans} <When at={expires} day="always" />.{' '}
      {invitation.is_reset && <Text span>{members.newLinkMeans}</Text>}
    </ShownOnce>
  )
}

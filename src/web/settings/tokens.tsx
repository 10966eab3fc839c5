import { Badge, Loader, Stack, Text } from '@mantine/core'
import { useAsk, useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Confirmed } from './confirmed.tsx'
import { NewToken } from './new-token.tsx'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

/** What programs ask with. */
export function Tokens() {
  const { settings } = useWords()
  const nameOf = usePersonName()
  const { data, error, refetch } = useAsk('list-tokens')
  const revoke = useTell('revoke-token', ['list-tokens'])
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  return (
    <Stack gap="md">
      <NewToken />
      <Section title={settings.tabs.tokens}>
        <Failure error={revoke.error} />
        {data.tokens.length === 0 && <Text size="sm">{settings.noTokens}</Text>}
        <Rows>
          {data.tokens.map(({ id, name, scopes, person, last_used, created, revoked }) => (
            <Row
              key={id}
              title={name}
              marks={
                revoked !== null && (
                  <Badge variant="default" tt="none">
                    {settings.tokenRevoked}
                  </Badge>
                )
              }
              facts={
                <>
                  {scopes.join(', ')} ·{' '}
                  {person === null
                    ? settings.tokenMachine
                    : `${settings.tokenPerson} ${nameOf(person)}`}{' '}
                  · {settings.since} <When at={created} day="always" /> · {settings.lastUsed}{' '}
                  {last_used === null ? settings.never : <When at={last_used} />}
                </>
              }
              actions={
                revoked === null ? (
                  <Confirmed
                    label={settings.tokenRevoke}
                    about={name}
                    loading={revoke.isPending && revoke.variables.params?.token === id}
                    onConfirm={() => revoke.mutate({ params: { token: id } })}
                  />
                ) : undefined
              }
            />
          ))}
        </Rows>
      </Section>
    </Stack>
  )
}

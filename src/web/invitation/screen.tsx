import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import { paths } from '../paths.ts'
import { NoEntry } from '../set-up/screen.tsx'
import { useWay, WayChoice } from '../set-up/way.tsx'
import { nowSignedIn } from '../sign-in/enter.ts'
import { Failure } from '../sign-in/failure.tsx'
import { Outside } from '../sign-in/outside.tsx'
import { makePasskey } from '../sign-in/passkey.ts'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'

/** Somebody was invited, or is let in anew: all that is left to say is how they sign in. */
export function Invitation() {
  const { setUp } = useWords()
  const secret = location.hash.slice(1)
  const { data, error } = useQuery({
    queryKey: ['look-at-invitation', secret],
    queryFn: () => call('look-at-invitation', { body: { secret } }),
    enabled: secret !== '',
    retry: false,
  })
  if (data !== undefined) return <Invited secret={secret} invitation={data} />
  return (
    <Outside title={setUp.join} lead={secret === '' ? setUp.noSecret : undefined}>
      <NoEntry error={error} />
    </Outside>
  )
}

function Invited({
  secret,
  invitation: { person, role, by, expires, is_reset },
}: {
  readonly secret: string
  readonly invitation: Answer<'look-at-invitation'>
}) {
  const { setUp, members } = useWords()
  const { history } = useRouter()
  const way = useWay()
  const finish = useMutation({
    async mutationFn() {
      if (way.way === 'password')
        return call('accept-invitation', { body: { secret, password: way.password } })
      const question = await call('begin-invitation-passkey', { body: { secret } })
      return call('accept-invitation', { body: { secret, passkey: await makePasskey(question) } })
    },
    onSuccess(answer) {
      nowSignedIn(answer)
      history.replace(paths.board())
    },
  })
  const lead = is_reset ? setUp.resetLead : setUp.invitedBy(by, members.roles[role].title)
  return (
    <Outside title={setUp.invited(person.name)} lead={lead}>
      <form
        onSubmit={event => {
          event.preventDefault()
          finish.mutate()
        }}
      >
        <Stack gap="md">
          {!is_reset && <Text size="sm">{members.roles[role].means}</Text>}
          <WayChoice {...way} />
          <Failure error={finish.error} />
          <Button type="submit" size="md" fullWidth loading={finish.isPending}>
            {is_reset ? setUp.reset : setUp.join}
          </Button>
          <Text size="xs" c="dimmed">
            {setUp.until} <When at={expires} day="always" />
          </Text>
        </Stack>
      </form>
    </Outside>
  )
}

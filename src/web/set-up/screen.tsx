import { Anchor, Button, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import { paths } from '../paths.ts'
import { nowSignedIn } from '../sign-in/enter.ts'
import { Failure } from '../sign-in/failure.tsx'
import { Outside } from '../sign-in/outside.tsx'
import { makePasskey } from '../sign-in/passkey.ts'
import { useWords } from '../words/words.ts'
import { Card, useWay, WayChoice } from './way.tsx'
import { useYou, You } from './you.tsx'

/** The first minute: who the first owner is, how they sign in, and which plan is in force. */
export function SetUp() {
  const { setUp } = useWords()
  const secret = location.hash.slice(1)
  const looked = useQuery({
    queryKey: ['look-at-set-up', secret],
    queryFn: () => call('look-at-set-up', { body: { secret } }),
    enabled: secret !== '',
    retry: false,
  })
  const lead = secret === '' ? setUp.noSecret : looked.data === undefined ? undefined : setUp.lead
  return (
    <Outside title={setUp.title} lead={lead} wide>
      <NoEntry error={looked.error} />
      {looked.data !== undefined && <Answers secret={secret} looked={looked.data} />}
    </Outside>
  )
}

/** Why a link opens nothing, and where else to go. */
export function NoEntry({ error }: { readonly error: Error | null }) {
  const { setUp } = useWords()
  if (error === null) return null
  return (
    <>
      <Failure error={error} />
      <Anchor component={Link} to={paths.signIn()}>
        {setUp.toSignIn}
      </Anchor>
    </>
  )
}

function Answers({
  secret,
  looked: { plans, people },
}: {
  readonly secret: string
  readonly looked: Answer<'look-at-set-up'>
}) {
  const { setUp } = useWords()
  const { history } = useRouter()
  const you = useYou(people)
  const [plan, setPlan] = useState(() => plans.find(({ active }) => active)?.id ?? '')
  const way = useWay()
  const finish = useMutation({
    async mutationFn() {
      const given = { secret, ...you.given, ...(plan !== '' && { plan }) }
      if (way.way === 'password')
        return call('set-up', { body: { ...given, password: way.password } })
      const question = await call('begin-set-up-passkey', {
        body: { secret, name: you.given.name },
      })
      return call('set-up', { body: { ...given, passkey: await makePasskey(question) } })
    },
    onSuccess(answer) {
      nowSignedIn(answer)
      history.replace(paths.board())
    },
  })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        finish.mutate()
      }}
    >
      <Stack gap="lg">
        <You {...you} />
        <WayChoice {...way} />
        <PlanChoice plans={plans} plan={plan} choose={setPlan} />
        <Failure error={finish.error} />
        <Button type="submit" size="md" fullWidth loading={finish.isPending}>
          {setUp.go}
        </Button>
      </Stack>
    </form>
  )
}

function PlanChoice({
  plans,
  plan,
  choose,
}: {
  readonly plans: Answer<'look-at-set-up'>['plans']
  readonly plan: string
  readonly choose: (plan: string) => void
}) {
  const { setUp } = useWords()
  return (
    <Radio.Group label={setUp.plan} value={plan} onChange={choose}>
      <Stack gap="xs" mt="xs">
        {plans.map(({ id, title }) => (
          <Card key={id} value={id} title={setUp.plans[id]?.title ?? title} known={title}>
            {setUp.plans[id]?.means ?? title}
          </Card>
        ))}
      </Stack>
      <Text size="xs" c="dimmed" mt="xs">
        {setUp.planLater}
      </Text>
    </Radio.Group>
  )
}

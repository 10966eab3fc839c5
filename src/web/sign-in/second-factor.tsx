import { Anchor, Button, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { nowSignedIn } from './enter.ts'
import { useFirst } from './focus.ts'
import { Failure } from './failure.tsx'
import { Outside } from './outside.tsx'

const DIGITS = 6

/** The password was right; now the code of the authenticator app, or a recovery code. */
export function SecondFactor() {
  const { signIn } = useWords()
  const [recovers, setRecovers] = useState(false)
  const leave = useTell('sign-out')
  return (
    <Outside
      title={recovers ? signIn.recoveryTitle : signIn.secondTitle}
      lead={recovers ? signIn.recoveryExplained : signIn.secondExplained}
    >
      <Code key={String(recovers)} recovers={recovers} />
      <Group justify="space-between" gap="xs">
        <Anchor component="button" type="button" size="sm" onClick={() => setRecovers(!recovers)}>
          {recovers ? signIn.useApp : signIn.useRecovery}
        </Anchor>
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => leave.mutate({}, { onSuccess: answer => nowSignedIn(answer) })}
        >
          {signIn.somebodyElse}
        </Anchor>
      </Group>
    </Outside>
  )
}

function Code({ recovers }: { readonly recovers: boolean }) {
  const { signIn } = useWords()
  const first = useFirst()
  const [code, setCode] = useState('')
  const enter = useTell('sign-in-second-factor')
  const submit = (typed: string) =>
    enter.mutate(
      { body: { code: typed.trim() } },
      { onSuccess: nowSignedIn, onError: () => setCode('') },
    )
  const type = (typed: string) => {
    setCode(typed)
    // Whoever has typed six digits has nothing else to say.
    if (!recovers && new RegExp(`^\\d{${DIGITS}}$`).test(typed.trim())) submit(typed)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit(code)
      }}
    >
      <Stack gap="sm">
        <TextInput
          ref={first}
          label={recovers ? signIn.recoveryCode : signIn.code}
          autoComplete={recovers ? 'off' : 'one-time-code'}
          inputMode={recovers ? 'text' : 'numeric'}
          size="md"
          required
          withAsterisk={false}
          value={code}
          onChange={event => type(event.currentTarget.value)}
        />
        <Failure error={enter.error} />
        <Button type="submit" size="md" fullWidth loading={enter.isPending}>
          {signIn.goOn}
        </Button>
      </Stack>
    </form>
  )
}

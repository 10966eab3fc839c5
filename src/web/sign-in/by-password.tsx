import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { nowSignedIn } from './enter.ts'
import { Failure } from './failure.tsx'

/** A name and a password; the browser may offer a passkey in the first field. */
export function ByPassword({ alone }: { readonly alone: boolean }) {
  const { signIn } = useWords()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const enter = useTell('sign-in-password')
  const submit = () =>
    enter.mutate(
      { body: { login, password } },
      { onSuccess: nowSignedIn, onError: () => setPassword('') },
    )
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={signIn.login}
          name="username"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          value={login}
          onChange={event => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={signIn.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': signIn.showPassword }}
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Failure error={enter.error} />
        <Button
          type="submit"
          size="md"
          fullWidth
          variant={alone ? 'filled' : 'default'}
          loading={enter.isPending}
        >
          {signIn.title}
        </Button>
        <Text size="xs" c="dimmed">
          {signIn.forgotten}
        </Text>
      </Stack>
    </form>
  )
}

import { Button, Group, PasswordInput, SimpleGrid, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Section } from './section.tsx'

export function Password({
  password: { set, changed },
}: {
  readonly password: Answer<'get-account'>['password']
}) {
  const { settings, setUp, signIn } = useWords()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useTell('change-password', ['get-account'])
  const empty = () => {
    setCurrent('')
    setPassword('')
  }
  const visible = { 'aria-label': signIn.showPassword }
  return (
    <Section
      title={settings.password}
      means={
        set && changed !== null ? (
          <>
            {settings.passwordSet} <When at={changed} day="always" />.
          </>
        ) : (
          settings.passwordNone
        )
      }
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          change.mutate({ body: { password, ...(set && { current }) } }, { onSuccess: empty })
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {set && (
              <PasswordInput
                label={settings.currentPassword}
                autoComplete="current-password"
                required
                withAsterisk={false}
                visibilityToggleButtonProps={visible}
                value={current}
                onChange={event => setCurrent(event.currentTarget.value)}
              />
            )}
            <PasswordInput
              label={settings.newPassword}
              description={setUp.passwordMeans}
              inputWrapperOrder={['label', 'input', 'description']}
              autoComplete="new-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={visible}
              value={password}
              onChange={event => setPassword(event.currentTarget.value)}
            />
          </SimpleGrid>
          <Failure error={change.error} />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {set ? settings.changePassword : settings.setPassword}
            </Button>
            <output>{change.isSuccess && settings.passwordChanged}</output>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}

import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Copy } from './once.tsx'
import { Qr } from './qr.tsx'
import { Section } from './section.tsx'

/** A second factor beside the password. `keep`: the codes that come with it are shown below. */
export function Totp({
  totp: { on, since },
  keep,
}: {
  readonly totp: Answer<'get-account'>['totp']
  readonly keep: (codes: readonly string[]) => void
}) {
  const { settings } = useWords()
  const begin = useTell('begin-totp')
  return (
    <Section
      title={settings.totp}
      means={settings.totpMeans}
      actions={
        !on && begin.data === undefined ? (
          <Button loading={begin.isPending} onClick={() => begin.mutate({})}>
            {settings.totpBegin}
          </Button>
        ) : undefined
      }
    >
      <Failure error={begin.error} />
      <Text size="sm">
        {on && since !== null ? (
          <>
            {settings.totpOn} <When at={since} day="always" />
          </>
        ) : (
          settings.totpOff
        )}
      </Text>
      {on && <TurnOff />}
      {!on && begin.data !== undefined && (
        <TurnOn
          begun={begin.data}
          done={codes => {
            begin.reset()
            keep(codes)
          }}
        />
      )}
    </Section>
  )
}

function TurnOn({
  begun: { secret, uri },
  done,
}: {
  readonly begun: Answer<'begin-totp'>
  readonly done: (codes: readonly string[]) => void
}) {
  const { settings } = useWords()
  const confirm = useTell('confirm-totp', ['get-account'])
  return (
    <Stack gap="sm">
      <Text size="sm">{settings.totpScan}</Text>
      <Group align="flex-start" gap="lg">
        <Qr text={uri} label={settings.totpQr} />
        <Stack gap="sm" flex="1 1 240px">
          <div>
            <Text size="sm" fw={500}>
              {settings.totpSecret}
            </Text>
            <Group gap="xs">
              <Code style={{ overflowWrap: 'anywhere' }}>{inFours(secret)}</Code>
              <Copy value={secret} />
            </Group>
          </div>
          <CodeForm
            label={settings.totpConfirm}
            isPending={confirm.isPending}
            error={confirm.error}
            submit={code =>
              confirm.mutate(
                { body: { code } },
                { onSuccess: ({ recovery_codes }) => done(recovery_codes) },
              )
            }
          />
        </Stack>
      </Group>
    </Stack>
  )
}

function TurnOff() {
  const { settings } = useWords()
  const remove = useTell('remove-totp', ['get-account'])
  return (
    <CodeForm
      label={settings.totpRemove}
      isPending={remove.isPending}
      error={remove.error}
      submit={code => remove.mutate({ body: { code } })}
    />
  )
}

function CodeForm({
  label,
  isPending,
  error,
  submit,
}: {
  readonly label: string
  readonly isPending: boolean
  readonly error: Error | null
  readonly submit: (code: string) => void
}) {
  const { settings } = useWords()
  const [code, setCode] = useState('')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit(code.trim())
        setCode('')
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          label={settings.totpCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          w={180}
          value={code}
          onChange={event => setCode(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isPending}>
          {label}
        </Button>
      </Group>
      <Failure error={error} />
    </form>
  )
}

/** As people read a long secret aloud. */
function inFours(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

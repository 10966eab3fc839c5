import { Button, Group, Text, TextInput } from '@mantine/core'
import { PlusIcon } from '@radix-ui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import { queries, useTell } from '../api/queries.ts'
import { useFirst } from '../sign-in/focus.ts'
import { Failure } from '../sign-in/failure.tsx'
import { knowsPasskeys, makePasskey } from '../sign-in/passkey.ts'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Confirmed } from './confirmed.tsx'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

type Passkey = Answer<'get-account'>['passkeys'][number]

export function Passkeys({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const { settings, signIn } = useWords()
  const add = useMutation({
    mutationFn: async () =>
      call('add-passkey', { body: await makePasskey(await call('begin-passkey')) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['get-account'] }),
  })
  return (
    <Section
      title={settings.passkeys}
      means={settings.passkeysMean}
      actions={
        <Button
          leftSection={<PlusIcon aria-hidden />}
          loading={add.isPending}
          disabled={!knowsPasskeys()}
          {...(!knowsPasskeys() && { title: signIn.passkeys.unsupported })}
          onClick={() => add.mutate()}
        >
          {settings.addPasskey}
        </Button>
      }
    >
      <Failure error={add.error} />
      {passkeys.length === 0 && <Text size="sm">{settings.noPasskeys}</Text>}
      <Rows>
        {passkeys.map(passkey => (
          <OnePasskey key={passkey.id} passkey={passkey} />
        ))}
      </Rows>
    </Section>
  )
}

function OnePasskey({ passkey }: { readonly passkey: Passkey }) {
  const { settings } = useWords()
  const [isRenamed, setRenamed] = useState(false)
  const remove = useTell('remove-passkey', ['get-account'])
  const { id, name, created, last_used, backed_up } = passkey
  if (isRenamed) return <Rename passkey={passkey} done={() => setRenamed(false)} />
  return (
    <Row
      title={name}
      facts={
        <>
          {settings.passkeySince} <When at={created} day="always" /> · {settings.lastUsed}{' '}
          {last_used === null ? settings.never : <When at={last_used} />} ·{' '}
          {backed_up ? settings.backedUp : settings.thisDeviceOnly}
          <Failure error={remove.error} />
        </>
      }
      actions={
        <>
          <Button
            size="compact-md"
            variant="default"
            aria-label={`${settings.rename}: ${name}`}
            onClick={() => setRenamed(true)}
          >
            {settings.rename}
          </Button>
          <Confirmed
            label={settings.remove}
            about={name}
            loading={remove.isPending}
            onConfirm={() => remove.mutate({ params: { passkey: id } })}
          />
        </>
      }
    />
  )
}

function Rename({ passkey, done }: { readonly passkey: Passkey; readonly done: () => void }) {
  const { settings, everywhere } = useWords()
  const [name, setName] = useState(passkey.name)
  const first = useFirst()
  const rename = useTell('rename-passkey', ['get-account'])
  return (
    <li>
      <form
        onSubmit={event => {
          event.preventDefault()
          rename.mutate({ params: { passkey: passkey.id }, body: { name } }, { onSuccess: done })
        }}
      >
        <Group gap="xs" align="flex-end" py="xs">
          <TextInput
            ref={first}
            label={settings.nameOfIt}
            flex="1 1 200px"
            required
            maxLength={100}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={rename.isPending}>
            {everywhere.save}
          </Button>
          <Button variant="default" onClick={done}>
            {everywhere.cancel}
          </Button>
        </Group>
        <Failure error={rename.error} />
      </form>
    </li>
  )
}

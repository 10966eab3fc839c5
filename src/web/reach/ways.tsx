import { Badge, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { PlusIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import { ADDRESSED } from '#/core/contact-address.ts'
import type { AddressedChannel } from '#/core/contact-address.ts'
import type { Answer } from '../api/client.ts'
import type { Name } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { Confirmed } from '../settings/confirmed.tsx'
import { Row, Rows } from '../settings/rows.tsx'
import { Section } from '../settings/section.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'

type Contacts = Answer<'get-contacts'>
type Way = Contacts['ways'][number]

/** What shows something of how one is reached. */
export const REACH_TOUCHED: readonly Name[] = [
  'get-contacts',
  'list-test-pages',
  'list-readiness',
  'get-readiness',
  'get-directory',
]

/** One's own addresses and those of the directory, each with whether it is confirmed. */
export function Ways({ contacts }: { readonly contacts: Contacts }) {
  const words = useWords().contacts
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={words.ways}
      means={words.waysMean}
      actions={
        <Button leftSection={<PlusIcon aria-hidden />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      {adding && <Add contacts={contacts} close={() => setAdding(false)} />}
      {contacts.ways.length === 0 && <Text size="sm">{words.noWays}</Text>}
      <Rows>
        {contacts.ways.map(way => (
          <OneWay key={way.key} way={way} />
        ))}
      </Rows>
    </Section>
  )
}

function OneWay({ way }: { readonly way: Way }) {
  const words = useWords().contacts
  const { key, channel, address, origin, confirmed, set_up } = way
  const send = useTell('send-contact-code')
  const remove = useTell('remove-contact', REACH_TOUCHED)
  const params = { contact: key }
  const where = address ?? words.inBrowser
  return (
    <>
      <Row
        title={`${words.channels[channel]}: ${where}`}
        marks={
          <Badge variant="default" tt="none">
            {words.origin[origin]}
          </Badge>
        }
        facts={
          <>
            <Standing way={way} />
            {!set_up && <div>{words.notSetUp}</div>}
          </>
        }
        actions={
          origin === 'browser' ? undefined : (
            <>
              {set_up && confirmed === null && (
                <Button
                  size="compact-md"
                  variant={send.data === undefined ? 'filled' : 'default'}
                  loading={send.isPending}
                  aria-label={words.sendCodeTo(where)}
                  onClick={() => send.mutate({ params })}
                >
                  {words.sendCode}
                </Button>
              )}
              {origin === 'own' && (
                <Confirmed
                  label={words.remove}
                  about={where}
                  loading={remove.isPending}
                  onConfirm={() => remove.mutate({ params })}
                />
              )}
            </>
          )
        }
      />
      {(send.error ?? remove.error) !== null && (
        <li>
          <Trouble error={send.error ?? remove.error} />
        </li>
      )}
      {send.data !== undefined && confirmed === null && <GiveBack way={way} where={where} />}
    </>
  )
}

function Standing({ way: { confirmed, origin } }: { readonly way: Way }) {
  const words = useWords().contacts
  if (origin === 'browser') return null
  if (confirmed === null)
    return <div>{origin === 'own' ? words.notConfirmedOwn : words.notConfirmed}</div>
  return (
    <div>
      {words.confirmedOn} <When at={confirmed} day="always" />
    </div>
  )
}

/** The code that arrived there. */
function GiveBack({ way: { key }, where }: { readonly way: Way; readonly where: string }) {
  const words = useWords().contacts
  const [code, setCode] = useState('')
  const confirm = useTell('confirm-contact', REACH_TOUCHED)
  return (
    <li>
      <form
        onSubmit={event => {
          event.preventDefault()
          confirm.mutate({ params: { contact: key }, body: { code } })
          setCode('')
        }}
      >
        <Stack gap="xs" pb="sm">
          <Text size="sm" role="status">
            {words.codeOn(where)}
          </Text>
          <Group align="flex-end" gap="xs">
            <TextInput
              label={words.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{6}"
              required
              withAsterisk={false}
              w={180}
              value={code}
              onChange={event => setCode(event.currentTarget.value.trim())}
            />
            <Button type="submit" loading={confirm.isPending}>
              {words.confirm}
            </Button>
          </Group>
          <Trouble error={confirm.error} />
        </Stack>
      </form>
    </li>
  )
}

function Add({ contacts, close }: { readonly contacts: Contacts; readonly close: () => void }) {
  const { contacts: words, everywhere } = useWords()
  const there = ADDRESSED.filter(channel => contacts.channels.includes(channel))
  const [channel, setChannel] = useState<AddressedChannel>(there[0] ?? 'email')
  const [address, setAddress] = useState('')
  const add = useTell('add-contact', REACH_TOUCHED)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        add.mutate({ body: { channel, address } }, { onSuccess: close })
      }}
    >
      <Stack gap="xs">
        <Group align="flex-start" gap="sm">
          <NativeSelect
            label={words.channel}
            value={channel}
            onChange={event => setChannel(event.currentTarget.value as AddressedChannel)}
            data={ADDRESSED.map(value => ({
              value,
              label: words.channels[value],
              disabled: !there.includes(value),
            }))}
          />
          <TextInput
            label={words.address}
            placeholder={words.hints[channel]}
            required
            withAsterisk={false}
            flex="1 1 220px"
            value={address}
            onChange={event => setAddress(event.currentTarget.value.trim())}
          />
        </Group>
        <Trouble error={add.error} />
        <Group gap="xs">
          <Button type="submit" loading={add.isPending}>
            {words.add}
          </Button>
          <Button variant="default" onClick={close}>
            {everywhere.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { Cross2Icon, PlusIcon } from '@radix-ui/react-icons'
import { ADDRESSED, addressMistake, isPlaceholder } from '#/core/contact-address.ts'
import type { AddressedChannel } from '#/core/contact-address.ts'
import type { PlainContact } from '#/core/directory-plain.ts'
import { useWords } from '../words/words.ts'

/** Further ways to reach somebody, in the order in which they are tried. */
export function ContactsInput({
  contacts,
  change,
}: {
  readonly contacts: readonly PlainContact[]
  readonly change: (contacts: readonly PlainContact[]) => void
}) {
  const words = useWords().contacts
  const put = (index: number, contact: PlainContact) => change(contacts.with(index, contact))
  return (
    <Stack gap="xs" component="fieldset" m={0} p={0} bd={0}>
      <Text component="legend" size="sm" fw={500}>
        {words.more}
      </Text>
      {contacts.length > 0 && (
        <Text size="xs" c="dimmed">
          {words.moreMean}
        </Text>
      )}
      {contacts.map((contact, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <NativeSelect
            aria-label={words.channel}
            w={130}
            value={contact.channel}
            data={ADDRESSED.map(value => ({ value, label: words.channels[value] }))}
            onChange={event =>
              put(index, {
                ...contact,
                channel: event.currentTarget.value as AddressedChannel,
              })
            }
          />
          <TextInput
            aria-label={words.address}
            flex={1}
            required
            placeholder={words.hints[contact.channel]}
            error={isWrong(contact) && words.hints[contact.channel]}
            value={contact.address}
            onChange={event =>
              put(index, { ...contact, address: event.currentTarget.value.trim() })
            }
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.removeWay(contact.address)}
            onClick={() => change(contacts.toSpliced(index, 1))}
          >
            <Cross2Icon aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon aria-hidden />}
          onClick={() => change([...contacts, { channel: 'sms', address: '' }])}
        >
          {words.addWay}
        </Button>
      </Group>
    </Stack>
  )
}

function isWrong({ channel, address }: PlainContact): boolean {
  return (
    address !== '' && (isPlaceholder(address) || addressMistake(channel, address) !== undefined)
  )
}

import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTell } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import type { ShownRota } from './calendar.tsx'

/** The address of the calendar of a rota. */
export function CalendarLink({
  rota,
  writes,
  close,
}: {
  readonly rota: ShownRota
  readonly writes: boolean
  readonly close: () => void
}) {
  const words = useWords().onCall
  const revoke = useTell('revoke-rota-calendar', ['get-rota'])
  return (
    <Modal opened onClose={close} title={`${words.link}: ${rota.title}`}>
      <Address
        address={rota.calendar}
        {...(writes && {
          revoke: () =>
            revoke.mutate(
              { params: { rota: rota.id } },
              { onSuccess: () => notifications.show({ message: words.revoked }) },
            ),
        })}
      />
      <Trouble error={revoke.error} />
    </Modal>
  )
}

export function Address({
  address,
  revoke,
}: {
  readonly address: string
  readonly revoke?: () => void
}) {
  const { onCall: words, everywhere } = useWords()
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {words.linkMeans}
      </Text>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput label={words.link} readOnly value={address} style={{ flex: 1 }} />
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? everywhere.copied : everywhere.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      {revoke !== undefined && (
        <Group>
          <Button
            variant="subtle"
            color="red"
            onClick={() => window.confirm(words.revokeSure) && revoke()}
          >
            {words.revoke}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

import { Accordion, Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { setUpOf } from '#/core/intake/doors/set-up.ts'
import { useTell } from '../../api/queries.ts'
import { Failure } from '../../sign-in/failure.tsx'
import { useWords } from '../../words/words.ts'
import { Confirmed } from '../confirmed.tsx'
import type { Door, Kind } from './door-row.tsx'
import { HeartbeatOf } from './heartbeat.tsx'
import { Mapping } from './mapping.tsx'
import { KeyShown } from './new-door.tsx'
import { DoorPayloads } from './payloads.tsx'
import { Snippets } from './snippets.tsx'

/** All that can be done with a door, each part opened when it is wanted. */
export function DoorDetails({
  door,
  kind,
}: {
  readonly door: Door
  readonly kind: Kind | undefined
}) {
  const { doors } = useWords()
  const origin = door.address.replace(/\/in\/.*$/, '')
  const place = { origin, address: door.address, key: doors.keyIs }
  return (
    <Stack gap="sm" pb="md">
      <Acts door={door} />
      <Accordion variant="contained" multiple order={3} defaultValue={['set-up', 'heartbeat']}>
        <Accordion.Item value="set-up">
          <Accordion.Control>{doors.setUp}</Accordion.Control>
          <Accordion.Panel>
            <Snippets snippets={setUpOf(door.kind, place)} />
          </Accordion.Panel>
        </Accordion.Item>
        {door.kind === 'heartbeat' && (
          <Accordion.Item value="heartbeat">
            <Accordion.Control>{doors.heartbeat}</Accordion.Control>
            <Accordion.Panel>
              <HeartbeatOf door={door.id} />
            </Accordion.Panel>
          </Accordion.Item>
        )}
        {kind?.mapped === true && (
          <Accordion.Item value="mapping">
            <Accordion.Control>{doors.mapping}</Accordion.Control>
            <Accordion.Panel>
              <Mapping door={door} />
            </Accordion.Panel>
          </Accordion.Item>
        )}
        <Accordion.Item value="payloads">
          <Accordion.Control>{doors.payloads}</Accordion.Control>
          <Accordion.Panel>
            <DoorPayloads door={door.id} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="limits">
          <Accordion.Control>{doors.limits}</Accordion.Control>
          <Accordion.Panel>
            <Limits door={door} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}

function Acts({ door }: { readonly door: Door }) {
  const { doors } = useWords()
  const rotate = useTell('rotate-door', ['list-doors'])
  const edit = useTell('edit-door', ['list-doors'])
  const remove = useTell('delete-door', ['list-doors'])
  const params = { door: door.id }
  const key = rotate.data?.key
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Confirmed
          label={doors.rotate}
          about={door.name}
          loading={rotate.isPending}
          onConfirm={() => rotate.mutate({ params, body: {} })}
        />
        <Button
          size="compact-md"
          variant="default"
          loading={edit.isPending}
          onClick={() => edit.mutate({ params, body: { enabled: !door.enabled } })}
        >
          {door.enabled ? doors.switchOff : doors.switchOn}
        </Button>
        <Confirmed
          label={doors.remove}
          about={door.name}
          loading={remove.isPending}
          onConfirm={() => remove.mutate({ params })}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {doors.rotateMeans}
      </Text>
      <Failure error={rotate.error ?? edit.error ?? remove.error} />
      {typeof key === 'string' && <KeyShown made={{ kind: door.kind, name: door.name, key }} />}
    </Stack>
  )
}

function Limits({ door }: { readonly door: Door }) {
  const { doors } = useWords()
  const [perMinute, setPerMinute] = useState(door.per_minute)
  const [bytesMax, setBytesMax] = useState(door.bytes_max)
  const edit = useTell('edit-door', ['list-doors'])
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        const body = { per_minute: perMinute, bytes_max: bytesMax }
        edit.mutate({ params: { door: door.id }, body })
      }}
    >
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={doors.perMinute}
          min={1}
          allowDecimal={false}
          value={perMinute}
          onChange={value => setPerMinute(Number(value))}
        />
        <NumberInput
          label={doors.bytesMax}
          min={1_024}
          allowDecimal={false}
          value={bytesMax}
          onChange={value => setBytesMax(Number(value))}
        />
        <Button type="submit" variant="default" loading={edit.isPending}>
          {doors.save}
        </Button>
      </Group>
      <Failure error={edit.error} />
    </form>
  )
}

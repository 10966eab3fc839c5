import { Loader, Stack, Text } from '@mantine/core'
import { setUpOfAlertmanager } from '#/core/intake/doors/set-up.ts'
import { useAsk } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { Rows } from '../rows.tsx'
import { Section } from '../section.tsx'
import { DoorRow } from './door-row.tsx'
import { NewDoor } from './new-door.tsx'
import { Snippets } from './snippets.tsx'

/** Where senders post what they know: every door, with what came through it. */
export function Doors() {
  const { doors, settings } = useWords()
  const { data, error, refetch } = useAsk('list-doors')
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  const origin = globalThis.location.origin
  return (
    <Stack gap="md">
      <NewDoor kinds={data.kinds} />
      <Section title={settings.tabs.doors} means={doors.means}>
        {data.doors.length === 0 && <Text size="sm">{doors.none}</Text>}
        <Rows>
          {data.doors.map(door => (
            <DoorRow
              key={door.id}
              door={door}
              kind={data.kinds.find(({ kind }) => kind === door.kind)}
            />
          ))}
        </Rows>
      </Section>
      <Section title={doors.alertmanager} means={doors.alertmanagerMeans}>
        <Snippets snippets={setUpOfAlertmanager({ origin, key: doors.tokenIs })} />
      </Section>
    </Stack>
  )
}

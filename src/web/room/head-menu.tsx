import { ActionIcon, Menu, Text } from '@mantine/core'
import { DotsHorizontalIcon } from '@radix-ui/react-icons'
import { useMemo } from 'react'
import { addressOf } from '../api/client.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import { deedsOf } from './deeds.ts'

/** All that changes the incident as a whole. What cannot be done now says why. */
export function HeadMenu() {
  const room = useRoom()
  const { words } = useTelling()
  const deeds = useMemo(() => deedsOf(room, words), [room, words])
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="md" aria-label={words.moreActions}>
          <DotsHorizontalIcon aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {deeds.map(({ id, label, why, run }) => (
          <Menu.Item key={id} disabled={why !== undefined} onClick={run}>
            {label}
            {why !== undefined && (
              <Text size="xs" c="dimmed">
                {why}
              </Text>
            )}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={addressOf('export-incident', { params: { id: room.incident.id } })}
          download
        >
          {words.exportPack}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

import { Kbd, Modal, Table } from '@mantine/core'
import { useAllActions } from '../actions.ts'
import { useWords } from '../words/words.ts'

/** The keys that work on this screen. */
export function KeySheet({
  opened,
  close,
}: {
  readonly opened: boolean
  readonly close: () => void
}) {
  const { everywhere } = useWords()
  const actions = useAllActions().filter(({ key }) => key !== undefined)
  return (
    <Modal opened={opened} onClose={close} title={everywhere.keysTitle}>
      <Table>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td>
              <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
            </Table.Td>
            <Table.Td>{everywhere.commands}</Table.Td>
          </Table.Tr>
          {actions.map(({ id, key, label }) => (
            <Table.Tr key={id}>
              <Table.Td>
                {key?.split(' ').map((letter, index) => (
                  <span key={letter}>
                    {index > 0 && ` ${everywhere.keysThen} `}
                    <Kbd>{letter}</Kbd>
                  </span>
                ))}
              </Table.Td>
              <Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}

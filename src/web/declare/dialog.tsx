import { CloseButton, Group, Modal, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useWords } from '../words/words.ts'
import { doNotDeclare } from './asked.ts'
import { DeclareForm } from './form.tsx'

/** The form over whatever was being looked at. What was typed stays when it is closed. */
export function DeclareDialog() {
  const { declare, everywhere } = useWords()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return (
    <Modal
      opened
      onClose={doNotDeclare}
      withCloseButton={false}
      size={1180}
      fullScreen={isNarrow}
      aria-label={declare.title}
      transitionProps={{ duration: 0 }}
    >
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <Title order={2} size="h3">
          {declare.title}
        </Title>
        <CloseButton onClick={doNotDeclare} aria-label={everywhere.close} size="lg" />
      </Group>
      <DeclareForm done={doNotDeclare} />
    </Modal>
  )
}

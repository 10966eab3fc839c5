import { Modal } from '@mantine/core'
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
      title={declare.title}
      closeButtonProps={{ 'aria-label': everywhere.close }}
      size={1180}
      fullScreen={isNarrow}
      transitionProps={{ duration: 0 }}
    >
      <DeclareForm done={doNotDeclare} />
    </Modal>
  )
}

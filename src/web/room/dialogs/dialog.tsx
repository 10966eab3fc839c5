import { Box, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import classes from './dialog.module.css'

const PHONE = '(max-width: 48em)'

export type Confirm = {
  readonly label: string
  readonly color?: string | undefined
  readonly busy?: boolean | undefined
  /** Why it cannot be confirmed yet. */
  readonly disabledReason?: string | undefined
  readonly run: () => void
}

/** A dialog of the room: on a phone it is the whole screen, and what confirms it is under the thumb. */
export function Dialog({
  title,
  confirm,
  error,
  size = 'lg',
  close,
  more,
  children,
}: {
  readonly title: string
  readonly confirm?: Confirm
  readonly error?: Error | null | undefined
  readonly size?: string
  readonly close: () => void
  /** Further buttons beside the one that confirms. */
  readonly more?: ReactNode
  readonly children: ReactNode
}) {
  const { everywhere } = useWords()
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false })
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={size}
      fullScreen={isPhone}
      closeButtonProps={{ 'aria-label': everywhere.close }}
      classNames={{
        title: classes['title'] ?? '',
        body: classes['body'] ?? '',
        content: classes['content'] ?? '',
      }}
    >
      <form
        className={classes['form']}
        onSubmit={event => {
          event.preventDefault()
          if (confirm?.disabledReason === undefined && confirm?.busy !== true) confirm?.run()
        }}
      >
        <Stack gap="md" className={classes['inside'] ?? ''}>
          {children}
          <Trouble error={error} />
        </Stack>
        <Box className={classes['foot'] ?? ''}>
          {confirm?.disabledReason !== undefined && (
            <Text size="xs" c="dimmed" id="why-not" mb={6}>
              {confirm.disabledReason}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {confirm === undefined ? everywhere.close : everywhere.cancel}
            </Button>
            {more}
            {confirm !== undefined && <ConfirmButton {...confirm} />}
          </Group>
        </Box>
      </form>
    </Modal>
  )
}

function ConfirmButton({ label, color, busy = false, disabledReason }: Confirm) {
  return (
    <Button
      type="submit"
      {...(color !== undefined && { color })}
      loading={busy}
      disabled={disabledReason !== undefined}
      {...(disabledReason !== undefined && { 'aria-describedby': 'why-not' })}
    >
      {label}
    </Button>
  )
}

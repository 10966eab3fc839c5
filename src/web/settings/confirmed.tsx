import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../words/words.ts'

/** A button for what cannot be undone: it asks once, in its own place, and forgets it when somebody goes on elsewhere. */
export function Confirmed({
  label,
  about,
  disabled = false,
  loading,
  onConfirm,
}: {
  readonly label: string
  /** What it is done to, for who hears the button and does not see its row. */
  readonly about: string
  readonly disabled?: boolean
  readonly loading: boolean
  readonly onConfirm: () => void
}) {
  const { settings } = useWords()
  const [asks, setAsks] = useState(false)
  return (
    <Button
      size="compact-md"
      variant={asks ? 'filled' : 'default'}
      {...(asks && { color: 'red.9' })}
      disabled={disabled}
      loading={loading}
      aria-label={`${asks ? settings.sure : ''} ${label}: ${about}`.trim()}
      onBlur={() => setAsks(false)}
      onClick={() => {
        if (asks) onConfirm()
        setAsks(!asks)
      }}
    >
      {asks ? settings.sure : label}
    </Button>
  )
}

import { Button, Group, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Obligation } from '../api/operations.ts'
import { useDraft } from '../ui/draft.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import { useGiving } from './use-giving.ts'

/** Ticks a promise off. It goes on record and is not taken back, hence a second movement; what was found may be said with it. */
export function Tick({
  obligation: { id, act },
  close,
}: {
  readonly obligation: Obligation
  readonly close: () => void
}) {
  const { incident } = useRoom()
  const { words } = useTelling()
  const { everywhere } = useWords()
  const { tell, isGiving, error } = useGiving()
  const draft = useDraft(`tick.${incident.id}.${id}`)
  const [url, setUrl] = useState('')
  const text = draft.text.trim()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void tell('complete', {
          obligation: id,
          ...(text !== '' && { text }),
          ...(url !== '' && { url }),
        }).then(taken => {
          if (!taken) return
          draft.clear()
          close()
        })
      }}
    >
      <TextInput
        size="xs"
        ref={field}
        onKeyDown={event => {
          if (event.key === 'Escape') close()
        }}
        aria-label={words.tickText}
        placeholder={words.tickText}
        value={draft.text}
        onChange={event => draft.write(event.currentTarget.value)}
      />
      {act === 'file' && (
        <TextInput
          size="xs"
          mt={4}
          type="url"
          aria-label={words.tickUrl}
          placeholder={words.tickUrl}
          value={url}
          onChange={event => setUrl(event.currentTarget.value)}
        />
      )}
      <Trouble error={error} />
      <Group gap={6} mt={4}>
        <Button type="submit" size="compact-sm" loading={isGiving}>
          {words.done}
        </Button>
        <Button variant="default" size="compact-sm" onClick={close}>
          {everywhere.cancel}
        </Button>
      </Group>
    </form>
  )
}

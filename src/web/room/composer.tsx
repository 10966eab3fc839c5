import {
  ActionIcon,
  Alert,
  Button,
  CloseButton,
  FileButton,
  Group,
  Kbd,
  Pill,
  Text,
  Textarea,
} from '@mantine/core'
import { FilePlusIcon, PaperPlaneIcon } from '@radix-ui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { onClock } from '../ui/clock.ts'
import { useDraft } from '../ui/draft.ts'
import { Markdown } from '../ui/markdown.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { deposit, FILE_BYTES_MAX, titleOf, useAttaching } from './attaching.ts'
import type { Attached } from './attaching.ts'
import { NOTE_FIELD } from './fields.ts'
import type { Happened } from './happened.ts'
import { useRoom } from './room.ts'
import { correcting as correctingText } from './sentence.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

/** Where notes are written. What is in it stays until the server has it. */
export function Composer({
  correcting,
  stopCorrecting,
}: {
  readonly correcting: Happened | undefined
  readonly stopCorrecting: () => void
}) {
  const { incident, whyNot } = useRoom()
  const { words } = useTelling()
  const draft = useDraft(`note.${incident.id}`)
  const { files, attach, remove, tooLarge } = useAttaching()
  const { send, isSending, error } = useSending(draft, files, remove, correcting, stopCorrecting)
  const [isPreview, preview] = useState(false)
  const [isOver, over] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (correcting) field.current?.focus()
  }, [correcting])
  const barred = whyNot('note')
  const take = (list: Iterable<File>) =>
    attach([...list], file => titleOf(file, words.screenshot, onClock(Date.now(), incident.clock)))
  const isEmpty = draft.text.trim() === '' && files.length === 0
  return (
    <form
      className={classes['composer']}
      data-over={isOver || undefined}
      aria-label={words.note}
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
      onDragOver={event => {
        event.preventDefault()
        over(true)
      }}
      onDragLeave={() => over(false)}
      onDrop={event => {
        event.preventDefault()
        over(false)
        take(event.dataTransfer.files)
      }}
    >
      {correcting && (
        <Group gap={4}>
          <Text size="sm" fw={600}>
            {words.correcting(correcting.version)}
          </Text>
          <CloseButton size="sm" aria-label={words.stopCorrecting} onClick={stopCorrecting} />
        </Group>
      )}
      {isPreview ? (
        <div className={classes['preview']} tabIndex={0} role="region" aria-label={words.preview}>
          <Markdown text={draft.text} />
        </div>
      ) : (
        <Textarea
          id={NOTE_FIELD}
          ref={field}
          aria-label={correcting ? words.writeCorrection : words.note}
          placeholder={barred ?? (correcting ? words.writeCorrection : words.writeNote)}
          autosize
          minRows={1}
          maxRows={10}
          disabled={barred !== undefined}
          value={draft.text}
          onChange={event => draft.write(event.currentTarget.value)}
          onPaste={event => {
            if (event.clipboardData.files.length === 0) return
            event.preventDefault()
            take(event.clipboardData.files)
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault()
              void send()
            }
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      )}
      <Files files={files} remove={remove} />
      {tooLarge !== undefined && (
        <Alert color="red" variant="light" py={4}>
          {words.tooLarge(tooLarge, `${FILE_BYTES_MAX / 1_048_576} MB`)}
        </Alert>
      )}
      <Trouble error={error} />
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Group gap={4} wrap="nowrap">
          <FileButton onChange={take} multiple disabled={barred !== undefined}>
            {props => (
              <ActionIcon
                {...props}
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={words.attach}
              >
                <FilePlusIcon aria-hidden />
              </ActionIcon>
            )}
          </FileButton>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            disabled={draft.text.trim() === ''}
            onClick={() => preview(!isPreview)}
          >
            {isPreview ? words.write : words.preview}
          </Button>
          {error !== undefined && (
            <Text size="xs" c="dimmed">
              {words.notSent}
            </Text>
          )}
        </Group>
        <Button
          type="submit"
          size="sm"
          loading={isSending}
          disabled={isEmpty || barred !== undefined}
          title={barred}
          leftSection={<PaperPlaneIcon aria-hidden />}
          rightSection={
            <Kbd size="xs" className={classes['only-wide']}>
              Ctrl Enter
            </Kbd>
          }
        >
          {words.send}
        </Button>
      </Group>
    </form>
  )
}

function Files({
  files,
  remove,
}: {
  readonly files: readonly Attached[]
  readonly remove: (key: string) => void
}) {
  const { words } = useTelling()
  if (files.length === 0) return null
  return (
    <div>
      <Pill.Group>
        {files.map(({ key, title }) => (
          <Pill
            key={key}
            withRemoveButton
            removeButtonProps={{
              'aria-label': words.remove(title),
              'aria-hidden': false,
              tabIndex: 0,
            }}
            onRemove={() => remove(key)}
          >
            {title}
          </Pill>
        ))}
      </Pill.Group>
      <Text size="xs" c="dimmed">
        {words.becomesEvidence}
      </Text>
    </div>
  )
}

function useSending(
  draft: ReturnType<typeof useDraft>,
  files: readonly Attached[],
  remove: (key: string) => void,
  correcting: Happened | undefined,
  stopCorrecting: () => void,
) {
  const { incident, give } = useRoom()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<Error>()
  const send = async () => {
    if (isSending || (draft.text.trim() === '' && files.length === 0)) return
    setSending(true)
    setError(undefined)
    let { text } = draft
    try {
      for (const file of files) {
        const { link } = await deposit(incident.id, file)
        text = [text.trim(), link].filter(part => part !== '').join('\n\n')
        // It is in custody: from here on the draft has its link, whatever becomes of the note.
        draft.write(text)
        remove(file.key)
      }
      await give('note', {
        text: correcting ? correctingText(correcting.version, text.trim()) : text.trim(),
      })
      draft.clear()
      stopCorrecting()
    } catch (failure) {
      setError(failure as Error)
    } finally {
      setSending(false)
    }
  }
  return { send, isSending, error }
}

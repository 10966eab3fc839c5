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
import { useCallback, useEffect, useRef, useState } from 'react'
import { nowOf } from '../ui/clock.ts'
import { useDraft } from '../ui/draft.ts'
import { Markdown } from '../ui/markdown.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { FILE_BYTES_MAX, titleOf, useAttaching } from './attaching.ts'
import type { Attached } from './attaching.ts'
import { useDropping } from './dropping.ts'
import { NOTE_FIELD } from './fields.ts'
import type { Happened } from './happened.ts'
import { useRoom } from './room.ts'
import { useSending } from './sending.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

type ComposerProps = {
  readonly correcting: Happened | undefined
  readonly stopCorrecting: () => void
}

/** Where notes are written. What is in it stays until the server has it. */
export function Composer({ correcting, stopCorrecting }: ComposerProps) {
  const { incident, whyNot } = useRoom()
  const { words } = useTelling()
  const draft = useDraft(`note.${incident.id}`)
  const { files, attach, remove, tooLarge } = useAttaching()
  const sending = useSending({ draft, files, remove, correcting, stopCorrecting })
  const [isPreview, preview] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { clock } = incident
  const take = useCallback(
    (list: Iterable<File>) =>
      attach([...list], file => titleOf(file, words.screenshot, nowOf(clock))),
    [attach, words, clock],
  )
  const isOver = useDropping(form, take)
  const barred = whyNot('note')
  const send = () => {
    preview(false)
    void sending.send()
  }
  return (
    <form
      ref={form}
      className={classes['composer']}
      data-over={isOver || undefined}
      aria-label={words.note}
      onSubmit={event => {
        event.preventDefault()
        send()
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
        <section className={classes['preview']} aria-label={words.preview}>
          <Markdown text={draft.text} />
        </section>
      ) : (
        <Field draft={draft} correcting={correcting} barred={barred} take={take} send={send} />
      )}
      <Files files={files} remove={remove} />
      {tooLarge !== undefined && (
        <Alert color="red" variant="light" py={4}>
          {words.tooLarge(tooLarge, `${FILE_BYTES_MAX / 1_048_576} MB`)}
        </Alert>
      )}
      <Trouble error={sending.error} />
      <Below
        {...{ take, isPreview, preview, barred, sending }}
        isWritten={draft.text.trim() !== ''}
        isEmpty={draft.text.trim() === '' && files.length === 0}
      />
    </form>
  )
}

function Field({
  draft,
  correcting,
  barred,
  take,
  send,
}: {
  readonly draft: ReturnType<typeof useDraft>
  readonly correcting: Happened | undefined
  readonly barred: string | undefined
  readonly take: (files: Iterable<File>) => void
  readonly send: () => void
}) {
  const { words } = useTelling()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (correcting) field.current?.focus()
  }, [correcting])
  return (
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
          send()
        }
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

function Below({
  take,
  isPreview,
  preview,
  barred,
  sending: { isSending, error },
  isWritten,
  isEmpty,
}: {
  readonly take: (files: Iterable<File>) => void
  readonly isPreview: boolean
  readonly preview: (on: boolean) => void
  readonly barred: string | undefined
  readonly sending: ReturnType<typeof useSending>
  readonly isWritten: boolean
  readonly isEmpty: boolean
}) {
  const { words } = useTelling()
  return (
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
          disabled={!isWritten}
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

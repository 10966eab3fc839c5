import { Button, Group, Modal, Select, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import type { ListedIncident } from '../api/operations.ts'
import { useBoard } from '../board/live.ts'
import { worstFirst } from '../board/order.ts'
import { useDraft } from '../ui/draft.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'

/** Ends an incident without a severity: as none at all, or as a part of another. Either wants a word why. */
export function Aside({
  kind,
  incident,
  close,
}: {
  readonly kind: 'declassify' | 'merge'
  readonly incident: ListedIncident
  readonly close: () => void
}) {
  const { board, everywhere } = useWords()
  const draft = useDraft(`${incident.id}.${kind}`)
  const [into, choose] = useState<string | null>(null)
  const declassify = useTell('declassify')
  const merge = useTell('merge')
  const isMerge = kind === 'merge'
  const told = isMerge ? merge : declassify
  const reason = draft.text.trim()
  const isReady = reason !== '' && (!isMerge || into !== null)
  const finish = (message: string) => () => {
    draft.clear()
    notifications.show({ message })
    close()
  }
  const goOn = () => {
    const params = { id: incident.id }
    if (isMerge && into !== null)
      merge.mutate({ params, body: { into, reason } }, { onSuccess: finish(board.merged) })
    else declassify.mutate({ params, body: { reason } }, { onSuccess: finish(board.declassified) })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={isMerge ? board.merge : board.declassify}
      closeButtonProps={{ 'aria-label': everywhere.close }}
    >
      {isMerge && <Into of={incident} into={into} choose={choose} />}
      <Textarea
        label={isMerge ? board.mergeWhy : board.declassifyWhy}
        value={draft.text}
        onChange={event => draft.write(event.currentTarget.value)}
        autosize
        minRows={2}
        required
        data-autofocus={isMerge ? undefined : true}
      />
      <Group mt="md">
        <Button onClick={goOn} disabled={!isReady} loading={told.isPending} mih={40}>
          {board.goOn}
        </Button>
        <Button variant="default" onClick={close} mih={40}>
          {everywhere.cancel}
        </Button>
      </Group>
      <Trouble error={told.error} />
    </Modal>
  )
}

function Into({
  of,
  into,
  choose,
}: {
  readonly of: ListedIncident
  readonly into: string | null
  readonly choose: (id: string | null) => void
}) {
  const { board } = useWords()
  const { incidents } = useBoard()
  const others = worstFirst(incidents.values()).filter(({ id }) => id !== of.id)
  return (
    <Select
      label={board.mergeInto}
      data={others.map(({ id, number, title }) => ({
        value: id,
        label: `${board.number(number)} ${title}`,
      }))}
      value={into}
      onChange={choose}
      searchable
      required
      mb="sm"
      data-autofocus
    />
  )
}

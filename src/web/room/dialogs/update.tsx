import { MultiSelect, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { useWhyNot } from '../use-why-not.ts'
import { useApprovals } from './approvals.tsx'
import type { Opened } from './asked.ts'
import { useGive } from './deal.tsx'
import { Dialog } from './dialog.tsx'
import classes from './dialog.module.css'
import { Follows } from './follows.tsx'
import { Preview } from './preview.tsx'
import { useForesight } from './use-foresight.ts'
import { useKept } from './use-kept.ts'
import { nextUpdate, NOT_YET } from './writing.ts'

/** Writes a status update to those whom the plan promises one, or to whom one chooses. */
export function Update({ asked, close }: Opened<'update'>) {
  const { dealing } = useWords()
  const { compose } = dealing
  const whyNot = useWhyNot()
  const { obligations } = useRoom()
  const named = obligations.find(({ id }) => id === asked.obligation) ?? nextUpdate(obligations)
  const [to, setTo] = useState<readonly string[]>(named?.to ?? [])
  const text = useKept('update')
  const matter = asked.obligation === undefined ? {} : { obligation: asked.obligation }
  const written = { ...matter, to: [...to], text: text.text.trim() === '' ? NOT_YET : text.text }
  const { seen } = useForesight('update', to.length === 0 ? undefined : written)
  const approvals = useApprovals(matter, 'update', written, { text: text.text })
  const { busy, error, give } = useGive('update', () => {
    text.clear()
    close()
  })
  const isWritten = text.text.trim() !== '' && to.length > 0
  const refused = isWritten && seen?.refused && Object.keys(approvals.breaking).length === 0
  return (
    <Dialog
      title={compose.update}
      size="60rem"
      close={close}
      error={error}
      confirm={{
        label: compose.send.update,
        busy,
        disabledReason:
          whyNot('update') ??
          (isWritten ? undefined : dealing.incomplete) ??
          (refused ? dealing.notNow : undefined),
        run: () => void give({ ...written, ...approvals.breaking }),
      }}
    >
      <div className={classes['two']}>
        <div className={classes['side']}>
          {named !== undefined && <Text size="sm">{named.title}</Text>}
          <Audiences to={to} change={setTo} />
          <Textarea
            label={compose.text}
            description={compose.textHint}
            withAsterisk
            autosize
            minRows={6}
            maxRows={16}
            data-autofocus
            value={text.text}
            onChange={event => text.write(event.currentTarget.value)}
          />
          <Text size="xs" c="dimmed">
            {compose.draftKept}
          </Text>
          {approvals.shown}
          {isWritten && <Follows seen={seen} />}
        </div>
        <div className={classes['side']}>
          {seen?.writing ? (
            <Preview writing={seen.writing} />
          ) : (
            <Text size="sm">{compose.nobody}</Text>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function Audiences({
  to,
  change,
}: {
  readonly to: readonly string[]
  readonly change: (to: readonly string[]) => void
}) {
  const { compose } = useWords().dealing
  const { plan } = useRoom()
  const names = useNames()
  const audiences = plan.audiences.filter(({ marks }) => marks.recordedOnly === undefined)
  return (
    <MultiSelect
      label={compose.audience}
      withAsterisk
      data={audiences.map(({ id, outside }) => ({
        value: id,
        label: outside ? `${names.party(id)} (${compose.outside})` : names.party(id),
      }))}
      value={[...to]}
      onChange={change}
    />
  )
}

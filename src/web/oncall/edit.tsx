import { Button, Group, Modal, Skeleton, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Rota } from '#/core/oncall/rota.ts'
import type { WrittenRota } from '#/core/written-rota.ts'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { idFor } from '../people/pending.ts'
import { useNow } from '../ui/clock.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { Compare } from './compare.tsx'
import { dateOfMs } from './days.ts'
import { draftOf, newLayer, writtenOf } from './draft.ts'
import type { RotaDraft } from './draft.ts'
import { RotaForm } from './rota-form.tsx'

type Book = Answer<'get-directory-book'>

/** A rota is written, looked at as a difference of who is on call, and saved as a version of the directory. */
export function EditRota({ rota, close }: { readonly rota?: string; readonly close: () => void }) {
  const words = useWords().onCall
  const { data, error } = useAsk('get-directory-book')
  const known = rota === undefined ? undefined : (data?.rotas[rota] as Rota | undefined)
  const title = rota === undefined ? words.form.newTitle : `${words.edit}: ${known?.title ?? rota}`
  return (
    <Modal opened onClose={close} title={title} size="xl">
      <Trouble error={error} />
      {data === undefined ? (
        error === null && <Skeleton height={300} aria-hidden />
      ) : (
        <Editing book={data} {...(known !== undefined && { known })} close={close} />
      )}
    </Modal>
  )
}

function Editing({
  book,
  known,
  close,
}: {
  readonly book: Book
  readonly known?: Rota
  readonly close: () => void
}) {
  const { onCall: words } = useWords()
  const today = dateOfMs(useNow())
  // Somebody may save another version while this is being written: it stays what it was made from.
  const [since] = useState(book.version)
  const [draft, setDraft] = useState<RotaDraft>(() =>
    known === undefined
      ? {
          title: '',
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          holidays: '',
          layers: [newLayer(words.form.layer(1), today, 'first')],
        }
      : draftOf(known),
  )
  const [wantedId, setWantedId] = useState<string>()
  const [looked, setLooked] = useState<WrittenRota | null>()
  const id = known?.id ?? wantedId ?? idFor(draft.title, Object.keys(book.rotas))
  if (looked !== undefined)
    return (
      <Compare
        id={id}
        rota={looked}
        book={book}
        since={since}
        back={() => setLooked(undefined)}
        close={close}
      />
    )
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        setLooked(writtenOf(draft))
      }}
    >
      <Stack>
        <RotaForm
          draft={draft}
          change={setDraft}
          id={id}
          {...(known === undefined && { setId: setWantedId })}
          today={today}
        />
        <Buttons
          close={close}
          ready={draft.layers.every(({ people }) => people.length > 0)}
          {...(known !== undefined && { remove: () => setLooked(null) })}
        />
      </Stack>
    </form>
  )
}

function Buttons({
  close,
  ready,
  remove,
}: {
  readonly close: () => void
  readonly ready: boolean
  readonly remove?: () => void
}) {
  const { onCall, everywhere } = useWords()
  const words = onCall.form
  return (
    <Group justify="space-between">
      {remove === undefined ? (
        <span />
      ) : (
        <Button
          variant="subtle"
          color="red"
          onClick={() => window.confirm(words.removeSure) && remove()}
        >
          {words.remove_}
        </Button>
      )}
      <Group>
        <Button variant="default" onClick={close}>
          {everywhere.cancel}
        </Button>
        <Button type="submit" disabled={!ready}>
          {words.look}
        </Button>
      </Group>
    </Group>
  )
}

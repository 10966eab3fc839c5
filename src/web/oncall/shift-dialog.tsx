import { Button, Modal, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { useNow } from '../ui/clock.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import type { ShownRota, ShownStretch } from './calendar.tsx'
import { fromLocalInput, localInput } from './days.ts'
import { FormEnd } from './form-end.tsx'
import { Spell } from './spell.tsx'
import { SwapForm } from './swap-form.tsx'
import { TURNS } from './touched.ts'
import { usePeople } from './use-people.ts'

type Doing = 'cover' | 'swap'

type Asked = {
  readonly rota: ShownRota
  readonly shift: ShownStretch
  readonly close: () => void
}

/** What can be done with a shift: take it, have it covered, ask somebody to swap, give it back. Each in two clicks. */
export function ShiftDialog({ rota, shift, close }: Asked) {
  const words = useWords().onCall
  const name = usePersonName()
  const [doing, setDoing] = useState<Doing>()
  return (
    <Modal opened onClose={close} title={`${words.shift}: ${rota.title}`}>
      <Stack>
        <div>
          <Text fw={650}>{shift.person === null ? words.gap : name(shift.person)}</Text>
          <Text size="sm">
            <When at={shift.from} day="always" /> – <When at={shift.to} day="always" />
          </Text>
          {shift.layer !== null && (
            <Text size="sm" c="dimmed">
              {shift.layer}
            </Text>
          )}
        </div>
        {doing === undefined && (
          <Choices rota={rota} shift={shift} close={close} choose={setDoing} />
        )}
        {doing === 'cover' && <CoverForm rota={rota} shift={shift} close={close} />}
        {doing === 'swap' && <SwapForm rota={rota} shift={shift} close={close} />}
      </Stack>
    </Modal>
  )
}

function Choices({
  rota,
  shift,
  close,
  choose,
}: Asked & { readonly choose: (doing: Doing) => void }) {
  const words = useWords().onCall
  const { person, may } = useMe()
  const now = useNow()
  const name = usePersonName()
  const take = useTell('override-rota', TURNS)
  const back = useTell('withdraw-override', TURNS)
  const me = person?.id
  const isOver = Date.parse(shift.to) <= now
  if (isOver || !may('incident:write')) return null
  const isOn = Date.parse(shift.from) <= now
  const from = isOn ? new Date(now).toISOString() : shift.from
  const mine = me !== undefined && shift.person === me
  const takeIt = () =>
    take.mutate(
      { params: { rota: rota.id }, body: { person: me ?? '', from, to: shift.to } },
      {
        onSuccess: () => {
          notifications.show({ message: words.taken(name(me)) })
          close()
        },
      },
    )
  const giveBack = () =>
    back.mutate(
      { params: { override: shift.override ?? '' } },
      {
        onSuccess: () => {
          notifications.show({ message: words.back })
          close()
        },
      },
    )
  return (
    <>
      {me !== undefined && !mine && (
        <Button onClick={takeIt} loading={take.isPending} data-autofocus>
          {isOn ? words.takeRest : words.take}
        </Button>
      )}
      {mine && <Button onClick={() => choose('swap')}>{words.ask}</Button>}
      <Button variant="default" onClick={() => choose('cover')}>
        {words.cover}
      </Button>
      {shift.override !== null && (
        <Button variant="default" onClick={giveBack} loading={back.isPending}>
          {words.giveBack}
        </Button>
      )}
      {shift.override !== null && (
        <Text size="xs" c="dimmed">
          {words.giveBackMeans}
        </Text>
      )}
      <Trouble error={take.error ?? back.error} />
    </>
  )
}

/** Somebody else takes over for all of it, or a part. */
function CoverForm({ rota, shift, close }: Asked) {
  const words = useWords().onCall
  const now = useNow()
  const name = usePersonName()
  const [person, setPerson] = useState<string | null>(null)
  const [from, setFrom] = useState(() => localInput(Math.max(now, Date.parse(shift.from))))
  const [to, setTo] = useState(() => localInput(Date.parse(shift.to)))
  const [reason, setReason] = useState('')
  const cover = useTell('override-rota', TURNS)
  const people = usePeople([shift.person ?? ''])
  const send = () =>
    cover.mutate(
      {
        params: { rota: rota.id },
        body: {
          person: person ?? '',
          from: fromLocalInput(from) ?? shift.from,
          to: fromLocalInput(to) ?? shift.to,
          ...(reason.trim() !== '' && { reason }),
        },
      },
      {
        onSuccess: () => {
          notifications.show({ message: words.taken(name(person)) })
          close()
        },
      },
    )
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Select
          label={words.who}
          searchable
          required
          data-autofocus
          data={people}
          value={person}
          onChange={setPerson}
        />
        <Spell from={from} to={to} setFrom={setFrom} setTo={setTo} />
        <FormEnd
          reason={reason}
          setReason={setReason}
          error={cover.error}
          label={words.coverDo}
          ready={person !== null}
          isPending={cover.isPending}
          close={close}
        />
      </Stack>
    </form>
  )
}

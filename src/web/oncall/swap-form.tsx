import { Select, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { useNow } from '../ui/clock.ts'
import { usePersonName } from '../ui/person.tsx'
import { shownIn } from '../ui/when.ts'
import { useLanguage, useWords } from '../words/words.ts'
import type { ShownRota, ShownStretch } from './calendar.tsx'
import { fromLocalInput, localInput } from './days.ts'
import { FormEnd } from './form-end.tsx'
import { Spell } from './spell.tsx'
import { TURNS } from './touched.ts'
import { usePeople } from './use-people.ts'

/** Asks somebody to take one's shift, perhaps for one of theirs. */
export function SwapForm({
  rota,
  shift,
  close,
}: {
  readonly rota: ShownRota
  readonly shift: ShownStretch
  readonly close: () => void
}) {
  const words = useWords().onCall
  const now = useNow()
  const name = usePersonName()
  const { person: me } = useMe()
  const [asked, setAsked] = useState<string | null>(null)
  const [from, setFrom] = useState(() => localInput(Math.max(now, Date.parse(shift.from))))
  const [to, setTo] = useState(() => localInput(Date.parse(shift.to)))
  const [back, setBack] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const offer = useTell('offer-swap', TURNS)
  const people = usePeople([me?.id ?? ''])
  const theirs = shiftsAhead(rota, asked, now)
  const returned = theirs.find(one => one.from === back)
  const send = () =>
    void offer
      .mutateAsync({
        params: { rota: rota.id },
        body: {
          asked: asked ?? '',
          ...spellOf(shift, { from, to }),
          ...(returned !== undefined && { back: { from: returned.from, to: returned.to } }),
          ...(reason.trim() !== '' && { reason }),
        },
      })
      .then(() => {
        notifications.show({ message: words.asked(name(asked)) })
        close()
      })
      .catch(() => undefined)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Select
          label={words.askWhom}
          searchable
          required
          data-autofocus
          data={people}
          value={asked}
          onChange={setAsked}
        />
        <Spell from={from} to={to} setFrom={setFrom} setTo={setTo} />
        <InReturn theirs={theirs} back={back} setBack={setBack} />
        <FormEnd
          reason={reason}
          setReason={setReason}
          error={offer.error}
          label={words.askDo}
          ready={asked !== null}
          isPending={offer.isPending}
          close={close}
        />
      </Stack>
    </form>
  )
}

const shiftsAhead = ({ stretches }: ShownRota, person: string | null, now: number) =>
  stretches.filter(one => person !== null && one.person === person && Date.parse(one.from) > now)

const spellOf = (shift: ShownStretch, { from, to }: { from: string; to: string }) => ({
  from: fromLocalInput(from) ?? shift.from,
  to: fromLocalInput(to) ?? shift.to,
})

function InReturn({
  theirs,
  back,
  setBack,
}: {
  readonly theirs: readonly ShownStretch[]
  readonly back: string | null
  readonly setBack: (from: string | null) => void
}) {
  const { words: all, language } = useLanguage()
  const words = all.onCall
  const now = useNow()
  if (theirs.length === 0) return null
  const time = (at: string) => shownIn(language, at, { now, day: 'always' })
  return (
    <Select
      label={words.inReturn}
      placeholder={words.inReturnNone}
      clearable
      clearButtonProps={{ 'aria-label': words.inReturnNone }}
      data={theirs.map(one => ({
        value: one.from,
        label: `${time(one.from)} – ${time(one.to)}`,
      }))}
      value={back}
      onChange={setBack}
    />
  )
}

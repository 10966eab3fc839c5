// What ties an incident to others, and to its plan.
import { Select, Text, TextInput, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useAsk } from '../../api/queries.ts'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useWhyNot } from '../use-why-not.ts'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import { Dialog } from './dialog.tsx'
import { ReasonField } from './fields.tsx'
import { useKept } from './use-kept.ts'

export function Merge({ close }: Opened<'merge'>) {
  const { signals } = useWords().dealing
  const { incident } = useRoom()
  const { data } = useAsk('list-incidents', {
    query: { open: true, limit: 100 },
  })
  const [into, setInto] = useState<string | null>(null)
  const reason = useKept('merge')
  const others = (data?.incidents ?? []).filter(({ id }) => id !== incident.id)
  return (
    <Deal
      title={signals.mergeTitle}
      command="merge"
      body={into === null || reason.text.trim() === '' ? undefined : { into, reason: reason.text }}
      confirm={signals.merge}
      color="orange"
      close={close}
      done={reason.clear}
    >
      <Text size="sm">{signals.mergeMeans}</Text>
      <Select
        label={signals.mergeInto}
        withAsterisk
        searchable
        data={others.map(({ id, number, title }) => ({ value: id, label: `#${number} ${title}` }))}
        value={into}
        onChange={setInto}
      />
      <ReasonField draft={reason} required />
    </Deal>
  )
}

/** A part of this incident goes on as one of its own. */
export function SplitOff({ close }: Opened<'split-off'>) {
  const { dealing } = useWords()
  const { signals } = dealing
  const whyNot = useWhyNot()
  const { incident } = useRoom()
  const navigate = useNavigate()
  const title = useKept('split.title')
  const description = useKept('split.description')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const declare = async () => {
    setBusy(true)
    try {
      const { id } = await call('declare', {
        body: {
          title: title.text,
          ...(description.text.trim() !== '' && { description: description.text }),
          'from-incident': incident.id,
          plan: incident.plan.hash,
        },
      })
      title.clear()
      description.clear()
      close()
      await navigate({ to: paths.incident(id) })
    } catch (failed) {
      setError(failed as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={signals.splitTitle}
      close={close}
      error={error}
      confirm={{
        label: signals.splitButton,
        busy,
        disabledReason:
          whyNot('note') ?? (title.text.trim() === '' ? dealing.incomplete : undefined),
        run: () => void declare(),
      }}
    >
      <Text size="sm">{signals.splitMeans}</Text>
      <TextInput
        label={signals.title}
        withAsterisk
        maxLength={300}
        data-autofocus
        value={title.text}
        onChange={event => title.write(event.currentTarget.value)}
      />
      <Textarea
        label={dealing.compose.text}
        autosize
        minRows={3}
        value={description.text}
        onChange={event => description.write(event.currentTarget.value)}
      />
    </Dialog>
  )
}

/** Another version of the same plan, with what would begin, end or move under it. */
export function Migrate({ close }: Opened<'migrate'>) {
  const { migrate } = useWords().dealing
  const { incident } = useRoom()
  const { data } = useAsk('list-plans')
  const [plan, setPlan] = useState<string | null>(null)
  const reason = useKept('migrate')
  const versions = (data?.plans ?? []).filter(
    ({ id, hash }) => id === incident.plan.id && hash !== incident.plan.hash,
  )
  return (
    <Deal
      title={migrate.title}
      command="migrate"
      body={plan === null || reason.text.trim() === '' ? undefined : { plan, reason: reason.text }}
      confirm={migrate.confirm}
      close={close}
      done={reason.clear}
    >
      <Text size="sm">
        {incident.plan.title} {incident.plan.version} ({migrate.current})
      </Text>
      {versions.length === 0 ? (
        <Text size="sm">{migrate.none}</Text>
      ) : (
        <Select
          label={migrate.version}
          withAsterisk
          data={versions.map(({ hash, version, active }) => ({
            value: hash,
            label: `${version} · ${hash.slice(0, 8)}${active ? ` (${migrate.active})` : ''}`,
          }))}
          value={plan}
          onChange={setPlan}
        />
      )}
      <ReasonField draft={reason} required />
    </Deal>
  )
}

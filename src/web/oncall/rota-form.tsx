import { Autocomplete, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { PlusIcon } from '@radix-ui/react-icons'
import { useWords } from '../words/words.ts'
import { movedTo, newLayer } from './draft.ts'
import type { LayerDraft, RotaDraft } from './draft.ts'
import { LayerForm } from './layer-form.tsx'

const ZONES = Intl.supportedValuesOf('timeZone')

type Changing = {
  readonly draft: RotaDraft
  readonly change: (draft: RotaDraft) => void
}

/** What a rota says: its zone, and its layers. */
export function RotaForm({
  draft,
  change,
  id,
  setId,
  today,
}: Changing & {
  readonly id: string
  /** Of a new one: it never changes. */
  readonly setId?: (id: string) => void
  readonly today: string
}) {
  const words = useWords().onCall.form
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={words.title}
          required
          maxLength={200}
          data-autofocus
          value={draft.title}
          onChange={event => change({ ...draft, title: event.currentTarget.value })}
        />
        {setId !== undefined && (
          <TextInput
            label={words.id}
            description={words.idHint}
            required
            maxLength={100}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
            value={id}
            onChange={event => setId(event.currentTarget.value)}
          />
        )}
      </Group>
      <Where draft={draft} change={change} />
      <Layers draft={draft} change={change} today={today} />
    </>
  )
}

function Where({ draft, change }: Changing) {
  const words = useWords().onCall.form
  return (
    <Group grow align="flex-start">
      <Autocomplete
        label={words.zone}
        required
        data={ZONES}
        limit={30}
        value={draft.zone}
        onChange={zone => change({ ...draft, zone })}
      />
      <TextInput
        label={words.holidays}
        description={words.holidaysHint}
        pattern="[A-Za-z]{2}(-[A-Za-z0-9]{1,6}){0,2}"
        maxLength={20}
        value={draft.holidays}
        onChange={event => change({ ...draft, holidays: event.currentTarget.value })}
      />
    </Group>
  )
}

function Layers({ draft, change, today }: Changing & { readonly today: string }) {
  const words = useWords().onCall.form
  const { layers } = draft
  const put = (next: readonly LayerDraft[]) => change({ ...draft, layers: next })
  const add = () =>
    put([...layers, newLayer(words.layer(layers.length + 1), today, crypto.randomUUID())])
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {words.layersMean}
      </Text>
      {layers.map((layer, index) => (
        <LayerForm
          key={layer.key}
          layer={layer}
          change={next => put(layers.with(index, next))}
          {...(layers.length > 1 && {
            remove: () => put(layers.filter(one => one.key !== layer.key)),
          })}
          {...(index > 0 && { lower: () => put(movedTo(layers, index, index - 1)) })}
          {...(index < layers.length - 1 && {
            higher: () => put(movedTo(layers, index, index + 1)),
          })}
        />
      ))}
      <Group>
        <Button variant="default" leftSection={<PlusIcon aria-hidden />} onClick={add}>
          {words.addLayer}
        </Button>
      </Group>
    </Stack>
  )
}

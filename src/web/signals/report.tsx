import { Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import { useDraft } from '../ui/draft.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { FormButtons } from './form-buttons.tsx'

const WEIGHTS = ['none', 'critical', 'warning', 'info'] as const

/** What a person saw and no machine told. */
export function Report({
  close,
  reported,
}: {
  readonly close: () => void
  readonly reported: (signal: string) => void
}) {
  const words = useWords().signals
  const title = useDraft('signal.title')
  const description = useDraft('signal.description')
  const [service, setService] = useState('')
  const [weight, setWeight] = useState<string>('none')
  const report = useTell('report-signal', ['list-signals', 'list-incidents'])
  const body = {
    title: title.text,
    ...(description.text !== '' && { description: description.text }),
    ...(service !== '' && { service }),
    ...(weight !== 'none' && { urgency: weight }),
  }
  const send = () =>
    void report
      .mutateAsync({ body })
      .then(({ key }) => {
        title.clear()
        description.clear()
        close()
        reported(key)
      })
      .catch(() => undefined)
  return (
    <Modal opened onClose={close} title={words.reportTitle}>
      <form
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {words.reportMeans}
          </Text>
          <Fields
            title={title}
            description={description}
            service={service}
            setService={setService}
            weight={weight}
            setWeight={setWeight}
          />
          <Trouble error={report.error} />
          <FormButtons close={close} label={words.reportDo} loading={report.isPending} />
        </Stack>
      </form>
    </Modal>
  )
}

type Draft = ReturnType<typeof useDraft>

function Fields({
  title,
  description,
  service,
  setService,
  weight,
  setWeight,
}: {
  readonly title: Draft
  readonly description: Draft
  readonly service: string
  readonly setService: (service: string) => void
  readonly weight: string
  readonly setWeight: (weight: string) => void
}) {
  const words = useWords().signals
  return (
    <>
      <TextInput
        label={words.what}
        placeholder={words.whatHint}
        required
        maxLength={300}
        data-autofocus
        value={title.text}
        onChange={event => title.write(event.currentTarget.value)}
      />
      <Textarea
        label={words.more2}
        autosize
        minRows={3}
        maxLength={10_000}
        value={description.text}
        onChange={event => description.write(event.currentTarget.value)}
      />
      <TextInput
        label={words.service}
        maxLength={100}
        value={service}
        onChange={event => setService(event.currentTarget.value)}
      />
      <NativeSelect
        label={words.weight}
        value={weight}
        onChange={event => setWeight(event.currentTarget.value)}
        data={WEIGHTS.map(value => ({ value, label: words.weights[value] }))}
      />
    </>
  )
}

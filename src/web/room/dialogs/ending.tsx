import { Textarea } from '@mantine/core'
import { useWords } from '../../words/words.ts'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import { GatesBefore } from './gate.tsx'
import { useKept } from './use-kept.ts'

export function Resolve({ close }: Opened<'resolve'>) {
  const { ending } = useWords().dealing
  const text = useKept('resolve')
  return (
    <Deal
      title={ending.resolveTitle}
      command="resolve"
      body={text.text.trim() === '' ? undefined : { text: text.text }}
      confirm={ending.resolve}
      color="teal"
      size="44rem"
      close={close}
      done={text.clear}
    >
      <GatesBefore step="resolve" />
      <Textarea
        label={ending.resolveText}
        withAsterisk
        autosize
        minRows={3}
        data-autofocus
        value={text.text}
        onChange={event => text.write(event.currentTarget.value)}
      />
    </Deal>
  )
}

export function Close({ close }: Opened<'close'>) {
  const { ending } = useWords().dealing
  return (
    <Deal
      title={ending.closeTitle}
      command="close"
      body={NOTHING}
      confirm={ending.close}
      color="teal"
      size="44rem"
      close={close}
    >
      <GatesBefore step="close" />
    </Deal>
  )
}

/** The same at each rendering, so that what would follow is asked once. */
const NOTHING = {}

import { SegmentedControl, Select, Switch, TagsInput, TextInput, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import { useWords } from '../words/words.ts'
import type { Declaring } from './use-declaring.ts'

/** What happens, since when, and to what: one line is enough. */
export function Essentials(declaring: Declaring) {
  const { declare } = useWords()
  const { draft, change, proposal, missing } = declaring
  return (
    <>
      <TextInput
        label={declare.titleField}
        description={declare.titleHint}
        value={draft.title}
        onChange={event => change({ title: event.currentTarget.value })}
        error={missing === 'title' && declare.titleMissing}
        maxLength={200}
        size="md"
        required
        data-autofocus
        // Somebody has asked for this form in order to type here.
        ref={focusOnce}
      />
      <Textarea
        label={declare.about}
        description={declare.aboutHint}
        value={draft.about}
        onChange={event => change({ about: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={12}
      />
      <TagsInput
        label={declare.systems}
        description={declare.systemsHint}
        data={proposal?.systems.map(({ id }) => id) ?? []}
        value={[...draft.systems]}
        onChange={systems => change({ systems })}
        splitChars={[',']}
        acceptValueOnBlur
      />
      <Detected {...declaring} />
      <Select
        label={declare.source}
        data={proposal?.sources.map(({ id, title }) => ({ value: id, label: title })) ?? []}
        value={draft.source ?? proposal?.sources[0]?.id ?? null}
        onChange={source => change({ source })}
        allowDeselect={false}
      />
      <PlanChoice {...declaring} />
      <Switch
        label={declare.exercise}
        description={declare.exerciseHint}
        checked={draft.exercise}
        onChange={event => change({ exercise: event.currentTarget.checked })}
      />
    </>
  )
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus()
}

function Detected({ draft, change }: Declaring) {
  const { declare } = useWords()
  const label = useId()
  const [isEarlier, setEarlier] = useState(draft.detected !== '')
  return (
    <div>
      <div id={label} style={{ fontSize: 14, fontWeight: 600 }}>
        {declare.detected}
      </div>
      <SegmentedControl
        aria-labelledby={label}
        value={isEarlier ? 'earlier' : 'now'}
        onChange={value => {
          setEarlier(value === 'earlier')
          if (value === 'now') change({ detected: '' })
        }}
        data={[
          { value: 'now', label: declare.now },
          { value: 'earlier', label: declare.earlier },
        ]}
      />
      {isEarlier && (
        <TextInput
          type="datetime-local"
          mt={6}
          aria-label={declare.detectedAt}
          value={draft.detected}
          onChange={event => change({ detected: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** Only where there is a choice. */
function PlanChoice({ draft, change, plans, active }: Declaring) {
  const { declare } = useWords()
  const ids = [...new Set(plans.map(({ id }) => id))]
  if (ids.length < 2 || active === undefined) return null
  return (
    <Select
      label={declare.plan}
      data={ids}
      value={draft.plan ?? active.id}
      onChange={plan =>
        // Other plans ask other questions.
        change({ plan, answers: {}, type: null, severity: null, source: null })
      }
      allowDeselect={false}
    />
  )
}

import { Button, Group, Loader, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import type { PlanRevision } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { Outcome } from '../outcome.tsx'
import { problemsOf } from './problems.ts'

export function State({
  revision,
  isBehind,
  isDraft,
}: {
  readonly revision: PlanRevision | undefined
  readonly isBehind: boolean
  readonly isDraft: boolean
}) {
  const { edit: words, list } = useWords().plan
  const all = problemsOf(revision)
  const errors = all.filter(({ kind }) => kind === 'error').length
  const warnings = all.filter(({ kind }) => kind === 'warning').length
  const told =
    errors > 0
      ? words.mistakes(errors)
      : `${words.sound}${warnings > 0 ? ` · ${list.warnings(warnings)}` : ''}`
  return (
    <Group gap="sm" component="output">
      {isBehind || revision === undefined ? (
        <>
          <Loader size="xs" aria-hidden /> <Text size="sm">{words.checking}</Text>
        </>
      ) : (
        <Outcome isGood={errors === 0} told={told} />
      )}
      {isDraft && (
        <Text size="sm" c="dimmed">
          {words.draftSaved}
        </Text>
      )}
    </Group>
  )
}

export function Discard({ discard }: { readonly discard: () => void }) {
  const { plan, everywhere } = useWords()
  const [isAsked, ask] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => ask(true)}>
        {plan.edit.discard}
      </Button>
      <Modal opened={isAsked} onClose={() => ask(false)} title={plan.edit.discard}>
        <Text size="sm">{plan.edit.discardSure}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => ask(false)}>
            {everywhere.cancel}
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              ask(false)
              discard()
            }}
          >
            {plan.edit.discard}
          </Button>
        </Group>
      </Modal>
    </>
  )
}

import { Alert, Button, Group, Modal, Stack, Text, Textarea, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '../../api/queries.ts'
import type { ListedPlan, Plan, PlanRevision } from '../../api/operations.ts'
import { useMe } from '../../api/session.ts'
import { paths } from '../../paths.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { dropDraft } from '../draft.ts'
import { Changes } from '../history/changes.tsx'
import { whyNotProposed } from './why-not.ts'

/** What it changes is shown once more before it goes to those who approve it. */
export function Propose({
  plan,
  text,
  revision,
  isBehind,
  isDraft,
}: {
  readonly plan: Plan
  readonly text: string
  readonly revision: PlanRevision | undefined
  readonly isBehind: boolean
  readonly isDraft: boolean
}) {
  const { edit: words } = useWords().plan
  const { may } = useMe()
  const { data } = useAsk('list-plans')
  const kept: readonly ListedPlan[] = data?.plans ?? []
  const [isAsked, ask] = useState(false)
  const why = whyNotProposed({ revision, isBehind, isDraft, kept, mayPropose: may('plan:propose') })
  return (
    <>
      <Tooltip
        label={why === undefined ? words.proposeHelp : words.whyNot[why]}
        multiline
        maw={300}
      >
        <Button
          {...(why !== undefined && { 'data-disabled': true, 'aria-disabled': true })}
          onClick={event => {
            if (why === undefined) ask(true)
            else event.preventDefault()
          }}
        >
          {words.propose}
        </Button>
      </Tooltip>
      {isAsked && revision !== undefined && (
        <Proposing planId={plan.id} text={text} revision={revision} close={() => ask(false)} />
      )}
    </>
  )
}

function Proposing({
  planId,
  text,
  revision,
  close,
}: {
  readonly planId: string
  readonly text: string
  readonly revision: PlanRevision
  readonly close: () => void
}) {
  const { plan: words, everywhere } = useWords()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const telling = useTell('propose-plan', ['list-plans', 'list-plan-versions'])
  const said = reason.trim()
  const propose = () =>
    telling.mutate(
      { body: text, query: said === '' ? {} : { reason: said } },
      {
        onSuccess({ id }) {
          dropDraft(planId)
          notifications.show({ message: words.edit.proposed, color: 'teal' })
          void navigate({ to: paths.planHistory(id) })
        },
      },
    )
  return (
    <Modal opened onClose={close} size="xl" title={words.edit.propose}>
      <form
        onSubmit={event => {
          event.preventDefault()
          propose()
        }}
      >
        <Stack>
          <Text size="sm">{words.edit.proposeHelp}</Text>
          {revision.plan?.sound === false && (
            <Alert color="yellow" variant="light" styles={{ message: { color: 'inherit' } }}>
              {words.edit.unsound}
            </Alert>
          )}
          {revision.changes !== null && <Changes changes={revision.changes} />}
          <Textarea
            label={words.history.reason}
            description={words.history.reasonOptional}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
          />
          <Trouble error={telling.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {everywhere.cancel}
            </Button>
            <Button type="submit" loading={telling.isPending}>
              {words.edit.propose}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { Button, Group, Modal, Stack, Text, Textarea, Tooltip } from '@mantine/core'
import { useState } from 'react'
import type { PlanVersion } from '../../api/operations.ts'
import { useMe } from '../../api/session.ts'
import { useTell } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { stepsOf } from './steps.ts'
import type { Step } from './steps.ts'

const TOUCHES = ['list-plan-versions', 'list-plans', 'compare-plans', 'read-plan'] as const

/** What one may do with a version, and why not where one may not. */
export function Approving({ version }: { readonly version: PlanVersion }) {
  const { history: words } = useWords().plan
  const { person, may } = useMe()
  const [asked, setAsked] = useState<Step>()
  const steps = stepsOf(version, {
    person: person?.id,
    mayPropose: may('plan:propose'),
    isOwner: may('admin'),
  })
  if (steps.length === 0) return null
  return (
    <Group gap="xs">
      {steps.map(({ step, whyNot }) => (
        <Tooltip
          key={step}
          label={whyNot === undefined ? '' : words[whyNot]}
          disabled={whyNot === undefined}
        >
          <Button
            variant={step === 'approve' || step === 'enact' ? 'filled' : 'default'}
            {...(step === 'breakGlass' && { c: 'var(--tocsin-late)' })}
            {...(whyNot !== undefined && { 'data-disabled': true, 'aria-disabled': true })}
            onClick={event => {
              if (whyNot === undefined) setAsked(step)
              else event.preventDefault()
            }}
          >
            {words[step]}
          </Button>
        </Tooltip>
      ))}
      {asked !== undefined && (
        <Word step={asked} version={version} close={() => setAsked(undefined)} />
      )}
    </Group>
  )
}

const OPERATIONS = {
  propose: 'propose-kept-plan',
  approve: 'approve-plan',
  decline: 'decline-plan',
  enact: 'enact-plan',
  breakGlass: 'enact-plan',
} as const satisfies Record<Step, unknown>

/** The step, with a word to it: some need one. */
function Word({
  step,
  version,
  close,
}: {
  readonly step: Step
  readonly version: PlanVersion
  readonly close: () => void
}) {
  const { plan, everywhere } = useWords()
  const words = plan.history
  const [reason, setReason] = useState('')
  const telling = useTell<(typeof OPERATIONS)[Step]>(OPERATIONS[step], TOUCHES)
  const isNeeded = step === 'decline' || step === 'breakGlass'
  const said = reason.trim()
  const tell = () =>
    telling.mutate(
      {
        params: { plan: version.hash },
        body: {
          ...(said !== '' && { reason: said }),
          ...(step === 'breakGlass' && { break_glass: true }),
        } as never,
      },
      { onSuccess: close },
    )
  return (
    <Modal opened onClose={close} title={`${words[step]}: ${plan.version(version.version)}`}>
      <form
        onSubmit={event => {
          event.preventDefault()
          tell()
        }}
      >
        <Stack>
          {step === 'breakGlass' && <Text size="sm">{words.breakGlassHelp}</Text>}
          {step === 'enact' && <Text size="sm">{words.enactHelp}</Text>}
          <Textarea
            label={words.reason}
            description={isNeeded ? words.reasonGoes : words.reasonOptional}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
            required={isNeeded}
            autosize
            minRows={2}
            data-autofocus
          />
          <Trouble error={telling.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {everywhere.cancel}
            </Button>
            <Button
              type="submit"
              loading={telling.isPending}
              disabled={isNeeded && said === ''}
              {...(step === 'breakGlass' && { color: 'red.9' })}
            >
              {words[step]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import {
  Box,
  Button,
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
  Timeline,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Channel } from '#/core/plan/plan.ts'
import { REACH_MINUTES_MAX, REACH_STEPS_MAX, reachMistakes } from '#/core/reach.ts'
import type { Reach } from '#/core/directory.ts'
import type { Answer } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { Section } from '../settings/section.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { REACH_TOUCHED } from './ways.tsx'
import { drafted, given, newStep } from './draft.ts'
import type { Draft } from './draft.ts'

type Contacts = Answer<'get-contacts'>

/** In which steps one is paged, over what one hears the rest, and when that is to wait. */
export function Wishes({ contacts }: { readonly contacts: Contacts }) {
  const words = useWords().contacts
  const [draft, setDraft] = useState(() => drafted(contacts))
  const save = useTell('set-reach', REACH_TOUCHED)
  const reach = given(draft)
  const [mistake] =
    reach === null ? [] : reachMistakes(reach, channel => reaches(contacts, channel))
  const told = mistake === undefined ? undefined : words.mistakes[mistake.code]
  // What is saved makes this anew, so that nothing may wait for it here.
  const send = () =>
    void save
      .mutateAsync({ body: { reach: asked(reach) } })
      .then(() => notifications.show({ message: words.saved }))
      .catch(() => undefined)
  return (
    <Section title={words.wishes} means={words.wishesMean}>
      <SegmentedControl
        aria-label={words.wishes}
        value={draft.own ? 'own' : 'plan'}
        onChange={value => setDraft({ ...draft, own: value === 'own' })}
        data={[
          { value: 'plan', label: words.asPlan },
          { value: 'own', label: words.ownSteps },
        ]}
      />
      {draft.own ? (
        <>
          <Steps contacts={contacts} draft={draft} change={setDraft} />
          <Rest contacts={contacts} draft={draft} change={setDraft} />
        </>
      ) : (
        <Text size="sm">
          {words.asPlanMeans(words.and(contacts.plan_via.map(channel => words.channels[channel])))}
        </Text>
      )}
      {told !== undefined && (
        <Text size="sm" role="alert" c="var(--tocsin-late)">
          {told}
        </Text>
      )}
      <Trouble error={save.error} />
      <Group>
        <Button disabled={told !== undefined} loading={save.isPending} onClick={send}>
          {words.save}
        </Button>
      </Group>
    </Section>
  )
}

/** Whether a page over a channel would get to them: as the server sees it. */
function reaches({ ways }: Contacts, channel: Channel): boolean {
  return ways.some(
    way =>
      way.channel === channel && way.set_up && (way.origin !== 'own' || way.confirmed !== null),
  )
}

function asked(reach: Reach | null) {
  if (reach === null) return null
  const { pages, ...rest } = reach
  return {
    ...rest,
    pages: pages.map(({ afterMinutes, via }) => ({ after_minutes: afterMinutes, via })),
  }
}

type Changing = {
  readonly contacts: Contacts
  readonly draft: Draft
  readonly change: (draft: Draft) => void
}

/** One below the other, in the order of time. */
function Steps({ contacts, draft, change }: Changing) {
  const words = useWords().contacts
  const { steps } = draft
  const put = (index: number, step: Draft['steps'][number]) =>
    change({ ...draft, steps: steps.with(index, step) })
  return (
    <Stack gap="sm">
      <Timeline active={steps.length} bulletSize={14} lineWidth={2}>
        {steps.map((step, index) => (
          <Timeline.Item key={step.key} title={words.step(step.afterMinutes)}>
            <Group align="flex-end" gap="sm">
              {index > 0 && (
                <NumberInput
                  label={words.after}
                  min={1}
                  max={REACH_MINUTES_MAX}
                  allowDecimal={false}
                  w={150}
                  value={step.afterMinutes}
                  onChange={value => put(index, { ...step, afterMinutes: Number(value) })}
                />
              )}
              <Box flex="1 1 220px">
                <Channels
                  contacts={contacts}
                  label={words.stepOf(step.afterMinutes)}
                  value={step.via}
                  change={via => put(index, { ...step, via })}
                />
              </Box>
              {index > 0 && (
                <Button
                  variant="default"
                  aria-label={words.removeStep(step.afterMinutes)}
                  onClick={() => change({ ...draft, steps: steps.toSpliced(index, 1) })}
                >
                  {words.remove}
                </Button>
              )}
            </Group>
          </Timeline.Item>
        ))}
      </Timeline>
      {steps.length < REACH_STEPS_MAX && (
        <Group>
          <Button variant="default" onClick={() => change({ ...draft, steps: newStep(steps) })}>
            {words.addStep}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function Channels({
  contacts,
  label,
  description,
  value,
  change,
}: {
  readonly contacts: Contacts
  readonly label: string
  readonly description?: string
  readonly value: readonly Channel[]
  readonly change: (channels: readonly Channel[]) => void
}) {
  const words = useWords().contacts
  // What was chosen and is not set up any more stays to be seen, and to be taken out.
  const able = contacts.ways.filter(({ set_up }) => set_up).map(({ channel }) => channel)
  const there = [...new Set([...able, ...value])]
  return (
    <Checkbox.Group
      label={label}
      description={description}
      value={[...value]}
      onChange={chosen => change(there.filter(channel => chosen.includes(channel)))}
    >
      <Group gap="md" mt={6}>
        {there.map(channel => (
          <Checkbox key={channel} value={channel} label={words.channels[channel]} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

/** What is no page, and when it is to wait. */
function Rest({ contacts, draft, change }: Changing) {
  const words = useWords().contacts
  const { quiet } = draft
  return (
    <>
      <Channels
        contacts={contacts}
        label={words.messages}
        description={words.messagesMean}
        value={draft.messages}
        change={messages => change({ ...draft, messages })}
      />
      <div>
        <Switch
          label={words.quietOn}
          description={words.quietMean}
          checked={quiet.on}
          onChange={({ currentTarget: { checked } }) =>
            change({ ...draft, quiet: { ...quiet, on: checked } })
          }
        />
        {quiet.on && (
          <Group align="flex-end" gap="sm" mt="xs">
            {(['from', 'to'] as const).map(end => (
              <TextInput
                key={end}
                type="time"
                label={words[end]}
                value={quiet[end]}
                onChange={event =>
                  change({ ...draft, quiet: { ...quiet, [end]: event.currentTarget.value } })
                }
              />
            ))}
            <Select
              label={words.zone}
              searchable
              limit={100}
              flex="1 1 200px"
              data={[...new Set([quiet.zone, ...Intl.supportedValuesOf('timeZone')])]}
              value={quiet.zone}
              onChange={zone => zone !== null && change({ ...draft, quiet: { ...quiet, zone } })}
            />
          </Group>
        )}
      </div>
    </>
  )
}

// After the incident: notes, findings, follow-ups, feedback, meetings.
import { Checkbox, NumberInput, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../words/words.ts'
import { ruleIn } from '../naming.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { useApprovals } from './approvals.tsx'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import { PeopleField, PersonField, WhenField } from './fields.tsx'
import { instantOf } from './people.ts'
import { useKept } from './use-kept.ts'

function Writing({
  label,
  description,
  draft,
  required = true,
}: {
  readonly label: string
  readonly description?: string
  readonly draft: ReturnType<typeof useKept>
  readonly required?: boolean
}) {
  return (
    <Textarea
      label={label}
      description={description}
      withAsterisk={required}
      autosize
      minRows={4}
      maxRows={18}
      data-autofocus
      value={draft.text}
      onChange={event => draft.write(event.currentTarget.value)}
    />
  )
}

export function WriteNotes({ close }: Opened<'write-notes'>) {
  const { review } = useWords().dealing
  const text = useKept('notes')
  return (
    <Deal
      title={review.notesTitle}
      command="write-notes"
      body={text.text.trim() === '' ? undefined : { text: text.text }}
      confirm={review.notes}
      close={close}
      done={text.clear}
    >
      <Writing label={review.notesTitle} description={review.notesHint} draft={text} />
    </Deal>
  )
}

/** A finding; where an obligation asked for it, that is ticked off with it. */
export function AddFinding({ asked: { kind: wanted, obligation }, close }: Opened<'add-finding'>) {
  const { review } = useWords().dealing
  const { plan, give } = useRoom()
  const kinds = [
    ...new Set(plan.rules.flatMap(({ act }) => (act.do === 'finding' ? [act.kind] : []))),
  ]
  const [kind, setKind] = useState(wanted ?? kinds[0] ?? '')
  const text = useKept(`finding.${wanted ?? ''}`)
  return (
    <Deal
      title={review.findingTitle}
      command="add-finding"
      body={
        kind.trim() === '' || text.text.trim() === ''
          ? undefined
          : { kind: kind.trim(), text: text.text, ...(obligation !== undefined && { obligation }) }
      }
      confirm={review.finding}
      close={close}
      done={() => {
        if (obligation !== undefined) void give('complete', { obligation }).catch(() => {})
        text.clear()
      }}
    >
      {kinds.length > 0 ? (
        <Select
          label={review.kind}
          withAsterisk
          allowDeselect={false}
          data={kinds}
          value={kind}
          onChange={next => setKind(next ?? '')}
        />
      ) : (
        <TextInput
          label={review.kind}
          withAsterisk
          value={kind}
          onChange={event => setKind(event.currentTarget.value)}
        />
      )}
      <Writing label={review.text} draft={text} />
    </Deal>
  )
}

export function AddFollowUp({ close }: Opened<'add-follow-up'>) {
  const { review } = useWords().dealing
  const title = useKept('follow-up')
  const [owner, setOwner] = useState<string | null>(null)
  const [due, setDue] = useState('')
  const [changesPlan, setChangesPlan] = useState(false)
  const at = instantOf(due)
  return (
    <Deal
      title={review.followUpTitle}
      command="add-follow-up"
      body={
        title.text.trim() === '' || owner === null || at === undefined
          ? undefined
          : { title: title.text, owner, due: at, ...(changesPlan && { 'plan-change': true }) }
      }
      confirm={review.followUp}
      close={close}
      done={title.clear}
    >
      <TextInput
        label={review.what}
        withAsterisk
        maxLength={300}
        data-autofocus
        value={title.text}
        onChange={event => title.write(event.currentTarget.value)}
      />
      <PersonField label={review.owner} value={owner} change={setOwner} />
      <WhenField label={review.due} value={due} change={setDue} required />
      <Checkbox
        label={review.planChange}
        checked={changesPlan}
        onChange={event => setChangesPlan(event.currentTarget.checked)}
      />
    </Deal>
  )
}

export function FinishFollowUp({ asked: { followUp }, close }: Opened<'finish-follow-up'>) {
  const { review } = useWords().dealing
  const { incident } = useRoom()
  const text = useKept(`finish.${followUp}`)
  const title = incident.follow_ups.find(({ id }) => id === followUp)?.title
  return (
    <Deal
      title={review.finishTitle}
      command="finish-follow-up"
      body={{ 'follow-up': followUp, ...(text.text.trim() !== '' && { text: text.text }) }}
      confirm={review.finish}
      close={close}
      done={text.clear}
    >
      {title !== undefined && <Text fw={600}>{title}</Text>}
      <Writing label={review.finishedText} draft={text} required={false} />
    </Deal>
  )
}

export function GiveFeedback({ asked, close }: Opened<'give-feedback'>) {
  const { review, person: label } = useWords().dealing
  const names = useNames()
  const { incident } = useRoom()
  const [person, setPerson] = useState<string | null>(asked.person ?? null)
  const text = useKept(`feedback.${person ?? ''}`)
  return (
    <Deal
      title={review.feedbackTitle}
      command="give-feedback"
      body={person === null || text.text.trim() === '' ? undefined : { person, text: text.text }}
      confirm={review.feedback}
      close={close}
      done={text.clear}
    >
      <Select
        label={label}
        withAsterisk
        data={incident.responders.map(it => ({ value: it.person, label: names.party(it.person) }))}
        value={person}
        onChange={setPerson}
      />
      <Writing label={review.feedbackText} draft={text} />
    </Deal>
  )
}

/** Whom the plan wants at a meeting. */
function useAttendance(obligation: string): readonly string[] {
  const { plan } = useRoom()
  const act = plan.rules.find(({ id }) => id === ruleIn(obligation))?.act
  return act?.do === 'meet' ? act.attend : []
}

export function ScheduleMeeting({ asked: { obligation }, close }: Opened<'schedule-meeting'>) {
  const { review } = useWords().dealing
  const names = useNames()
  const wanted = useAttendance(obligation)
  const [starts, setStarts] = useState('')
  const [minutes, setMinutes] = useState<number | string>(60)
  const [invite, setInvite] = useState<string[]>([])
  const at = instantOf(starts)
  return (
    <Deal
      title={review.scheduleTitle(names.obligation(obligation))}
      command="schedule-meeting"
      body={
        at === undefined
          ? undefined
          : {
              obligation,
              starts: at,
              minutes: Number(minutes),
              ...(invite.length > 0 && { invite }),
            }
      }
      confirm={review.schedule}
      close={close}
    >
      {wanted.length > 0 && <Text size="sm">{review.wanted(names.parties(wanted))}</Text>}
      <WhenField label={review.starts} value={starts} change={setStarts} required />
      <NumberInput
        label={review.minutes}
        min={5}
        max={1440}
        step={15}
        value={minutes}
        onChange={setMinutes}
      />
      <PeopleField
        label={review.invite}
        description={review.inviteHint}
        value={invite}
        change={setInvite}
      />
    </Deal>
  )
}

export function HoldMeeting({ asked: { obligation }, close }: Opened<'hold-meeting'>) {
  const { review } = useWords().dealing
  const names = useNames()
  const { incident } = useRoom()
  const wanted = useAttendance(obligation)
  const [present, setPresent] = useState<string[]>(() =>
    incident.responders.map(({ person }) => person),
  )
  const text = useKept(`meeting.${obligation}`)
  const written = {
    obligation,
    present,
    ...(text.text.trim() !== '' && { text: text.text }),
  }
  const body = present.length === 0 ? undefined : written
  const approvals = useApprovals({ obligation }, 'hold-meeting', body)
  return (
    <Deal
      title={review.holdTitle(names.obligation(obligation))}
      command="hold-meeting"
      body={body && { ...body, ...approvals.breaking }}
      confirm={review.hold}
      close={close}
      done={text.clear}
    >
      {wanted.length > 0 && <Text size="sm">{review.wanted(names.parties(wanted))}</Text>}
      <PeopleField label={review.present} value={present} change={setPresent} required />
      <Writing label={review.minutesText} draft={text} required={false} />
      {approvals.shown}
    </Deal>
  )
}

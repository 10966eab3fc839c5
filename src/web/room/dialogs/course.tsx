// How an incident goes on: moments, stages, the ladder, who may see it.
import { MultiSelect, Radio, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { Remark } from '../remark.tsx'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import classes from './dialog.module.css'
import { ReasonField, WhenField } from './fields.tsx'
import { correctable, markable } from './moments.ts'
import { instantOf, localOf } from './people.ts'
import { useKept } from './use-kept.ts'
import { isOwed } from './writing.ts'

export function Moments({ asked, close }: Opened<'moments'>) {
  const { moments } = useWords().dealing
  const names = useNames()
  const { plan, incident } = useRoom()
  const choices = markable(plan)
  const [moment, setMoment] = useState(asked.moment ?? choices[0] ?? '')
  const reached = incident.moments[moment]
  const [when, setWhen] = useState(reached === undefined ? '' : localOf(reached))
  const reason = useKept(`moment.${moment}`)
  const isCorrection = reached !== undefined && correctable(plan, moment)
  const at = instantOf(when)
  const because = reason.text.trim() === '' ? {} : { reason: reason.text }
  const choose = (next: string | null) => {
    const known = incident.moments[next ?? '']
    setMoment(next ?? '')
    setWhen(known === undefined ? '' : localOf(known))
  }
  const shared = { title: moments.title, confirm: moments.confirm, close, done: reason.clear }
  const fields = (
    <>
      <Select
        label={moments.moment}
        allowDeselect={false}
        data={choices.map(id => ({ value: id, label: names.moment(id) }))}
        value={moment}
        onChange={choose}
      />
      {reached !== undefined && (
        <Text size="sm">
          {moments.reached}: <When at={reached} day="always" />. {moments.correct}
        </Text>
      )}
      <WhenField value={when} change={setWhen} required={isCorrection} />
      <ReasonField draft={reason} required={isCorrection} />
    </>
  )
  if (isCorrection)
    return (
      <Deal
        {...shared}
        command="correct-moment"
        body={
          at === undefined || reason.text.trim() === ''
            ? undefined
            : { moment, when: at, reason: reason.text }
        }
      >
        {fields}
      </Deal>
    )
  const command = MARKS[moment] ?? 'mark'
  const body = { ...(at !== undefined && { when: at }), ...because }
  return (
    <Deal {...shared} command={command} body={command === 'mark' ? { moment, ...body } : body}>
      {fields}
    </Deal>
  )
}

/** Moments with a command of their own, which the plan may reserve. */
const MARKS: Readonly<Record<string, 'verify-breach' | 'contain'>> = {
  verified: 'verify-breach',
  contained: 'contain',
}

export function Stage({ asked, close }: Opened<'stage'>) {
  const { stage: words } = useWords().dealing
  const { plan, incident, obligations } = useRoom()
  const current = plan.stages.findIndex(({ id }) => id === incident.stage)
  const next = plan.stages[Math.min(current + 1, plan.stages.length - 1)]
  const [stage, setStage] = useState(asked.stage ?? next?.id ?? '')
  const reason = useKept('stage')
  const openIn = (id: string) => obligations.filter(it => it.stage === id && isOwed(it)).length
  return (
    <Deal
      title={words.title}
      command="begin-stage"
      body={
        stage === ''
          ? undefined
          : { stage, ...(reason.text.trim() !== '' && { reason: reason.text }) }
      }
      confirm={words.confirm}
      close={close}
      done={reason.clear}
    >
      <Radio.Group label={words.stage} value={stage} onChange={setStage}>
        <div className={classes['levels']}>
          {plan.stages.map(({ id, title, goal }) => (
            <div key={id} className={classes['choice']} data-checked={stage === id || undefined}>
              <Radio
                value={id}
                label={incident.stage === id ? `${title} (${words.current})` : title}
                description={[goal, openIn(id) > 0 ? words.openWork(openIn(id)) : '']
                  .filter(Boolean)
                  .join(' · ')}
              />
            </div>
          ))}
        </div>
      </Radio.Group>
      <ReasonField draft={reason} />
    </Deal>
  )
}

export function Escalate({ close }: Opened<'escalate'>) {
  const { escalate } = useWords().dealing
  const names = useNames()
  const { plan, incident } = useRoom()
  const above = plan.levels.find(({ level }) => level > incident.level) ?? plan.levels.at(-1)
  const [level, setLevel] = useState(String(above?.level ?? ''))
  const reason = useKept('escalate')
  const reached = (number: number) => incident.levels.some(it => it.level === number)
  return (
    <Deal
      title={escalate.title}
      command="escalate"
      body={
        level === '' || reason.text.trim() === ''
          ? undefined
          : { level: Number(level), reason: reason.text }
      }
      confirm={escalate.confirm}
      color="red"
      close={close}
      done={reason.clear}
    >
      <Radio.Group label={escalate.level} value={level} onChange={setLevel}>
        <div className={classes['levels']}>
          {plan.levels.map(one => (
            <div
              key={one.id}
              className={classes['choice']}
              data-checked={level === String(one.level) || undefined}
            >
              <Radio
                value={String(one.level)}
                label={`${one.level}. ${one.title}${reached(one.level) ? ` (${escalate.reached})` : ''}`}
                description={[
                  one.members.length === 0
                    ? escalate.nobody
                    : escalate.people(names.parties(one.members)),
                  one.when === undefined ? '' : escalate.only,
                ]
                  .filter(Boolean)
                  .join('. ')}
              />
            </div>
          ))}
        </div>
      </Radio.Group>
      <ReasonField draft={reason} required />
    </Deal>
  )
}

export function Restrict({ close }: Opened<'restrict'>) {
  const { restrict } = useWords().dealing
  const names = useNames()
  const { plan, directory, incident, me } = useRoom()
  const [to, setTo] = useState<string[]>([...(incident.restricted_to ?? (me === null ? [] : [me]))])
  const [label, setLabel] = useState(incident.label ?? '')
  const options = [
    ...directory.people.map(({ id }) => id),
    ...plan.roles.map(({ id }) => id),
    ...plan.groups.map(({ id }) => id),
    ...plan.positions.map(({ id }) => id),
  ]
  const opens = to.length === 0
  return (
    <Deal
      title={restrict.title}
      command="restrict"
      body={{ to, ...(label.trim() !== '' && !opens && { label: label.trim() }) }}
      confirm={opens ? restrict.confirmOpen : restrict.confirm}
      close={close}
    >
      <MultiSelect
        label={restrict.to}
        description={restrict.toHint}
        searchable
        hidePickedOptions
        limit={50}
        data={[...new Set(options)].map(id => ({ value: id, label: names.party(id) }))}
        value={to}
        onChange={setTo}
      />
      <TextInput
        label={restrict.label}
        description={restrict.labelHint}
        maxLength={100}
        disabled={opens}
        value={label}
        onChange={event => setLabel(event.currentTarget.value)}
      />
      {opens && <Remark color="yellow">{restrict.open}</Remark>}
    </Deal>
  )
}

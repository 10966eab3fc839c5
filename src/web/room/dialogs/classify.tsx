import { Badge, Group, Radio, Select, Skeleton, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useAsk } from '../../api/queries.ts'
import type { Proposal } from '../../api/operations.ts'
import { ProposedByRule } from '../../declare/proposed.tsx'
import { Severity } from '../../ui/severity.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { Remark } from '../remark.tsx'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import classes from './dialog.module.css'
import { ReasonField } from './fields.tsx'
import { useKept } from './use-kept.ts'

type Level = Proposal['severities'][number]
type Proposed = {
  readonly level: string
  readonly title: string
  readonly forced: boolean
  readonly in_doubt: boolean
  readonly because: readonly string[]
}

/** Severity and kind, with what the plan means by each, what it proposes, and why. */
export function Classify({ close }: Opened<'classify'>) {
  const { id } = useRoom()
  const { data, error } = useAsk('propose-severity', { params: { id } })
  if (error) return <Trouble error={error} />
  return data === undefined ? <Skeleton h={1} /> : <Classifying proposal={data} close={close} />
}

function Classifying({
  proposal,
  close,
}: {
  readonly proposal: Proposal
  readonly close: () => void
}) {
  const { classify } = useWords().dealing
  const { incident } = useRoom()
  const reason = useKept('classify')
  const [severity, setSeverity] = useState(incident.severity ?? proposal.proposed?.severity ?? null)
  const [type, setType] = useState(incident.type)
  const lowers = isLower(proposal.severities, incident.severity, severity)
  const needsReason = lowers && reason.text.trim() === ''
  const body =
    severity === null || type === null || needsReason
      ? undefined
      : { severity, type, ...(reason.text.trim() !== '' && { reason: reason.text }) }
  const proposed = proposal.proposed && { ...proposal.proposed, level: proposal.proposed.severity }
  return (
    <Deal
      title={incident.severity === null ? classify.title : classify.again}
      command="classify"
      body={body}
      confirm={classify.confirm}
      size="44rem"
      close={close}
      done={reason.clear}
    >
      <Why proposed={proposed} mayWorsen={proposal.may_worsen} />
      <ProposedByRule by={proposal.by_rule} />
      <Levels
        label={classify.severity}
        levels={proposal.severities}
        value={severity}
        change={setSeverity}
        now={incident.severity}
        proposed={proposed?.level}
      />
      <Kinds types={proposal.types} value={type} change={setType} />
      {lowers && <Text size="sm">{classify.lowering}</Text>}
      <ReasonField draft={reason} required={lowers} />
    </Deal>
  )
}

/** Another classification of the plan: what a law or a contract calls the incident. */
export function Assess({ asked, close }: Opened<'assess'>) {
  const { id } = useRoom()
  const { data } = useAsk('propose-severity', { params: { id } })
  const found = data?.classifications.find(it => it.id === asked.classification)
  return found === undefined ? <Skeleton h={1} /> : <Assessing of={found} close={close} />
}

function Assessing({
  of,
  close,
}: {
  readonly of: Proposal['classifications'][number]
  readonly close: () => void
}) {
  const { classify } = useWords().dealing
  const reason = useKept(`assess.${of.id}`)
  const [level, setLevel] = useState(of.level ?? of.proposed?.level ?? null)
  const lowers = isLower(of.levels, of.level, level)
  const body =
    level === null || (lowers && reason.text.trim() === '')
      ? undefined
      : { classification: of.id, level, ...(reason.text.trim() !== '' && { reason: reason.text }) }
  return (
    <Deal
      title={classify.assessTitle(of.title)}
      command="assess"
      body={body}
      confirm={classify.assessTitle(of.title)}
      size="44rem"
      close={close}
      done={reason.clear}
    >
      <Why proposed={of.proposed} mayWorsen={of.may_worsen} />
      <Levels
        label={classify.level}
        levels={of.levels}
        value={level}
        change={setLevel}
        now={of.level}
        proposed={of.proposed?.level}
      />
      {lowers && <Text size="sm">{classify.lowering}</Text>}
      <ReasonField draft={reason} required={lowers} />
    </Deal>
  )
}

function isLower(levels: readonly Level[], was: string | null, wanted: string | null): boolean {
  const rank = (level: string | null) => levels.findIndex(({ id }) => id === level)
  return was !== null && wanted !== null && rank(wanted) > rank(was)
}

function Why({
  proposed,
  mayWorsen,
}: {
  readonly proposed: Proposed | null
  readonly mayWorsen: readonly string[]
}) {
  const { dealing } = useWords()
  const { classify } = dealing
  const names = useNames()
  if (proposed === null) return <Text size="sm">{classify.nothingProposed}</Text>
  return (
    <Remark
      color={proposed.forced ? 'red' : 'blue'}
      title={`${classify.proposed}: ${proposed.title}`}
    >
      {proposed.because.map(reason => (
        <Text size="sm" key={reason}>
          {reason}
        </Text>
      ))}
      {proposed.forced && <Text size="sm">{classify.forced}</Text>}
      {proposed.in_doubt && <Text size="sm">{classify.inDoubt}</Text>}
      {mayWorsen.length > 0 && (
        <Text size="xs" mt={4}>
          {classify.mayWorsen(dealing.list(mayWorsen.map(names.any)))}
        </Text>
      )}
    </Remark>
  )
}

function Levels({
  label,
  levels,
  value,
  change,
  now,
  proposed,
}: {
  readonly label: string
  readonly levels: readonly Level[]
  readonly value: string | null
  readonly change: (level: string) => void
  readonly now: string | null
  readonly proposed: string | undefined
}) {
  return (
    <Radio.Group label={label} value={value} onChange={change} withAsterisk>
      <div className={classes['levels']}>
        {levels.map((level, rank) => (
          <LevelCard
            key={level.id}
            level={level}
            rank={rank}
            isNow={now === level.id}
            isProposed={proposed === level.id}
            isChosen={value === level.id}
          />
        ))}
      </div>
    </Radio.Group>
  )
}

function LevelCard({
  level,
  rank,
  isNow,
  isProposed,
  isChosen,
}: {
  readonly level: Level
  readonly rank: number
  readonly isNow: boolean
  readonly isProposed: boolean
  readonly isChosen: boolean
}) {
  const { classify } = useWords().dealing
  const id = useId()
  const marks = [...(isNow ? [classify.now] : []), ...(isProposed ? [classify.proposed] : [])]
  return (
    <label className={classes['choice']} data-checked={isChosen || undefined} htmlFor={id}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Radio
          id={id}
          value={level.id}
          aria-label={`${level.id} ${level.title}`}
          mt={2}
          {...(isChosen && { 'data-autofocus': true })}
        />
        <div>
          <Group gap={6}>
            <Severity severity={level.id} rank={rank} size="sm" />
            <Text size="sm" fw={600}>
              {level.title}
            </Text>
            {marks.map(mark => (
              <Badge key={mark} size="sm" variant="default" tt="none">
                {mark}
              </Badge>
            ))}
          </Group>
          <Text size="sm">{level.means}</Text>
          {isChosen && level.examples.length > 0 && (
            <ul className={classes['examples']}>
              {level.examples.map(example => (
                <li key={example}>{example}</li>
              ))}
            </ul>
          )}
        </div>
      </Group>
    </label>
  )
}

function Kinds({
  types,
  value,
  change,
}: {
  readonly types: Proposal['types']
  readonly value: string | null
  readonly change: (type: string | null) => void
}) {
  const { classify } = useWords().dealing
  const chosen = types.find(({ id }) => id === value)
  return (
    <Select
      label={classify.type}
      description={chosen?.means}
      withAsterisk
      allowDeselect={false}
      data={types.map(({ id, title }) => ({ value: id, label: title }))}
      value={value}
      onChange={change}
    />
  )
}

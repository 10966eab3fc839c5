import { Badge, Button, Group, Text, Title, Tooltip } from '@mantine/core'
import {
  CircleBackslashIcon,
  DotFilledIcon,
  LockClosedIcon,
  UpdateIcon,
} from '@radix-ui/react-icons'
import { useEffect } from 'react'
import type { LiveState } from '../api/live.ts'
import { useNow } from '../ui/clock.ts'
import { usePersonName } from '../ui/person.tsx'
import { Severity } from '../ui/severity.tsx'
import { spanOf } from '../ui/span.ts'
import { useWords } from '../words/words.ts'
import classes from './head.module.css'
import { HeadMenu } from './head-menu.tsx'
import { useRoom } from './room.ts'
import { Stages } from './stages.tsx'
import { useTelling } from './telling.ts'

/** What it is, how bad, how far, for how long, and who leads: always in sight. */
export function Head() {
  const { incident } = useRoom()
  const { title, number } = incident
  useEffect(() => {
    document.title = `#${number} ${title} · Tocsin`
  }, [number, title])
  return (
    <header className={classes['head']}>
      <div className={classes['line']}>
        <Kind />
        <Title order={1} className={classes['title']} title={title}>
          <span className={classes['number']}>#{number}</span> {title}
        </Title>
        <Doing />
      </div>
      <div className={classes['line']}>
        <Facts />
        <Stages />
        <Live />
      </div>
    </header>
  )
}

function Kind() {
  const { incident, plan, open } = useRoom()
  const { words, names } = useTelling()
  const rank = plan.severities.findIndex(({ id }) => id === incident.severity)
  return (
    <button type="button" className={classes['kind']} onClick={() => open({ name: 'classify' })}>
      <Severity severity={incident.severity} rank={rank} size="lg" />
      {incident.type !== null && (
        <span className={classes['type']}>{names.type(incident.type)}</span>
      )}
      <span className="only-heard">
        {incident.severity === null ? words.classify : words.reclassify}
      </span>
    </button>
  )
}

function Doing() {
  const { open, whyNot } = useRoom()
  const { words } = useTelling()
  const barred = whyNot('update')
  const escalationBarred = whyNot('escalate')
  return (
    <Group gap={6} wrap="nowrap" className={classes['doing']}>
      <Button
        size="compact-md"
        disabled={barred !== undefined}
        title={barred}
        onClick={() => open({ name: 'update' })}
      >
        {words.update}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        visibleFrom="sm"
        disabled={escalationBarred !== undefined}
        title={escalationBarred}
        onClick={() => open({ name: 'escalate' })}
      >
        {words.escalate}
      </Button>
      <HeadMenu />
    </Group>
  )
}

const STATUS_LOOKS = {
  open: { color: 'var(--tocsin-red-text)', background: 'var(--tocsin-red-tint)' },
  over: { color: 'var(--tocsin-gray-text)', background: 'var(--tocsin-gray-tint)' },
} as const

function Facts() {
  const { incident } = useRoom()
  const { everywhere } = useWords()
  const { words, names } = useTelling()
  const { status, restricted_to, label, exercise } = incident
  return (
    <div className={classes['facts']}>
      <Badge
        tt="none"
        radius="sm"
        styles={{ root: STATUS_LOOKS[status === 'open' ? 'open' : 'over'] }}
      >
        {everywhere.status[status]}
      </Badge>
      {exercise && (
        <Tooltip label={words.exerciseMeans}>
          <Badge tt="none" radius="sm" color="grape.8" tabIndex={0}>
            {everywhere.exercise}
          </Badge>
        </Tooltip>
      )}
      {restricted_to !== null && (
        <Tooltip label={words.restrictedTo(names.parties(restricted_to))}>
          <Badge
            tt="none"
            radius="sm"
            color="dark.6"
            leftSection={<LockClosedIcon aria-hidden />}
            tabIndex={0}
          >
            {everywhere.restricted}
          </Badge>
        </Tooltip>
      )}
      {label !== null && (
        <Badge tt="none" radius="sm" variant="default">
          {label}
        </Badge>
      )}
      <Elapsed />
      <Commander />
    </div>
  )
}

function Elapsed() {
  const { incident } = useRoom()
  const { words } = useTelling()
  const now = useNow(incident.clock)
  const { detected, declared, resolved, declassified, merged } = incident.moments
  const from = detected ?? declared
  if (from === undefined) return null
  const isOver = incident.status !== 'open'
  const until = isOver ? (resolved ?? declassified ?? merged) : undefined
  const span = spanOf((until === undefined ? now : Date.parse(until)) - Date.parse(from))
  return (
    <Text span size="sm" fw={600} className={classes['elapsed']}>
      {until === undefined ? words.sinceDetection(span) : words.lasted(span)}
    </Text>
  )
}

/** Whoever holds the first role of the plan: it lists first who leads. */
function Commander() {
  const { incident } = useRoom()
  const { words } = useTelling()
  const nameOf = usePersonName()
  const [first] = incident.roles
  if (first === undefined) return null
  return (
    <Text span size="sm" className={classes['commander']}>
      {first.person === null ? (
        <b>{words.noCommander}</b>
      ) : (
        <>
          <span className={classes['dim']}>{first.title}:</span> {nameOf(first.person)}
        </>
      )}
    </Text>
  )
}

const LIVE_ICONS = {
  live: DotFilledIcon,
  connecting: UpdateIcon,
  lost: CircleBackslashIcon,
} as const satisfies Record<LiveState, unknown>

function Live() {
  const { live } = useRoom()
  const { everywhere } = useWords()
  const Icon = LIVE_ICONS[live]
  return (
    <Text span size="xs" className={classes['live']} data-state={live}>
      <Icon aria-hidden /> <span>{live === 'lost' ? everywhere.lost : everywhere[live]}</span>
    </Text>
  )
}

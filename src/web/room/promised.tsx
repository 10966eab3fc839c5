import { ActionIcon, Button, Menu, Text } from '@mantine/core'
import {
  ArchiveIcon,
  BellIcon,
  CalendarIcon,
  CheckIcon,
  DotIcon,
  DotsHorizontalIcon,
  DoubleArrowUpIcon,
  GlobeIcon,
  PaperPlaneIcon,
  Pencil1Icon,
  QuestionMarkIcon,
} from '@radix-ui/react-icons'
import { memo } from 'react'
import type { Obligation } from '../api/operations.ts'
import { Standing } from '../ui/standing.tsx'
import { Countdown, When } from '../ui/when.tsx'
import { controlOf, factOf, isMine, isOwed, momentAwaited } from './agenda.ts'
import classes from './agenda.module.css'
import { Answering } from './answer.tsx'
import { Barred } from './barred.tsx'
import { Explanation } from './explain.tsx'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import { Tick } from './tick.tsx'

/** What of an item is open. */
export type Mode = 'tick' | 'explain'

export type PromisedProps = {
  readonly obligation: Obligation
  readonly mode: Mode | undefined
  readonly selected: boolean
  /** The same function for every item. */
  readonly setMode: (id: string, mode: Mode | undefined) => void
}

/** One promise: how it stands, whose it is, where it is written, until when, and what can be done about it. */
export const Promised = memo(function Promised(props: PromisedProps) {
  const { obligation, mode, selected, setMode } = props
  const { me } = useRoom()
  const { id, title, standing } = obligation
  const close = () => setMode(id, undefined)
  return (
    <li
      id={`item-${id}`}
      className={classes['item']}
      data-standing={standing}
      data-mine={isMine(obligation, me) || undefined}
      data-selected={selected || undefined}
      tabIndex={-1}
    >
      <Box {...props} />
      <div className={classes['promise']}>
        <div className={classes['title']}>
          <span>{title}</span>
          <Limit obligation={obligation} />
        </div>
        <Meta obligation={obligation} />
        <Doing obligation={obligation} />
        {mode === 'tick' && <Tick obligation={obligation} close={close} />}
        {mode === 'explain' && <Explanation obligation={obligation} />}
      </div>
      <More {...props} />
    </li>
  )
})

const ICONS: Readonly<Record<string, typeof CheckIcon>> = {
  ask: QuestionMarkIcon,
  update: PaperPlaneIcon,
  notice: PaperPlaneIcon,
  report: PaperPlaneIcon,
  notify: PaperPlaneIcon,
  publish: GlobeIcon,
  page: BellIcon,
  escalate: DoubleArrowUpIcon,
  gather: ArchiveIcon,
  meet: CalendarIcon,
  notes: Pencil1Icon,
  finding: Pencil1Icon,
}

/** The box to tick, where saying so is all there is to it. */
function Box({ obligation, mode, setMode }: PromisedProps) {
  const { plan, whyNot } = useRoom()
  const { words } = useTelling()
  const { id, title, standing } = obligation
  const isTicked = standing === 'met' || standing === 'met-late'
  if (controlOf(obligation, plan) !== 'tick') {
    const Icon = isTicked ? CheckIcon : (ICONS[obligation.act] ?? DotIcon)
    return (
      <span className={classes['box']} aria-hidden>
        <Icon />
      </span>
    )
  }
  const barred = whyNot('complete')
  return (
    <button
      type="button"
      className={classes['box']}
      data-state="open"
      aria-label={words.tick(title)}
      aria-expanded={mode === 'tick'}
      title={barred}
      disabled={barred !== undefined}
      onClick={() => setMode(id, mode === 'tick' ? undefined : 'tick')}
    />
  )
}

function Limit({ obligation }: { readonly obligation: Obligation }) {
  const { incident } = useRoom()
  const { words } = useTelling()
  const { due, aim, met_at, waived } = obligation
  if (met_at !== undefined || waived !== undefined)
    return (
      <Text span size="xs" c="dimmed" className={classes['limit']}>
        <When at={met_at ?? waived?.at ?? ''} />
      </Text>
    )
  if (!isOwed(obligation)) return null
  if (due !== undefined)
    return (
      <span className={classes['limit']}>
        <Countdown due={due} clock={incident.clock} />
      </span>
    )
  if (aim === undefined) return null
  return (
    <Text span size="xs" className={classes['limit']}>
      {words.aimAt} <When at={aim} />
    </Text>
  )
}

function Meta({ obligation }: { readonly obligation: Obligation }) {
  const { plan } = useRoom()
  const { words, names } = useTelling()
  const { standing, cites, law, owners, by, waits_for, waived, due, unmeasured } = obligation
  const whose =
    owners.length > 0 ? names.people(owners) : by === undefined ? undefined : names.party(by)
  return (
    <div className={classes['meta']}>
      <Standing standing={standing} />
      {whose !== undefined && <span>{whose}</span>}
      {cites.map(cite => (
        <abbr key={cite} title={plan.clauses.find(({ id }) => id === cite)?.text}>
          {cite}
        </abbr>
      ))}
      {law !== undefined && <span>{law}</span>}
      {unmeasured !== undefined && due === undefined && isOwed(obligation) && <i>{unmeasured}</i>}
      {standing === 'armed' && waits_for !== undefined && (
        <span className={classes['waits']}>{words.waitsFor(names.awaited(waits_for))}</span>
      )}
      {waived !== undefined && (
        <span className={classes['waits']}>
          {words.waivedBy(names.person(waived.by), waived.reason)}
        </span>
      )}
    </div>
  )
}

/** What carries it out, other than a tick. */
function Doing({ obligation }: { readonly obligation: Obligation }) {
  const { plan, open, whyNot } = useRoom()
  const { words } = useTelling()
  const control = controlOf(obligation, plan)
  const { id, act, title } = obligation
  if (control === 'itself')
    return (
      <Text size="xs" c="dimmed">
        {words.byItself}
      </Text>
    )
  if (control === 'answer') {
    const fact = factOf(obligation, plan)
    return fact === undefined ? null : (
      <div className={classes['answering']}>
        <Answering fact={fact} />
      </div>
    )
  }
  if (obligation.standing === 'armed') return <Markable obligation={obligation} />
  if (control !== 'carry-out') return null
  const label = words.carryOut[act as keyof typeof words.carryOut] ?? words.carryOut.other
  const barred = whyNot(commandOf(act))
  return (
    <>
      <Button
        variant="light"
        size="compact-xs"
        mt={2}
        disabled={barred !== undefined}
        title={barred}
        aria-label={`${label}: ${title}`}
        onClick={() => open({ name: 'carry-out', obligation: id })}
      >
        {label}
      </Button>
      <Barred why={barred} />
    </>
  )
}

/** What waits for a moment that somebody has to put on record leads to where that is done. */
function Markable({ obligation }: { readonly obligation: Obligation }) {
  const { plan, incident, open } = useRoom()
  const { words, names } = useTelling()
  const moment = momentAwaited(obligation, plan, incident)
  if (moment === undefined) return null
  return (
    <Button
      variant="light"
      size="compact-xs"
      mt={2}
      onClick={() => open({ name: 'moments', moment })}
    >
      {words.markMoment(names.moment(moment))}
    </Button>
  )
}

const COMMANDS = {
  update: 'update',
  notice: 'send-notice',
  report: 'submit-report',
  publish: 'publish',
  meet: 'hold-meeting',
  notes: 'write-notes',
  feedback: 'give-feedback',
  gather: 'add-evidence',
  finding: 'add-finding',
  'follow-up': 'add-follow-up',
  escalate: 'escalate',
  'hand-over': 'hand-over',
} as const

const commandOf = (act: string) =>
  act in COMMANDS ? COMMANDS[act as keyof typeof COMMANDS] : 'complete'

function More({ obligation, mode, setMode }: PromisedProps) {
  const { open } = useRoom()
  const { words } = useTelling()
  const why = useWhyNotWaive(obligation)
  const { id, title } = obligation
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.itemMore(title)}>
          <DotsHorizontalIcon aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => setMode(id, mode === 'explain' ? undefined : 'explain')}>
          {words.explain}
        </Menu.Item>
        <Menu.Item
          disabled={why !== undefined}
          onClick={() => open({ name: 'waive', obligation: id })}
        >
          {words.waive}
          {why !== undefined && (
            <Text size="xs" c="dimmed">
              {why}
            </Text>
          )}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function useWhyNotWaive(obligation: Obligation): string | undefined {
  const { plan, whyNot, acts } = useRoom()
  const { words, names } = useTelling()
  if (!isOwed(obligation) && obligation.standing !== 'armed') return words.waiveNotNow
  const role = plan.rules.find(({ id }) => id === obligation.rule)?.waivableBy
  if (role !== undefined && !acts(role)) return words.waiveNotYours(names.party(role))
  return whyNot('waive')
}

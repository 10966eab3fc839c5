import { Badge, SegmentedControl, Text, UnstyledButton } from '@mantine/core'
import { ChevronDownIcon, ChevronRightIcon } from '@radix-ui/react-icons'
import { useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Obligation } from '../api/operations.ts'
import { groupsOf, isMine, isOwed } from './agenda.ts'
import type { Group } from './agenda.ts'
import classes from './agenda.module.css'
import { FactsWaiting } from './facts.tsx'
import { Fold } from './fold.tsx'
import { Promised } from './promised.tsx'
import type { Mode } from './promised.tsx'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import { useAgendaActions } from './agenda-actions.ts'

type Open = { readonly id: string; readonly mode: Mode } | undefined

/** Every promise of the plan, by stage: what presses first, what is settled or cannot be told yet folded. */
export function Agenda() {
  const { obligations, plan, incident, me } = useRoom()
  const { words } = useTelling()
  const [onlyMine, showMine] = useState(false)
  const [open, setOpen] = useState<Open>()
  const { selected, select, linked } = useLinkedItem()
  const shown = useMemo(
    () => (onlyMine ? obligations.filter(it => isMine(it, me)) : obligations),
    [obligations, onlyMine, me],
  )
  const groups = useMemo(() => groupsOf(shown, plan, incident.stage), [shown, plan, incident.stage])
  const setMode = useCallback((id: string, mode: Mode | undefined) => {
    setOpen(mode && { id, mode })
    // Whoever works with keys goes on from where they were.
    if (mode === undefined) itemOf(id)?.focus({ preventScroll: true })
  }, [])
  const order = useMemo(() => groups.flatMap(({ owed }) => owed), [groups])
  useAgendaActions({ order, selected, select, open, setMode, onlyMine, showMine })
  const mine = useMemo(
    () => obligations.filter(it => isMine(it, me) && isOwed(it)).length,
    [obligations, me],
  )
  return (
    <div className={classes['agenda']}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={words.agenda}
        value={onlyMine ? 'mine' : 'all'}
        onChange={value => showMine(value === 'mine')}
        data={[
          { value: 'all', label: words.all },
          { value: 'mine', label: `${words.mine} (${mine})` },
        ]}
      />
      {!onlyMine && <FactsWaiting />}
      {onlyMine && mine === 0 && (
        <Text size="sm" c="dimmed" p="xs">
          {words.nothingMine}
        </Text>
      )}
      {groups.map(group => (
        <Stage
          key={group.stage?.id ?? ''}
          group={group}
          isNow={group.stage?.id === incident.stage}
          forced={onlyMine || group.owed.some(({ id }) => id === selected)}
          item={{ open, selected, linked, setMode }}
        />
      ))}
    </div>
  )
}

const itemOf = (id: string) => document.querySelector<HTMLElement>(`#${CSS.escape(`item-${id}`)}`)

/** The board links to single promises. */
function useLinkedItem() {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const linked = typeof search['obligation'] === 'string' ? search['obligation'] : undefined
  const [chosen, setChosen] = useState<{ readonly id: string; readonly over: string | undefined }>()
  // A link that is followed later than something was chosen goes before it.
  const selected = chosen?.over === linked ? (chosen?.id ?? linked) : linked
  const select = useCallback((id: string) => setChosen({ id, over: linked }), [linked])
  useEffect(() => {
    if (selected === undefined) return
    const item = itemOf(selected)
    item?.scrollIntoView({ block: 'nearest' })
    item?.focus({ preventScroll: true })
  }, [selected])
  return { selected, select, linked }
}

type Shared = {
  readonly open: Open
  readonly selected: string | undefined
  /** To which the address leads: that is shown though it is settled. */
  readonly linked: string | undefined
  readonly setMode: (id: string, mode: Mode | undefined) => void
}

function Stage({
  group,
  isNow,
  forced,
  item,
}: {
  readonly group: Group
  readonly isNow: boolean
  readonly forced: boolean
  readonly item: Shared
}) {
  const { words } = useTelling()
  const [chosen, choose] = useState<boolean>()
  const isOpen = chosen ?? (forced || group.isPressing)
  const { stage, owed, armed, settled } = group
  const late = owed.filter(({ standing }) => standing === 'overdue').length
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon
  if (owed.length + armed.length + settled.length === 0) return null
  return (
    <section className={classes['stage']} data-now={isNow || undefined}>
      <h2>
        <UnstyledButton
          className={classes['heading']}
          aria-expanded={isOpen}
          onClick={() => choose(!isOpen)}
        >
          <Chevron aria-hidden />
          <span className={classes['name']}>{stage?.title ?? words.atAnyTime}</span>
          {isNow && (
            <Badge size="xs" tt="none" variant="outline">
              {words.stageNow}
            </Badge>
          )}
          {late > 0 && <span className={classes['late']}>{words.overdueCount(late)}</span>}
          <span className={classes['count']}>{words.openCount(owed.length)}</span>
        </UnstyledButton>
      </h2>
      {isOpen && (
        <>
          <Promises obligations={owed} {...item} />
          <Folded label={words.waiting(armed.length)} obligations={armed} {...item} />
          <Folded label={words.settled(settled.length)} obligations={settled} {...item} />
        </>
      )}
    </section>
  )
}

function Folded({
  label,
  obligations,
  ...item
}: { readonly label: string; readonly obligations: readonly Obligation[] } & Shared) {
  if (obligations.length === 0) return null
  const isOpened = obligations.some(({ id }) => id === item.linked)
  return (
    <div className={classes['folded']}>
      <Fold label={label} opened={isOpened} key={String(isOpened)}>
        <Promises obligations={obligations} {...item} />
      </Fold>
    </div>
  )
}

function Promises({
  obligations,
  open,
  selected,
  setMode,
}: { readonly obligations: readonly Obligation[] } & Shared) {
  if (obligations.length === 0) return null
  return (
    <ul className={classes['items']}>
      {obligations.map(obligation => (
        <Promised
          key={obligation.id}
          obligation={obligation}
          mode={open?.id === obligation.id ? open.mode : undefined}
          selected={selected === obligation.id}
          setMode={setMode}
        />
      ))}
    </ul>
  )
}

import { Badge, Box, Button, Group, Text } from '@mantine/core'
import { CheckCircledIcon, CircleIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { GatedStep } from '#/core/plan/plan.ts'
import { Standing } from '../../ui/standing.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { useGive } from './deal.tsx'
import classes from './dialog.module.css'
import { ReasonField } from './fields.tsx'
import { gatesBefore, isShut, needKind } from './gate.ts'
import type { Need, ShownGate } from './gate.ts'
import { useKept } from './use-kept.ts'

/** What a step waits for: every need, met or open, who may waive it, and waiving it in place. */
export function GatesBefore({ step }: { readonly step: GatedStep }) {
  const { gate } = useWords().dealing
  const room = useRoom()
  const found = gatesBefore(room, step)
  if (found.length === 0)
    return (
      <Text size="sm">
        <CheckCircledIcon aria-hidden /> {gate.met}
      </Text>
    )
  return found.map(shown => <OneGate key={shown.gate.id} shown={shown} />)
}

function OneGate({ shown }: { readonly shown: ShownGate }) {
  const { gate: words } = useWords().dealing
  const { gate, passed, needs } = shown
  const open = needs.filter(need => need.open).length
  return (
    <Box component="section" aria-label={gate.title} className={classes['follows'] ?? ''}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" fw={600}>
          {gate.title}
        </Text>
        <Badge variant="default" tt="none">
          {passed?.waived === true ? words.waived : open === 0 ? words.met : words.open(open)}
        </Badge>
      </Group>
      <ul className={classes['lines']}>
        {needs.map(need => (
          <NeedLine key={need.need} need={need} />
        ))}
      </ul>
      {isShut(shown) && <WaiveGate shown={shown} open={open} />}
    </Box>
  )
}

function NeedLine({ need: { need, open, standing } }: { readonly need: Need }) {
  const { gate: words } = useWords().dealing
  const names = useNames()
  return (
    <li className={classes['line']}>
      {open ? <CircleIcon aria-hidden /> : <CheckCircledIcon aria-hidden />}
      <span>
        {names.need(need)}{' '}
        {standing !== undefined && standing !== 'open' ? (
          <Standing standing={standing} />
        ) : (
          <Text component="span" size="xs" c="dimmed">
            {open ? words.waits : words.ready}
          </Text>
        )}
      </span>
      {open && <NeedButtons need={need} />}
    </li>
  )
}

function NeedButtons({ need }: { readonly need: string }) {
  const { gate: words } = useWords().dealing
  const { open } = useRoom()
  const names = useNames()
  const kind = needKind(need)
  if (kind === 'until') return <span />
  const called = names.need(need)
  if (kind === 'field')
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${words.fill}: ${called}`}
        onClick={() => open({ name: 'set-field', field: need.slice('field:'.length) })}
      >
        {words.fill}
      </Button>
    )
  if (kind === 'fact')
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${words.answer}: ${called}`}
        onClick={() => open({ name: 'answer', fact: need.slice('fact:'.length) })}
      >
        {words.answer}
      </Button>
    )
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${words.do}: ${called}`}
        onClick={() => open({ name: 'carry-out', obligation: need })}
      >
        {words.do}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${words.waiveOne}: ${called}`}
        onClick={() => open({ name: 'waive', obligation: need })}
      >
        {words.waiveOne}
      </Button>
    </Group>
  )
}

function WaiveGate({
  shown: { gate },
  open,
}: {
  readonly shown: ShownGate
  readonly open: number
}) {
  const { gate: words } = useWords().dealing
  const names = useNames()
  const { acts } = useRoom()
  const [asks, setAsks] = useState(false)
  const reason = useKept(`waive-gate.${gate.id}`)
  const { busy, error, give } = useGive('waive', () => {
    reason.clear()
    setAsks(false)
  })
  if (gate.waivableBy === undefined)
    return (
      <Text size="sm" mt="xs">
        {words.nobodyWaives}
      </Text>
    )
  const role = names.party(gate.waivableBy)
  const isMine = acts(gate.waivableBy)
  return (
    <Box mt="xs">
      <Text size="sm">{isMine ? words.mayWaive(role) : words.onlyRole(role)}</Text>
      {asks && (
        <>
          <Text size="sm">{words.waiveFor(open)}</Text>
          <ReasonField draft={reason} required />
        </>
      )}
      <Button
        mt="xs"
        size="compact-sm"
        color="grape"
        variant="light"
        className={classes['waive'] ?? ''}
        loading={busy}
        disabled={!isMine || (asks && reason.text.trim() === '')}
        onClick={() => (asks ? void give({ gate: gate.id, reason: reason.text }) : setAsks(true))}
      >
        {words.waive}
      </Button>
      <Trouble error={error} />
    </Box>
  )
}

import { Badge, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { CheckIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Foresight, Operations } from '../../api/operations.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { Remark } from '../remark.tsx'
import type { Command } from '../commands.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { countOf } from './approval-count.ts'
import { useGive } from './deal.tsx'
import { ReasonField } from './fields.tsx'
import { useForesight } from './use-foresight.ts'
import { useKept } from './use-kept.ts'

export type Matter = { readonly obligation?: string; readonly decision?: string }
type Case = Foresight['approvals'][number]
type Breaking = { readonly 'break-glass'?: true; readonly reason?: string }

/** Whose word a command still lacks, asking for it, and doing without where the plan lets one. */
export function useApprovals<C extends Command>(
  matter: Matter,
  command: C,
  body: Operations[C]['body'] | undefined,
  words: { readonly parts?: Readonly<Record<string, string>>; readonly text?: string } = {},
): { readonly breaking: Breaking; readonly shown: ReactNode; readonly cases: readonly Case[] } {
  const { seen } = useForesight(command, body)
  const [breaks, setBreaks] = useState(false)
  const reason = useKept(`break-glass.${matter.obligation ?? matter.decision ?? ''}`)
  const cases = seen?.approvals ?? []
  const breaking = breaks
    ? { 'break-glass': true as const, ...(reason.text.trim() !== '' && { reason: reason.text }) }
    : {}
  const glass = cases.find(it => !it.enough)?.break_glass ?? null
  const shown = cases.length > 0 && (
    <Stack gap="xs">
      {cases.map(one => (
        <ApprovalCase key={one.of.join(' ')} one={one} matter={matter} words={words} />
      ))}
      {glass !== null && (
        <BreakGlass role={glass} on={breaks} turn={setBreaks}>
          <ReasonField draft={reason} required />
        </BreakGlass>
      )}
    </Stack>
  )
  return { breaking, shown, cases }
}

function BreakGlass({
  role,
  on,
  turn,
  children,
}: {
  readonly role: string
  readonly on: boolean
  readonly turn: (on: boolean) => void
  readonly children: ReactNode
}) {
  const { authority } = useWords().dealing
  const names = useNames()
  const { acts } = useRoom()
  return (
    <>
      <Checkbox
        label={authority.breakGlass}
        description={authority.breakGlassMeans(names.party(role))}
        checked={on}
        disabled={!acts(role)}
        onChange={event => turn(event.currentTarget.checked)}
      />
      {on && children}
    </>
  )
}

function ApprovalCase({
  one,
  matter,
  words,
}: {
  readonly one: Case
  readonly matter: Matter
  readonly words: { readonly parts?: Readonly<Record<string, string>>; readonly text?: string }
}) {
  const { dealing } = useWords()
  const { authority } = dealing
  const names = useNames()
  const { acts, incident } = useRoom()
  const body = { ...matter, ...words }
  const ask = useGive('ask-approval', () => {})
  const approve = useGive('approve', () => {})
  const { given, wanted } = countOf(one)
  const asked = incident.approvals.find(
    it =>
      it.obligation === (matter.obligation ?? null) && it.decision === (matter.decision ?? null),
  )?.asked
  return (
    <Remark color={one.enough ? 'teal' : 'yellow'}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {authority.progress(given, wanted)}
        </Text>
        {!one.enough && (
          <Group gap="xs">
            {one.wanted.some(acts) && (
              <Button
                size="compact-sm"
                loading={approve.busy}
                onClick={() => void approve.give(body)}
              >
                {authority.approve}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              loading={ask.busy}
              onClick={() => void ask.give(body)}
            >
              {authority.ask}
            </Button>
          </Group>
        )}
      </Group>
      {one.given.map(({ by, role, at }) => (
        <Text size="sm" key={`${by} ${role}`}>
          <CheckIcon aria-hidden /> {authority.given(names.party(by), names.party(role))},{' '}
          <When at={at} />
        </Text>
      ))}
      {!one.enough && <Text size="sm">{neededOf(one, authority, names)}</Text>}
      {asked && !one.enough && (
        <Badge variant="default" tt="none" mt={4}>
          {authority.asked(names.parties(asked.of))}
        </Badge>
      )}
      {one.waits_for.length > 0 && (
        <Text size="xs">{authority.waitsFor(dealing.list(one.waits_for.map(names.any)))}</Text>
      )}
      <Trouble error={ask.error ?? approve.error} />
    </Remark>
  )
}

function neededOf(
  { of, least, wanted }: Case,
  authority: ReturnType<typeof useWords>['dealing']['authority'],
  names: ReturnType<typeof useNames>,
): string {
  return least === 0
    ? authority.needs(names.parties(wanted))
    : authority.needsSome(least, names.parties(of))
}

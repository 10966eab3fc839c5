import { Group, NativeSelect, Tabs, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../../api/queries.ts'
import type { PlanVersion } from '../../api/operations.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { Changes } from './changes.tsx'
import { PastIncidents } from './past-incidents.tsx'
import { SourceDifference } from './source-difference.tsx'

/** Two versions, and what the later one says otherwise: in promises, in the text, and of what has been. */
export function Compare({
  versions,
  shown,
}: {
  readonly versions: readonly PlanVersion[]
  /** The version that the address names. */
  readonly shown: string
}) {
  const { plan } = useWords()
  const words = plan.history
  const [pair, setPair] = useState(() => pairOf(versions, shown))
  const choices = versions.map(({ hash, version, state }) => ({
    value: hash,
    label: `${version} · ${plan.states[state]} · ${hash.slice(0, 8)}`,
  }))
  return (
    <section aria-labelledby="compare">
      <Title order={2} size="h4" id="compare" mb="sm">
        {words.compare}
      </Title>
      {pair === undefined ? (
        <Text c="dimmed">{words.onlyOne}</Text>
      ) : (
        <>
          <Group mb="md">
            <NativeSelect
              label={words.from}
              data={choices}
              value={pair.from}
              onChange={event => setPair({ ...pair, from: event.currentTarget.value })}
            />
            <NativeSelect
              label={words.to}
              data={choices}
              value={pair.to}
              onChange={event => setPair({ ...pair, to: event.currentTarget.value })}
            />
          </Group>
          <Tabs defaultValue="promises" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="promises">{words.byPromise}</Tabs.Tab>
              <Tabs.Tab value="source">{words.inSource}</Tabs.Tab>
              <Tabs.Tab value="past">{words.onPast}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="promises">
              <ChangesBetween {...pair} />
            </Tabs.Panel>
            <Tabs.Panel value="source">
              <SourceDifference {...pair} />
            </Tabs.Panel>
            <Tabs.Panel value="past">
              <PastIncidents key={`${pair.from} ${pair.to}`} {...pair} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </section>
  )
}

type Pair = { readonly from: string; readonly to: string }

/** The version in force against what waits; else a version against the one before it. */
function pairOf(versions: readonly PlanVersion[], shown: string): Pair | undefined {
  if (versions.length < 2) return undefined
  const active = versions.find(it => it.active)
  const waiting = versions.find(({ state }) => state === 'proposed' || state === 'approved')
  const to = (
    versions.find(({ hash, active: isIt }) => hash === shown && !isIt) ??
    waiting ??
    active ??
    versions[0]
  )?.hash
  const at = versions.findIndex(({ hash }) => hash === to)
  const before = active !== undefined && active.hash !== to ? active : versions[at + 1]
  const from = (before ?? versions.find(({ hash }) => hash !== to))?.hash
  return from === undefined || to === undefined ? undefined : { from, to }
}

function ChangesBetween({ from, to }: Pair) {
  const asked = { params: { plan: to }, query: { against: from } }
  const { data, error } = useAsk('compare-plans', asked)
  if (error !== null) return <Trouble error={error} />
  return data === undefined ? null : <Changes changes={data.changes} />
}

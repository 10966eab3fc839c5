import { Button, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import { PlusIcon, UploadIcon } from '@radix-ui/react-icons'
import { useMemo, useState } from 'react'
import { useActions } from '../actions.ts'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { Page } from '../ui/page.tsx'
import { NothingSetUp } from '../ui/readiness.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { RotaCalendar } from './calendar.tsx'
import { EditRota } from './edit.tsx'
import { FairnessPart } from './fairness.tsx'
import { ImportRotas } from './import.tsx'
import { NowCards } from './now-cards.tsx'
import { OwnTurns } from './own.tsx'
import { TABS, usePlace } from './place.ts'
import type { Tab } from './place.ts'
import { Swaps } from './swaps.tsx'

/** Who is on call when, who takes over, and who carried what. */
export function OnCall() {
  const words = useWords().onCall
  const { may } = useMe()
  const { place, go } = usePlace()
  const [opened, setOpened] = useState<'new' | 'import'>()
  const { data, error, refetch } = useAsk('list-rotas')
  const writes = may('directory:write')
  useScreenActions(writes, setOpened)
  const rotas = data?.rotas ?? []
  const chosen = rotas.find(({ id }) => id === place.rota) ?? rotas[0]
  return (
    <Page title={words.title} actions={writes && <Making open={setOpened} />}>
      <Stack>
        <Trouble error={error} again={() => void refetch()} />
        {data === undefined && error === null && <Skeleton height={200} aria-hidden />}
        <Swaps />
        <NothingSetUp />
        {data !== undefined && rotas.length === 0 && <Empty />}
        {rotas.length > 0 && (
          <NowCards rotas={rotas} chosen={chosen?.id} choose={rota => go({ rota })} />
        )}
        {chosen !== undefined && (
          <Tabs
            value={place.tab}
            onChange={tab => go({ tab: (tab ?? 'calendar') as Tab })}
            keepMounted={false}
          >
            <Tabs.List mb="md">
              {TABS.map(name => (
                <Tabs.Tab key={name} value={name}>
                  {words.tabs[name]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="calendar">
              <RotaCalendar rota={chosen.id} writes={writes} />
            </Tabs.Panel>
            <Tabs.Panel value="mine">
              <OwnTurns />
            </Tabs.Panel>
            <Tabs.Panel value="fairness">
              <FairnessPart rota={chosen.id} title={chosen.title} />
            </Tabs.Panel>
          </Tabs>
        )}
        {opened === 'new' && <EditRota close={() => setOpened(undefined)} />}
        {opened === 'import' && <ImportRotas close={() => setOpened(undefined)} />}
      </Stack>
    </Page>
  )
}

function Making({ open }: { readonly open: (what: 'new' | 'import') => void }) {
  const words = useWords().onCall
  return (
    <>
      <Button
        variant="default"
        leftSection={<UploadIcon aria-hidden />}
        onClick={() => open('import')}
      >
        {words.importRota}
      </Button>
      <Button variant="default" leftSection={<PlusIcon aria-hidden />} onClick={() => open('new')}>
        {words.newRota}
      </Button>
    </>
  )
}

function Empty() {
  const words = useWords().onCall
  return (
    <div>
      <Text fw={600}>{words.empty}</Text>
      <Text size="sm" c="dimmed">
        {words.emptyMore}
      </Text>
    </div>
  )
}

function useScreenActions(writes: boolean, open: (what: 'new' | 'import') => void): void {
  const words = useWords().onCall
  const { go } = usePlace()
  const actions = useMemo(
    () => [
      ...TABS.map((tab, index) => ({
        id: `on-call-${tab}`,
        label: words.tabs[tab],
        hint: words.title,
        key: String(index + 1),
        group: 'view' as const,
        run: () => go({ tab }),
      })),
      ...(writes
        ? [
            {
              id: 'on-call-new',
              label: words.newRota,
              group: 'do' as const,
              run: () => open('new'),
            },
            {
              id: 'on-call-import',
              label: words.imports.title,
              group: 'do' as const,
              run: () => open('import'),
            },
          ]
        : []),
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `go` is another function at each turn, and does the same
    [words, writes, open],
  )
  useActions(actions)
}

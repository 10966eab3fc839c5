import { Button, Skeleton, Tabs } from '@mantine/core'
import { PlusIcon, SpeakerOffIcon } from '@radix-ui/react-icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'
import { GroupDrawer } from './group-drawer.tsx'
import { Letters } from './letters.tsx'
import { Report } from './report.tsx'
import { SilenceForm } from './silence-form.tsx'
import type { SilenceDraft } from './silence-form.tsx'
import { Silences } from './silences.tsx'
import { Stream } from './stream.tsx'
import { readWish, searchOf } from './wish.ts'
import type { Tab, Wish } from './wish.ts'

// The editor is as large as the rest of the page together.
const Rules = lazy(async () => ({ default: (await import('./rules/rules.tsx')).Rules }))

/** What machines and people report, and which incident each became. */
export function Signals() {
  const { signals: words, routing } = useWords()
  const { may } = useMe()
  const { wish, change } = useWish()
  const [reporting, setReporting] = useState(false)
  const [silencing, setSilencing] = useState<SilenceDraft>()
  const writes = may('incident:write')
  const report = useCallback(() => setReporting(true), [])
  const silence = useCallback(() => setSilencing({}), [])
  useSignalActions(writes, report, silence)
  return (
    <Page title={words.title} actions={writes && <Deeds report={report} silence={silence} />}>
      <Tabs
        value={wish.tab}
        onChange={tab => change({ ...wish, tab: (tab ?? 'stream') as Tab })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="stream">{words.tabs.stream}</Tabs.Tab>
          <Tabs.Tab value="rules">{routing.tab}</Tabs.Tab>
          <Tabs.Tab value="silences">{words.tabs.silences}</Tabs.Tab>
          {may('admin') && <Tabs.Tab value="letters">{words.tabs.letters}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="stream">
          <Stream wish={wish} change={change} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Suspense fallback={<Skeleton height={320} aria-hidden />}>
            <Rules />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="silences">
          <Silences writes={writes} open={setSilencing} />
        </Tabs.Panel>
        {may('admin') && (
          <Tabs.Panel value="letters">
            <Letters />
          </Tabs.Panel>
        )}
      </Tabs>
      <GroupDrawer
        signal={wish.signal}
        writes={writes}
        close={() => change({ ...wish, signal: undefined })}
        silence={setSilencing}
      />
      {reporting && (
        <Report
          close={() => setReporting(false)}
          reported={signal => change({ ...wish, tab: 'stream', signal })}
        />
      )}
      {silencing !== undefined && (
        <SilenceForm draft={silencing} close={() => setSilencing(undefined)} />
      )}
    </Page>
  )
}

function Deeds({ report, silence }: { readonly report: () => void; readonly silence: () => void }) {
  const words = useWords().signals
  return (
    <>
      <Button variant="default" leftSection={<SpeakerOffIcon aria-hidden />} onClick={silence}>
        {words.newSilence}
      </Button>
      <Button leftSection={<PlusIcon aria-hidden />} onClick={report}>
        {words.report}
      </Button>
    </>
  )
}

function useWish() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const wish = useMemo(() => readWish(search), [search])
  const change = (next: Wish) =>
    void navigate({
      to: paths.signals(),
      search: searchOf(next) as never,
      resetScroll: false,
      replace: next.signal === wish.signal && next.tab === wish.tab,
    })
  return { wish, change }
}

function useSignalActions(writes: boolean, report: () => void, silence: () => void): void {
  const words = useWords().signals
  useActions(
    useMemo<readonly Action[]>(() => {
      const disabledReason = writes ? undefined : words.mayNot
      return [
        {
          id: 'report-signal',
          label: words.report,
          key: 'r',
          group: 'do',
          disabledReason,
          run: report,
        },
        {
          id: 'new-silence',
          label: words.newSilence,
          key: 's',
          group: 'do',
          disabledReason,
          run: silence,
        },
      ]
    }, [words, writes, report, silence]),
  )
}

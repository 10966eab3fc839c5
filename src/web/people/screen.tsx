import { Button, Skeleton, Tabs } from '@mantine/core'
import { DownloadIcon, UploadIcon } from '@radix-ui/react-icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { edited } from '#/core/directory-plain.ts'
import type { PlainDirectory } from '#/core/directory-plain.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { addressOf } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { BookContext } from './book.ts'
import type { Book } from './book.ts'
import { History } from './history.tsx'
import { ImportFile } from './import-file.tsx'
import { Lists } from './lists.tsx'
import { PendingBar } from './pending-bar.tsx'
import { usePending } from './pending.ts'
import { PeopleList } from './people-list.tsx'
import { ReadinessPart } from './readiness.tsx'

const TABS = ['people', 'positions', 'groups', 'contacts', 'readiness', 'history'] as const
type Tab = (typeof TABS)[number]

/** Who is who, how they are reached, and whether that is enough for the night. */
export function People() {
  const words = useWords().people
  const { data, error, refetch } = useAsk('get-directory-book')
  if (data === undefined)
    return (
      <Page title={words.title}>
        {error === null ? (
          <Skeleton height={300} aria-hidden />
        ) : (
          <Trouble error={error} again={() => void refetch()} />
        )}
      </Page>
    )
  return <WithBook answer={data} />
}

function WithBook({ answer }: { readonly answer: Answer<'get-directory-book'> }) {
  const words = useWords().people
  const { may } = useMe()
  const plan = usePlanInForce()
  const { pending, add, discard } = usePending(answer.version)
  const [importing, setImporting] = useState(false)
  const writes = may('directory:write')
  const book = useMemo((): Book => {
    const saved = answer as PlainDirectory
    const directory = pending === undefined ? saved : edited(saved, pending.edits)
    return { version: answer.version, directory, saved, plan, writes, add }
  }, [answer, pending, plan, writes, add])
  return (
    <BookContext value={book}>
      <Page
        title={words.title}
        actions={
          <>
            {answer.version > 0 && (
              <Button
                component="a"
                href={addressOf('export-directory')}
                download="directory.yaml"
                variant="default"
                leftSection={<DownloadIcon aria-hidden />}
              >
                {words.exportFile}
              </Button>
            )}
            {writes && (
              <Button
                variant="default"
                leftSection={<UploadIcon aria-hidden />}
                onClick={() => setImporting(true)}
              >
                {words.importFile}
              </Button>
            )}
          </>
        }
      >
        <Parts />
        {pending !== undefined && writes && <PendingBar pending={pending} discard={discard} />}
        {importing && <ImportFile close={() => setImporting(false)} />}
      </Page>
    </BookContext>
  )
}

function Parts() {
  const words = useWords().people
  const { tab, person, go } = usePlace()
  return (
    <Tabs
      value={tab}
      onChange={next => go((next ?? 'people') as Tab, undefined)}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        {TABS.map(name => (
          <Tabs.Tab key={name} value={name}>
            {words.tabs[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="people">
        <PeopleList person={person} open={next => go('people', next)} />
      </Tabs.Panel>
      <Tabs.Panel value="positions">
        <Lists kind="position" />
      </Tabs.Panel>
      <Tabs.Panel value="groups">
        <Lists kind="group" />
      </Tabs.Panel>
      <Tabs.Panel value="contacts">
        <Lists kind="contact" />
      </Tabs.Panel>
      <Tabs.Panel value="readiness">
        <ReadinessPart open={next => go('people', next)} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <History />
      </Tabs.Panel>
    </Tabs>
  )
}

/** Which part is shown and who is open stands in the address. */
function usePlace() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const tab = TABS.find(name => name === search['tab']) ?? 'people'
  const person = typeof search['person'] === 'string' ? search['person'] : undefined
  const go = (next: Tab, who: string | undefined) => {
    const wanted = { ...(next !== 'people' && { tab: next }), ...(who && { person: who }) }
    void navigate({ to: paths.people(), search: wanted as never, resetScroll: false })
  }
  return { tab, person, go }
}

/** Titles of positions and roles come from it. Without one, ids stand for them. */
function usePlanInForce(): Plan | undefined {
  const { may } = useMe()
  const readiness = useAsk('get-readiness')
  const id = readiness.data?.plan?.id
  const { data } = useAsk('get-plan', {
    params: { plan: id ?? '' },
    enabled: id !== undefined && may('plan:read'),
  })
  return data?.plan as Plan | undefined
}

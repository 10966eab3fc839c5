import { Loader, Tabs } from '@mantine/core'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useMe } from '../api/session.ts'
import { ThisDevice } from '../push/this-device.tsx'
import { HowReached } from '../reach/screen.tsx'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'
import { AccountLog } from './account-log.tsx'
import { Channels } from './channels.tsx'
import { Display } from './display.tsx'
import { Members } from './members.tsx'
import { Provider } from './provider.tsx'
import { Security } from './security.tsx'
import { System } from './system.tsx'
import { Tokens } from './tokens.tsx'

/** With its mappings the largest of them, and opened by few. */
const Doors = lazy(() =>
  import('./doors/doors.tsx').then(({ Doors: panel }) => ({ default: panel })),
)

/** `scope`: those without it can never do anything there, and do not see it. */
const TABS = [
  { tab: 'security', scope: undefined, Panel: Security },
  { tab: 'reach', scope: undefined, Panel: HowReached },
  { tab: 'notifications', scope: undefined, Panel: ThisDevice },
  { tab: 'display', scope: undefined, Panel: Display },
  { tab: 'members', scope: 'admin', Panel: Members },
  { tab: 'tokens', scope: 'admin', Panel: Tokens },
  { tab: 'doors', scope: 'admin', Panel: Doors },
  { tab: 'channels', scope: 'admin', Panel: Channels },
  { tab: 'provider', scope: 'admin', Panel: Provider },
  { tab: 'log', scope: 'audit', Panel: AccountLog },
  { tab: 'system', scope: 'admin', Panel: System },
] as const

export function Settings() {
  const { settings } = useWords()
  const { may } = useMe()
  const { hash } = useLocation()
  const navigate = useNavigate()
  const tabs = TABS.filter(({ scope }) => scope === undefined || may(scope))
  const open = tabs.find(({ tab }) => tab === hash)?.tab ?? 'security'
  return (
    <Page title={settings.title}>
      <Tabs
        value={open}
        keepMounted={false}
        onChange={tab => void navigate({ to: '.', hash: tab ?? 'security', replace: true })}
      >
        <Tabs.List mb="md" className="not-printed">
          {tabs.map(({ tab }) => (
            <Tabs.Tab key={tab} value={tab}>
              {settings.tabs[tab]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ tab, Panel }) => (
          <Tabs.Panel key={tab} value={tab} maw={900}>
            <Suspense fallback={<Loader />}>
              <Panel />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}

import { AppShell, Burger, Button, Group, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { MagnifyingGlassIcon, PlusIcon } from '@radix-ui/react-icons'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAllActions } from '../actions.ts'
import { queries, SIGNED_OUT } from '../api/queries.ts'
import { session, useMe } from '../api/session.ts'
import { askToDeclare } from '../declare/asked.ts'
import { DeclarePlace } from '../declare/dialog-place.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { Account } from './account.tsx'
import classes from './frame.module.css'
import { KeySheet } from './key-sheet.tsx'
import { useKeys } from './keys.ts'
import { BottomBar, Navigation } from './navigation.tsx'
import { Palette } from './palette.tsx'
import { useFrameActions } from './frame-actions.ts'

/** What is around every screen: where to go, what can be done from anywhere, and who one is. */
export function Frame() {
  const { everywhere } = useWords()
  const [isOpen, { close, toggle }] = useDisclosure()
  const [keysShown, keys] = useDisclosure()
  const { pathname } = useLocation()
  // Whoever has chosen where to go wants to see it.
  useEffect(close, [close, pathname])
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      footer={{ height: { base: 56, sm: 0 } }}
      padding={{ base: 'sm', sm: 'md' }}
    >
      <a href="#content" className={`${classes['skip'] ?? ''} not-printed`}>
        {everywhere.skip}
      </a>
      <AppShell.Header>
        <Header isOpen={isOpen} toggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={everywhere.navigation}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" className="not-printed">
        <BottomBar />
      </AppShell.Footer>
      <Offered showKeys={keys.open} />
      <Keys />
      <Guard />
      <Palette />
      <DeclarePlace />
      <KeySheet opened={keysShown} close={keys.close} />
    </AppShell>
  )
}

/** Each on its own: what is offered changes often, and what is around it need not be drawn again for that. */
function Offered({ showKeys }: { readonly showKeys: () => void }) {
  useFrameActions(showKeys)
  return null
}

function Keys() {
  useKeys(useAllActions())
  return null
}

/** A session that is over leads to where one signs in, and from there back here. What was typed stays in the browser. */
function Guard() {
  const navigate = useNavigate()
  useEffect(() => {
    const leave = () => {
      // Of many questions that are refused at once, the first leads there.
      if (location.pathname === paths.signIn()) return
      queries.removeQueries(session)
      void navigate({
        to: paths.signIn(),
        search: { to: location.pathname + location.search + location.hash, ended: '1' },
      })
    }
    addEventListener(SIGNED_OUT, leave)
    return () => removeEventListener(SIGNED_OUT, leave)
  }, [navigate])
  return null
}

function Header({ isOpen, toggle }: { readonly isOpen: boolean; readonly toggle: () => void }) {
  const { everywhere, declare } = useWords()
  const { may } = useMe()
  return (
    <Group h="100%" px="sm" justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="sm" wrap="nowrap">
        <Burger
          opened={isOpen}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={everywhere.menu}
        />
        <UnstyledButton component={Link} to={paths.board()}>
          <Group gap={8} wrap="nowrap">
            <img src="/icon.svg" width={26} height={26} alt="" />
            <Text fw={700}>{everywhere.appName}</Text>
          </Group>
        </UnstyledButton>
      </Group>
      <UnstyledButton className={classes['search']} onClick={spotlight.open} visibleFrom="sm">
        <MagnifyingGlassIcon aria-hidden /> <span>{everywhere.search}</span> <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <Group gap="xs" wrap="nowrap">
        {may('incident:write') && (
          <Button
            component={Link}
            to={paths.declare()}
            onClick={event => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              askToDeclare()
            }}
            color="red.9"
            size="compact-md"
            leftSection={<PlusIcon aria-hidden />}
            visibleFrom="sm"
          >
            {declare.title}
          </Button>
        )}
        <Account />
      </Group>
    </Group>
  )
}

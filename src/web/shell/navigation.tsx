import { Group, NavLink, UnstyledButton } from '@mantine/core'
import {
  BellIcon,
  DashboardIcon,
  ListBulletIcon,
  PlusCircledIcon,
  ReaderIcon,
} from '@radix-ui/react-icons'
import { Link, useLocation } from '@tanstack/react-router'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import classes from './frame.module.css'
import { PLACES, placeName } from './places.ts'

export function Navigation() {
  const words = useWords()
  const { may } = useMe()
  const { pathname } = useLocation()
  return PLACES.filter(({ scope }) => scope === undefined || may(scope)).map(place => {
    const { to, Icon } = place
    const active = to === '/' ? pathname === '/' : pathname.startsWith(to)
    return (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={placeName(words, place)}
        leftSection={<Icon aria-hidden />}
        active={active}
        aria-current={active ? 'page' : undefined}
      />
    )
  })
}

/** On a phone: the places one thumb away. */
export function BottomBar() {
  const { board, declare, pages, plan } = useWords()
  const { may } = useMe()
  const tabs = [
    { to: paths.board(), label: board.title, Icon: DashboardIcon },
    { to: paths.pages(), label: pages.title, Icon: BellIcon },
    { to: paths.incidents(), label: board.incidents, Icon: ListBulletIcon },
    ...(may('incident:write')
      ? [{ to: paths.declare(), label: declare.short, Icon: PlusCircledIcon }]
      : []),
    { to: paths.plans(), label: plan.title, Icon: ReaderIcon },
  ]
  return (
    <Group component="nav" aria-label={board.title} gap={0} wrap="nowrap">
      {tabs.map(({ to, label, Icon }) => (
        <UnstyledButton
          key={to}
          component={Link}
          to={to}
          className={classes['tab']}
          activeOptions={{ exact: to === '/' }}
        >
          <Icon aria-hidden width={20} height={20} />
          {label}
        </UnstyledButton>
      ))}
    </Group>
  )
}

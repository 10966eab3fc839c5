// Where one can go, for the navigation and the keys.
import {
  ActivityLogIcon,
  BarChartIcon,
  BellIcon,
  CalendarIcon,
  DashboardIcon,
  GearIcon,
  ListBulletIcon,
  PersonIcon,
  ReaderIcon,
} from '@radix-ui/react-icons'
import { paths } from '../paths.ts'
import type { Words } from '../words/words.ts'

export const PLACES = [
  { area: 'board', key: 'g b', to: paths.board(), Icon: DashboardIcon, scope: 'incident:read' },
  { area: 'pages', key: 'g m', to: paths.pages(), Icon: BellIcon, scope: 'incident:read' },
  {
    area: 'incidents',
    key: 'g i',
    to: paths.incidents(),
    Icon: ListBulletIcon,
    scope: 'incident:read',
  },
  { area: 'signals', key: 'g s', to: paths.signals(), Icon: ActivityLogIcon, scope: 'signal:read' },
  { area: 'plan', key: 'g p', to: paths.plans(), Icon: ReaderIcon, scope: 'plan:read' },
  { area: 'onCall', key: 'g o', to: paths.onCall(), Icon: CalendarIcon, scope: 'directory:read' },
  { area: 'people', key: 'g d', to: paths.people(), Icon: PersonIcon, scope: 'directory:read' },
  { area: 'figures', key: 'g f', to: paths.figures(), Icon: BarChartIcon, scope: 'incident:read' },
  { area: 'settings', key: 'g e', to: paths.settings(), Icon: GearIcon, scope: undefined },
] as const

export type Place = (typeof PLACES)[number]

export const placeName = (words: Words, { area }: Place): string =>
  area === 'incidents' ? words.board.incidents : words[area].title

// What the screen shows stands in its address, so that it can be sent to somebody.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { useToday } from '../ui/clock.ts'
import { dateOfMs } from './days.ts'
import type { View } from './days.ts'

export const TABS = ['calendar', 'mine', 'fairness'] as const
export type Tab = (typeof TABS)[number]

export type Place = {
  readonly tab: Tab
  readonly rota: string | undefined
  readonly view: View
  readonly date: string
}

export function usePlace() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const today = dateOfMs(new Date(useToday()).getTime())
  const { rota, date } = search
  const place: Place = {
    tab: TABS.find(name => name === search['tab']) ?? 'calendar',
    rota: typeof rota === 'string' ? rota : undefined,
    view: search['view'] === 'month' ? 'month' : 'week',
    date: typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : today,
  }
  const go = (next: Partial<Place>) => {
    const wanted = { ...place, ...next }
    const kept = {
      ...(wanted.tab !== 'calendar' && { tab: wanted.tab }),
      ...(wanted.rota !== undefined && { rota: wanted.rota }),
      ...(wanted.view !== 'week' && { view: wanted.view }),
      ...(wanted.date !== today && { date: wanted.date }),
    }
    void navigate({ to: paths.onCall(), search: kept as never, resetScroll: false })
  }
  return { place, go, today }
}

// What can be done from anywhere.
import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { useMe } from '../api/session.ts'
import { askToDeclare } from '../declare/asked.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import type { Words } from '../words/words.ts'
import { PLACES, placeName } from './places.ts'

type May = (scope: string) => boolean
type Place = { readonly hash?: string; readonly search?: object }
type Go = (to: string, place?: Place) => () => void

export function useFrameActions(showKeys: () => void): void {
  const words = useWords()
  const navigate = useNavigate()
  const { may } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const actions = useMemo(() => {
    const go: Go =
      (to, place = {}) =>
      () =>
        void navigate({ to, ...place } as never)
    const { keys } = words.everywhere
    return [
      ...doing(words, may),
      ...going(words, may, go),
      { id: 'keys', label: keys, key: '?', group: 'view', run: showKeys } as const,
      ...looking(words, setColorScheme),
    ]
  }, [words, may, navigate, setColorScheme, showKeys])
  useActions(actions)
}

function doing({ declare }: Words, may: May): readonly Action[] {
  if (!may('incident:write')) return []
  return [{ id: 'declare', label: declare.title, key: 'c', group: 'do', run: askToDeclare }]
}

function going(words: Words, may: May, go: Go): readonly Action[] {
  const places = PLACES.filter(({ scope }) => scope === undefined || may(scope))
  return [
    ...places.map(place => ({
      id: `go-${place.area}`,
      label: placeName(words, place),
      key: place.key,
      group: 'go' as const,
      run: go(place.to),
    })),
    ...(may('incident:write')
      ? [
          {
            id: 'go-triage',
            label: words.board.triageTitle,
            key: 'g t',
            group: 'go' as const,
            run: go(paths.triage()),
          },
        ]
      : []),
    { id: 'go-drill', label: words.drill.title, group: 'go', run: go(paths.drill()) },
    { id: 'go-sheet', label: words.sheet.title, group: 'go', run: go(paths.sheet()) },
    ...within(words, may, go),
  ]
}

const SETTINGS_FOUND = [
  { tab: 'reach', scope: undefined },
  { tab: 'doors', scope: 'admin' },
  { tab: 'channels', scope: 'admin' },
  { tab: 'system', scope: 'admin' },
] as const

/** Parts of screens that are looked for by their own names. */
function within({ settings, people }: Words, may: May, go: Go): readonly Action[] {
  const parts = SETTINGS_FOUND.filter(({ scope }) => scope === undefined || may(scope))
  return [
    ...(may('directory:read')
      ? [
          {
            id: 'go-readiness',
            label: people.tabs.readiness,
            hint: people.title,
            group: 'go' as const,
            run: go(paths.people(), { search: { tab: 'readiness' } }),
          },
        ]
      : []),
    ...parts.map(({ tab }) => ({
      id: `go-${tab}`,
      label: settings.tabs[tab],
      hint: settings.title,
      group: 'go' as const,
      run: go(paths.settings(), { hash: tab }),
    })),
  ]
}

const SCHEMES = { light: 'light', dark: 'dark', system: 'auto' } as const

function looking(
  { everywhere }: Words,
  choose: (scheme: 'light' | 'dark' | 'auto') => void,
): readonly Action[] {
  return (['light', 'dark', 'system'] as const).map(name => ({
    id: `scheme-${name}`,
    label: `${everywhere.scheme}: ${everywhere[name]}`,
    group: 'view',
    run: () => choose(SCHEMES[name]),
  }))
}

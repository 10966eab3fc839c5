// What can be done from anywhere.
import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { PLACES, placeName } from './places.ts'

export function useFrameActions(showKeys: () => void): void {
  const words = useWords()
  const navigate = useNavigate()
  const { may, role } = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const actions = useMemo<readonly Action[]>(() => {
    const go = (to: string) => () => void navigate({ to })
    const places = PLACES.filter(({ scope }) => scope === undefined || may(scope))
    return [
      ...(may('incident:write')
        ? [
            {
              id: 'declare',
              label: words.declare.title,
              key: 'c',
              group: 'do',
              run: go(paths.declare()),
            } as const,
          ]
        : []),
      ...places.map(place => ({
        id: `go-${place.area}`,
        label: placeName(words, place),
        key: place.key,
        group: 'go' as const,
        run: go(place.to),
      })),
      { id: 'go-drill', label: words.drill.title, group: 'go', run: go(paths.drill()) },
      { id: 'go-sheet', label: words.sheet.title, group: 'go', run: go(paths.sheet()) },
      { id: 'keys', label: words.common.keys, key: '?', group: 'view', run: showKeys },
      ...(['light', 'dark'] as const).map(scheme => ({
        id: `scheme-${scheme}`,
        label: `${words.common.scheme}: ${words.common[scheme]}`,
        group: 'view' as const,
        run: () => setColorScheme(scheme),
      })),
      {
        id: 'scheme-auto',
        label: `${words.common.scheme}: ${words.common.system}`,
        group: 'view',
        run: () => setColorScheme('auto'),
      },
    ]
    // What one may do changes only with the role.
  }, [words, role, navigate, setColorScheme, showKeys])
  useActions(actions)
}

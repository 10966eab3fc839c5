import { Kbd } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { MagnifyingGlassIcon } from '@radix-ui/react-icons'
import { useAllActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { useWords } from '../words/words.ts'

const GROUPS = ['incident', 'do', 'go', 'view'] as const

/** Everything that can be done here, by typing some of its name. */
export function Palette() {
  const { everywhere } = useWords()
  const all = useAllActions()
  const groups = GROUPS.map((group): SpotlightActionGroupData => ({
    group: everywhere.groups[group],
    actions: all.filter(action => action.group === group).map(spotlightAction),
  })).filter(({ actions }) => actions.length > 0)
  return (
    <Spotlight
      actions={groups}
      shortcut={['mod + K']}
      nothingFound={everywhere.nothingFound}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: everywhere.search,
        'aria-label': everywhere.search,
        leftSection: <MagnifyingGlassIcon aria-hidden />,
      }}
    />
  )
}

function spotlightAction({ id, label, hint, key, disabledReason, run }: Action) {
  return {
    id,
    label,
    ...((disabledReason ?? hint) !== undefined && { description: disabledReason ?? hint ?? '' }),
    disabled: disabledReason !== undefined,
    onClick: run,
    ...(key !== undefined && { rightSection: <Kbd size="xs">{key}</Kbd> }),
  }
}

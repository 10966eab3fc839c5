import { CloseButton, Group, Loader, Select, TextInput } from '@mantine/core'
import { MagnifyingGlassIcon } from '@radix-ui/react-icons'
import { SEARCH_FIELD } from './fields.ts'
import { FILTERS } from './rows.ts'
import type { Filter } from './rows.ts'
import { useTelling } from './telling.ts'
import classes from './timeline.module.css'

/** What of the timeline one wants to see. */
export function Looking({
  filter,
  setFilter,
  search,
  setSearch,
  found,
  isFetching,
}: {
  readonly filter: Filter
  readonly setFilter: (filter: Filter) => void
  readonly search: string
  readonly setSearch: (search: string) => void
  /** How many entries there are; undefined while nothing is left out. */
  readonly found: number | undefined
  readonly isFetching: boolean
}) {
  const { words } = useTelling()
  return (
    <Group className={classes['looking']} gap="xs" wrap="nowrap">
      <Select
        aria-label={words.filter}
        size="xs"
        w={150}
        value={filter}
        data={FILTERS.map(value => ({ value, label: words.filters[value] }))}
        allowDeselect={false}
        onChange={value => setFilter(FILTERS.find(it => it === value) ?? 'everything')}
      />
      <TextInput
        id={SEARCH_FIELD}
        aria-label={words.searchTimeline}
        placeholder={words.searchTimeline}
        size="xs"
        style={{ flex: 1 }}
        leftSection={<MagnifyingGlassIcon aria-hidden />}
        rightSection={
          search !== '' && (
            <CloseButton
              size="xs"
              aria-label={words.filters.everything}
              onClick={() => setSearch('')}
            />
          )
        }
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setSearch('')
        }}
      />
      <output className={classes['found']}>
        {isFetching && <Loader size={10} mr={4} aria-label={words.lookingFurther} />}
        {found !== undefined && words.found(found)}
      </output>
    </Group>
  )
}

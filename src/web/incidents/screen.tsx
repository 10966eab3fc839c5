import { Button, Group, Text } from '@mantine/core'
import { DownloadIcon } from '@radix-ui/react-icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { addressOf, call } from '../api/client.ts'
import { useAskAgain } from '../board/ask-again.ts'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { filterFrom, isFiltering, queryOf } from './filter.ts'
import type { Filter, Query } from './filter.ts'
import { Filters } from './filters.tsx'
import { Lessons } from './lessons.tsx'
import { IncidentTable } from './table.tsx'

const PAGE = 100
const KEY = 'list-incidents'

/** All incidents there ever were, newest first, as far as one looks for them. */
export function Incidents() {
  const { board } = useWords()
  const { filter, look } = useFilter()
  const query = useMemo(() => queryOf(filter), [filter])
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useList(query)
  const incidents = useMemo(() => data?.pages.flatMap(page => page.incidents) ?? [], [data])
  return (
    <Page
      title={board.incidents}
      actions={
        <Button
          component="a"
          href={addressOf('export-incident-list', { query })}
          download="incidents.csv"
          variant="default"
          size="compact-sm"
          leftSection={<DownloadIcon aria-hidden />}
        >
          {board.history.csv}
        </Button>
      }
    >
      <Filters filter={filter} look={look} />
      <Trouble error={error} again={() => void refetch()} />
      {data !== undefined && (
        <>
          <Text size="sm" c="dimmed" my="xs" component="output" display="block">
            {incidents.length === 0
              ? board.history.none
              : hasNextPage
                ? board.history.andMore(incidents.length)
                : board.history.shown(incidents.length)}
          </Text>
          {incidents.length > 0 && <IncidentTable incidents={incidents} />}
          {hasNextPage && (
            <Group justify="center" mt="md">
              <Button
                variant="default"
                onClick={() => void fetchNextPage()}
                loading={isFetchingNextPage}
                mih={40}
              >
                {board.history.showMore}
              </Button>
            </Group>
          )}
        </>
      )}
      {filter.words !== undefined && isFiltering(filter) && <Lessons words={filter.words} />}
    </Page>
  )
}

function useFilter() {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const filter = useMemo(() => filterFrom(search as Readonly<Record<string, unknown>>), [search])
  const look = useCallback(
    (next: Filter) =>
      void navigate({ to: paths.incidents(), search: next as never, replace: true }),
    [navigate],
  )
  return { filter, look }
}

/** Page by page; asked anew a moment after anything has changed. */
function useList(query: Query) {
  useAskAgain(KEY)
  return useInfiniteQuery({
    queryKey: [KEY, 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      call('list-incidents', {
        query: { ...query, limit: PAGE, ...(pageParam !== null && { before: pageParam }) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.next,
    placeholderData: before => before,
  })
}

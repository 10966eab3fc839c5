import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { Markdown } from '../ui/markdown.tsx'
import { useWords } from '../words/words.ts'

const SHOWN_MAX = 5

/** What incidents have published for others to learn from, found by the same words. */
export function Lessons({ words }: { readonly words: string }) {
  const { board } = useWords()
  const { data } = useAsk('search-library', { query: { q: words, limit: SHOWN_MAX } })
  if (data === undefined || data.publications.length === 0) return null
  return (
    <section aria-label={board.history.lessons}>
      <Title order={2} size="h4" mt="xl" mb="xs">
        {board.history.lessons}
      </Title>
      {data.publications.map(({ incident, version, text }) => (
        <div key={`${incident.id} ${version}`}>
          <Anchor component={Link} to={paths.event(incident.id, version)}>
            {board.number(incident.number)} {incident.title}
          </Anchor>
          <Text size="sm" component="div">
            <Markdown text={text} />
          </Text>
        </div>
      ))}
    </section>
  )
}

import { Button } from '@mantine/core'
import { DownloadIcon } from '@radix-ui/react-icons'
import { useWords } from '../words/words.ts'
import { csvOf, download } from './csv.ts'
import type { Row } from './csv.ts'

/** The numbers of one chart as a file; `rows` is made when it is asked for. */
export function CsvButton({
  what,
  file,
  rows,
}: {
  readonly what: string
  readonly file: string
  readonly rows: () => readonly Row[]
}) {
  const words = useWords().figures
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      className="not-printed"
      leftSection={<DownloadIcon aria-hidden />}
      aria-label={words.csvOf(what)}
      onClick={() => download(`${file}.csv`, csvOf(rows()))}
    >
      {words.csv}
    </Button>
  )
}

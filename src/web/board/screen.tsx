import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Board() {
  const words = useWords().board
  return <Page title={words.title}>…</Page>
}

import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Room() {
  const words = useWords().room
  return <Page title={words.title}>…</Page>
}

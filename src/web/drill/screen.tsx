import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Drill() {
  const words = useWords().drill
  return <Page title={words.title}>…</Page>
}

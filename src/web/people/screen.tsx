import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function People() {
  const words = useWords().people
  return <Page title={words.title}>…</Page>
}

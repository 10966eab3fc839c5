import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function SetUp() {
  const words = useWords().signIn
  return <Page title={words.title}>…</Page>
}

import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Settings() {
  const words = useWords().settings
  return <Page title={words.title}>…</Page>
}

import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Declare() {
  const words = useWords().declare
  return <Page title={words.title}>…</Page>
}

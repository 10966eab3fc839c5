import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Signals() {
  const words = useWords().signals
  return <Page title={words.title}>…</Page>
}

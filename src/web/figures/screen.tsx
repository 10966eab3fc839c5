import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Figures() {
  const words = useWords().figures
  return <Page title={words.title}>…</Page>
}

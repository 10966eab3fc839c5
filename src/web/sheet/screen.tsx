import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function Sheet() {
  const words = useWords().sheet
  return <Page title={words.title}>…</Page>
}

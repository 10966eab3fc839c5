import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'

export function EditPlan() {
  const words = useWords().plan
  return <Page title={words.title}>…</Page>
}

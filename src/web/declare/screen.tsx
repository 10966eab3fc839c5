import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'
import { DeclareForm } from './form.tsx'

export function Declare() {
  const { declare } = useWords()
  return (
    <Page title={declare.title}>
      <DeclareForm done={nothing} />
    </Page>
  )
}

const nothing = () => {}

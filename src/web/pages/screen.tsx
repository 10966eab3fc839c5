import { useMe } from '../api/session.ts'
import { Page } from '../ui/page.tsx'
import { useWords } from '../words/words.ts'
import { PagesBefore } from './before.tsx'
import classes from './pages.module.css'
import { Turns } from './turns.tsx'
import { WaitingPages } from './waiting.tsx'

/** What somebody was woken for and can answer from a telephone; below it their turns, and what was before. */
export function MyPages() {
  const { pages: words } = useWords()
  const { may } = useMe()
  return (
    <Page title={words.title}>
      <div className={classes['columns']}>
        <WaitingPages />
        {may('directory:read') && <Turns />}
        <PagesBefore />
      </div>
    </Page>
  )
}

import { Typography } from '@mantine/core'
import { lazy, Suspense } from 'react'

/** What reads Markdown is as large as half of a room, and is fetched once somebody has written some. */
const Written = lazy(async () => ({ default: (await import('./markdown-read.tsx')).MarkdownRead }))

/** Markdown that somebody wrote, who may not be a friend: no HTML of theirs, no picture from elsewhere, no address but a web one. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <Suspense fallback={<Typography style={{ whiteSpace: 'pre-wrap' }}>{text}</Typography>}>
      <Written text={text} />
    </Suspense>
  )
}

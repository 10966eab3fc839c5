import { Typography } from '@mantine/core'
import { useMemo } from 'react'
import { markdownOf } from './markdown.ts'

/** Markdown that somebody wrote, who may not be a friend: no HTML of theirs, no picture from elsewhere, no address but a web one. */
export function Markdown({ text }: { readonly text: string }) {
  const html = useMemo(() => markdownOf(text), [text])
  return <Typography dangerouslySetInnerHTML={{ __html: html }} />
}

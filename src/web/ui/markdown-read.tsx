import { Typography } from '@mantine/core'
import { useMemo } from 'react'
import { markdownOf } from './markdown.ts'

export function MarkdownRead({ text }: { readonly text: string }) {
  const html = useMemo(() => markdownOf(text), [text])
  return <Typography dangerouslySetInnerHTML={{ __html: html }} />
}

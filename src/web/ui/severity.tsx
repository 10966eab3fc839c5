import { Badge } from '@mantine/core'
import { useWords } from '../words/words.ts'

/** From the worst down; a plan with more levels repeats the last. */
const LOOKS = [
  { background: '#a31515', color: '#ffffff' },
  { background: '#b54708', color: '#ffffff' },
  { background: '#f2c94c', color: '#2b2100' },
  { background: '#2f6f9f', color: '#ffffff' },
  { background: '#5b6470', color: '#ffffff' },
] as const

/** Half a word is no severity. */
const WHOLE = { root: { flex: 'none', maxWidth: '100%' }, label: { overflow: 'visible' } } as const

/** A level by its name in the plan; `rank` counts from the worst, 0. */
export function Severity({
  severity,
  rank,
  size = 'md',
}: {
  readonly severity: string | null
  readonly rank: number
  readonly size?: 'sm' | 'md' | 'lg' | 'xl'
}) {
  const { everywhere } = useWords()
  if (severity === null)
    return (
      <Badge size={size} variant="default" tt="none" radius="sm" styles={WHOLE}>
        {everywhere.unclassified}
      </Badge>
    )
  const look = LOOKS[Math.min(Math.max(rank, 0), LOOKS.length - 1)]
  return (
    <Badge
      size={size}
      tt="none"
      radius="sm"
      styles={{ ...WHOLE, root: { ...WHOLE.root, ...look } }}
    >
      {severity}
    </Badge>
  )
}

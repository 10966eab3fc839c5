// What somebody has begun to declare. It outlives a reload, a closed dialog and a lost connection.
import { useCallback, useMemo } from 'react'
import { useDraft } from '../ui/draft.ts'

/** An answer; null: said to be not known yet. */
export type Answered = Readonly<Record<string, string | number | null>>

export type Draft = {
  /** Under which the commands are sent, so that sending them again acts once. */
  readonly key: string
  readonly title: string
  readonly about: string
  readonly systems: readonly string[]
  /** As the browser's field for times has it, in the zone of whoever types; empty: now. */
  readonly detected: string
  readonly source: string | null
  readonly exercise: boolean
  /** Null: the active one. */
  readonly plan: string | null
  readonly type: string | null
  readonly answers: Answered
  /** Another level than the plan proposes; `later`: none yet. Null: as it proposes. */
  readonly severity: string | null
  readonly reason: string
}

const BLANK: Omit<Draft, 'key'> = {
  title: '',
  about: '',
  systems: [],
  detected: '',
  source: null,
  exercise: false,
  plan: null,
  type: null,
  answers: {},
  severity: null,
  reason: '',
}

/** A draft as it was kept, by this version of the page or an earlier one. */
export function readDraft(text: string, newKey: () => string): Draft {
  if (text === '') return { ...BLANK, key: newKey() }
  try {
    const kept = JSON.parse(text) as Partial<Draft>
    return { ...BLANK, ...kept, key: kept.key ?? newKey() }
  } catch {
    return { ...BLANK, key: newKey() }
  }
}

export function useDeclareDraft() {
  const { text, write, clear } = useDraft('declare')
  const draft = useMemo(() => readDraft(text, () => crypto.randomUUID()), [text])
  const change = useCallback(
    (part: Partial<Draft>) => write(JSON.stringify({ ...draft, ...part })),
    [draft, write],
  )
  return { draft, change, clear, isBegun: text !== '' }
}

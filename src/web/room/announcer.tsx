import { useEffect, useRef, useState } from 'react'
import { entriesOf } from './entries.ts'
import type { Happened } from './happened.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

/** Of a burst, the last few. */
const SAID_MAX = 3

/** Says aloud what others have done and everybody should know; what the agenda does by itself is not worth a word. */
export function Announcer({ events }: { readonly events: readonly Happened[] }) {
  const { me } = useRoom()
  const { sentence } = useTelling()
  const heard = useRef(events.at(-1)?.version ?? 0)
  const [said, say] = useState('')
  useEffect(() => {
    const fresh = events.slice(events.findLastIndex(({ version }) => version <= heard.current) + 1)
    if (fresh.length === 0) return
    heard.current = fresh.at(-1)?.version ?? heard.current
    const worth = entriesOf(fresh).filter(
      ({ event, weight }) => weight !== 'quiet' && event.by !== me,
    )
    if (worth.length > 0)
      say(
        worth
          .slice(-SAID_MAX)
          .map(({ event }) => sentence(event))
          .join('. '),
      )
  }, [events, me, sentence])
  return (
    <output className="only-heard" aria-live="polite">
      {said}
    </output>
  )
}

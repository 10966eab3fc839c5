import { useSyncExternalStore } from 'react'
import type { Followed } from './use-room.ts'

export function Timeline({ followed: { log } }: { readonly followed: Followed }) {
  const { events } = useSyncExternalStore(log.subscribe, log.now)
  return (
    <ol>
      {events.map(({ version, type }) => (
        <li key={version}>{type}</li>
      ))}
    </ol>
  )
}

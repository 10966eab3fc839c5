// Files that a note takes along. They become evidence when it is sent, not before: evidence cannot be taken back.
import { useCallback, useState } from 'react'
import { call } from '../api/client.ts'
import { shownIn } from '../ui/when.ts'
import { evidenceLink } from './attachment.ts'
import type { Happened } from './happened.ts'

/** As much as the server takes. */
export const FILE_BYTES_MAX = 33_554_432

export type Attached = {
  /** Under which it is deposited: who tries again deposits it once. */
  readonly key: string
  readonly file: File
  readonly title: string
}

export function useAttaching() {
  const [files, setFiles] = useState<readonly Attached[]>([])
  const [tooLarge, setTooLarge] = useState<string>()
  const attach = useCallback((added: readonly File[], name: (file: File) => string) => {
    const fitting = added.filter(({ size }) => size <= FILE_BYTES_MAX)
    setTooLarge(added.find(({ size }) => size > FILE_BYTES_MAX)?.name)
    setFiles(known => [
      ...known,
      ...fitting.map(file => ({ key: crypto.randomUUID(), file, title: name(file) })),
    ])
  }, [])
  const remove = useCallback(
    (key: string) => setFiles(known => known.filter(it => it.key !== key)),
    [],
  )
  return { files, attach, remove, tooLarge }
}

/** Takes one file into custody, and gives how a note links to it. */
export async function deposit(
  incident: string,
  { key, file, title }: Attached,
): Promise<{ readonly link: string; readonly events: readonly Happened[] }> {
  const kind = file.type.startsWith('image/') ? 'screenshot' : 'file'
  const answer = await call('deposit-evidence', {
    params: { id: incident },
    query: { kind, title },
    body: file,
    key,
  })
  const events = answer.events as readonly unknown[] as readonly Happened[]
  const added = events.find(event => event.type === 'evidence-added')
  return { link: evidenceLink(incident, added?.evidence ?? '', title), events }
}

/** What is pasted has no name worth the word: it gets the time. */
export function titleOf(file: File, screenshot: string, now: number): string {
  if (file.name !== '' && file.name !== 'image.png') return file.name
  const at = shownIn('en', new Date(now).toISOString(), { now, day: 'always' })
  return `${screenshot} ${at.replaceAll(/[:,]/g, '-').replaceAll('- ', ' ')}.png`
}

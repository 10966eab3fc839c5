// Changes of the directory that are not saved yet. They outlive a reload, and a refusal because somebody else was faster.
import { useCallback, useState } from 'react'
import type { DirectoryEdit } from '#/core/directory-plain.ts'

/** `since`: the version on which they were made. */
export type Pending = { readonly since: number; readonly edits: readonly DirectoryEdit[] }

/** Later words on one thing take the place of earlier ones; whoever leaves needs no other. */
export function withEdit(
  edits: readonly DirectoryEdit[],
  edit: DirectoryEdit,
): readonly DirectoryEdit[] {
  const aboutPerson = edit.is === 'person' || edit.is === 'leave'
  const others = edits.filter(({ is, id }) => {
    if (id !== edit.id) return true
    return aboutPerson ? is !== 'person' && is !== 'leave' : is !== edit.is
  })
  return [...others, edit]
}

const NAME = 'tocsin.draft.directory'

function read(): Pending | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? 'null') as Pending | null
    return kept !== null && Array.isArray(kept.edits) && kept.edits.length > 0 ? kept : undefined
  } catch {
    // An earlier release kept them in another form.
    return undefined
  }
}

export function usePending(version: number) {
  const [pending, setPending] = useState(read)
  const write = useCallback((next: Pending | undefined) => {
    setPending(next)
    if (next === undefined) localStorage.removeItem(NAME)
    else localStorage.setItem(NAME, JSON.stringify(next))
  }, [])
  const add = useCallback(
    (edit: DirectoryEdit) => {
      const { since, edits } = pending ?? { since: version, edits: [] }
      write({ since, edits: withEdit(edits, edit) })
    },
    [pending, version, write],
  )
  return { pending, add, discard: useCallback(() => write(undefined), [write]) }
}

/** `Ana Silva` as `ana`, or `ana-silva` where there is an Ana, and so on. */
export function idFor(name: string, taken: readonly string[]): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  const [first] = words
  if (first === undefined) return ''
  const full = words.join('-').slice(0, ID_LENGTH)
  const isFree = (id: string) => !taken.some(other => other.toLowerCase() === id)
  if (isFree(first)) return first.slice(0, ID_LENGTH)
  if (isFree(full)) return full
  let count = 2
  while (!isFree(`${full}-${count}`)) count++
  return `${full}-${count}`
}

const ID_LENGTH = 40

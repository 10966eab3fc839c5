// The directory as it is shown: as it is written, with what is not saved yet, and what the plan asks of it.
import { createContext, useContext } from 'react'
import type { DirectoryEdit, ListKind, PlainDirectory } from '#/core/directory-plain.ts'
import { LISTS_OF } from '#/core/directory-plain.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Words } from '../words/words.ts'

export type Book = {
  readonly version: number
  /** With the changes that are not saved. */
  readonly directory: PlainDirectory
  /** As it is saved. */
  readonly saved: PlainDirectory
  readonly plan: Plan | undefined
  readonly writes: boolean
  readonly add: (edit: DirectoryEdit) => void
}

export const BookContext = createContext<Book | undefined>(undefined)

export function useBook(): Book {
  const book = useContext(BookContext)
  if (book === undefined) throw new Error('what shows the directory stands inside it')
  return book
}

export const nameIn = ({ people }: PlainDirectory, id: string): string | undefined =>
  Object.hasOwn(people, id) ? people[id]?.name : undefined

type Titled = { readonly id: string; readonly title: string }

/** The lists of one kind, those of the plan first and in its order, also when nobody is in them. */
export function listsOf(
  { directory, plan }: Pick<Book, 'directory' | 'plan'>,
  kind: ListKind,
): readonly (Titled & { readonly members: readonly string[]; readonly inPlan: boolean })[] {
  const lists = directory[LISTS_OF[kind]]
  const wanted = wantedOf(plan, kind)
  const known = new Set(wanted.map(({ id }) => id))
  const others = Object.keys(lists)
    .filter(id => !known.has(id))
    .toSorted()
    .map(id => ({ id, title: id }))
  return [...wanted, ...others].map(({ id, title }) => ({
    id,
    title,
    members: Object.hasOwn(lists, id) ? (lists[id] ?? []) : [],
    inPlan: known.has(id),
  }))
}

function wantedOf(plan: Plan | undefined, kind: ListKind): readonly Titled[] {
  if (plan === undefined) return []
  if (kind === 'position') return plan.positions
  if (kind === 'group') return plan.groups
  // Of an audience outside each member is a list of addresses, but for those that the incident itself names.
  const outside = plan.audiences.filter(audience => audience.outside)
  return outside
    .flatMap(({ title, members }) =>
      members.filter(id => id !== 'reporter').map(id => ({ id, title })),
    )
    .filter(({ id }, index, all) => all.findIndex(other => other.id === id) === index)
}

/** The roles that ask for a position or a group. */
export function rolesFor(plan: Plan | undefined, id: string): readonly string[] {
  return (plan?.roles ?? []).filter(({ holders }) => holders.includes(id)).map(({ title }) => title)
}

/** The positions of somebody, by what the plan calls them. */
export function positionsOf(
  book: Pick<Book, 'directory' | 'plan'>,
  person: string,
): readonly string[] {
  return listsOf(book, 'position')
    .filter(({ members }) => members.includes(person))
    .map(({ title }) => title)
}

const ADDRESSES = ['email', 'phone', 'slack', 'webhook'] as const

/** How somebody is reached, by what the directory says, under what each is called; nothing: not at all. */
export function channelsOf(
  directory: PlainDirectory,
  person: string,
  { people, contacts }: Pick<Words, 'people' | 'contacts'>,
): readonly { readonly title: string; readonly address: string }[] {
  const known = directory.people[person]
  const fields = ADDRESSES.flatMap(channel => {
    const address = known?.[channel]
    return address === undefined ? [] : [{ title: people.fields[channel], address }]
  })
  const listed = (known?.contacts ?? []).map(({ channel, address }) => ({
    title: contacts.channels[channel],
    address,
  }))
  return [...fields, ...listed]
}

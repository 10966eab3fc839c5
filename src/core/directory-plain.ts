import { ADDRESSED } from '#/core/contact-address.ts'
import type { AddressedChannel } from '#/core/contact-address.ts'
import type { Directory, Person } from '#/core/directory.ts'
import { rotaFrom } from '#/core/written-rota.ts'
import type { WrittenRota } from '#/core/written-rota.ts'

/** A directory as JSON has it, and as it is written: holders of positions may be rotas. */
export type PlainDirectory = {
  readonly people: Readonly<Record<string, PlainPerson>>
  readonly positions: Lists
  readonly groups: Lists
  readonly contacts: Lists
  /** Rotas are compared whole: what they say is edited where turns are. */
  readonly rotas: Readonly<Record<string, unknown>>
}

/** As the directory file has it: what people say themselves is no part of it. */
export type PlainPerson = Omit<Person, 'id' | 'push' | 'contacts' | 'reach'> & {
  readonly contacts?: readonly PlainContact[]
}
export type PlainContact = { readonly channel: AddressedChannel; readonly address: string }
type Lists = Readonly<Record<string, readonly string[]>>

export function plainOf({ people, positions, groups, contacts, rotas }: Directory): PlainDirectory {
  return {
    people: Object.fromEntries([...people].map(([id, person]) => [id, plainPerson(person)])),
    positions: Object.fromEntries(positions),
    groups: Object.fromEntries(groups),
    contacts: Object.fromEntries(contacts),
    rotas: Object.fromEntries(rotas),
  }
}

function plainPerson({
  id: _id,
  push: _push,
  reach: _reach,
  contacts,
  ...person
}: Person): PlainPerson {
  if (contacts === undefined) return person
  const written = contacts.flatMap(({ channel, address, own }): readonly PlainContact[] => {
    const known = ADDRESSED.find(name => name === channel)
    return known === undefined || own === true ? [] : [{ channel: known, address }]
  })
  return { ...person, contacts: written }
}

/** What is to become of a directory. `null`: it goes. `leave`: a person goes, and out of every list and turn. */
export type DirectoryEdit =
  | { readonly is: 'person'; readonly id: string; readonly person: PlainPerson }
  | { readonly is: 'leave'; readonly id: string }
  | { readonly is: 'rota'; readonly id: string; readonly rota: WrittenRota | null }
  | {
      readonly is: ListKind
      readonly id: string
      readonly members: readonly string[] | null
    }

export const LIST_KINDS = ['position', 'group', 'contact'] as const
export type ListKind = (typeof LIST_KINDS)[number]

/** Under which name each kind of list stands in a directory. */
export const LISTS_OF = {
  position: 'positions',
  group: 'groups',
  contact: 'contacts',
} as const satisfies Record<ListKind, string>

/** The directory after these edits, so that they can be shown before they are made. */
export function edited(directory: PlainDirectory, edits: readonly DirectoryEdit[]): PlainDirectory {
  return edits.reduce(editedOnce, directory)
}

function editedOnce(directory: PlainDirectory, edit: DirectoryEdit): PlainDirectory {
  switch (edit.is) {
    case 'person':
      return { ...directory, people: { ...directory.people, [edit.id]: edit.person } }
    case 'leave':
      return left(directory, edit.id)
    case 'rota': {
      const { [edit.id]: _gone, ...rest } = directory.rotas
      if (edit.rota === null) return { ...directory, rotas: rest }
      return {
        ...directory,
        rotas: { ...directory.rotas, [edit.id]: rotaFrom(edit.id, edit.rota) },
      }
    }
    case 'position':
    case 'group':
    case 'contact': {
      const name = LISTS_OF[edit.is]
      const { [edit.id]: _gone, ...rest } = directory[name]
      const lists = edit.members === null ? rest : { ...directory[name], [edit.id]: edit.members }
      return { ...directory, [name]: lists }
    }
  }
}

function left(directory: PlainDirectory, id: string): PlainDirectory {
  const { [id]: _gone, ...people } = directory.people
  const without = (lists: Lists): Lists =>
    Object.fromEntries(
      Object.entries(lists).map(([name, members]) => [
        name,
        members.includes(id) ? members.filter(member => member !== id) : members,
      ]),
    )
  const { positions, groups } = directory
  return { ...directory, people, positions: without(positions), groups: without(groups) }
}

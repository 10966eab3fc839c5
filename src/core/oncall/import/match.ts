// What an import would change: its people found in the directory, its rotas as edits, its single shifts as overrides. Nothing is
// made silently: whoever is not found is proposed.
import type { DirectoryEdit, PlainDirectory } from '#/core/directory-plain.ts'
import { idOf } from '#/core/oncall/import/imported.ts'
import type {
  Imported,
  ImportedPerson,
  ImportedShift,
  LeftOut,
} from '#/core/oncall/import/imported.ts'
import { settle } from '#/core/oncall/import/settle.ts'
import type { Override, Rota } from '#/core/oncall/rota.ts'
import { writtenRota } from '#/core/written-rota.ts'
import type { Instant } from '#/core/time.ts'

/** `found`: by what. `new`: nobody of the directory is meant, so that somebody would be added. */
export type MatchedPerson = ImportedPerson & {
  readonly id: string
  readonly found: 'email' | 'name' | 'told' | 'new'
}

export type ImportedOverride = Pick<Override, 'rota' | 'person' | 'from' | 'to'>

export type ImportPlan = {
  readonly people: readonly MatchedPerson[]
  readonly rotas: readonly Rota[]
  /** People first: rotas name them. */
  readonly edits: readonly DirectoryEdit[]
  readonly overrides: readonly ImportedOverride[]
  readonly left: readonly LeftOut[]
}

export type Matching = {
  readonly at: Instant
  readonly directory: PlainDirectory
  /** Who is who, as somebody said: ids of the directory by keys of the export. */
  readonly told: Readonly<Record<string, string>>
}

export function planImport(imported: Imported, asked: Matching): ImportPlan {
  const settled = imported.rotas.map(one => ({ ...one, ...settle(one, asked.at) }))
  const named = new Set([
    ...settled.flatMap(({ rota, shifts }) => [
      ...rota.layers.flatMap(layer => layer.people),
      ...shifts.map(({ person }) => person),
    ]),
    ...imported.positions.flatMap(({ holders }) => holders),
  ])
  const people = matched(
    imported.people.filter(({ key }) => named.has(key)),
    asked,
  )
  const ids = new Map(people.map(({ key, id }) => [key, id]))
  const idFor = (key: string) => ids.get(key) ?? key
  const rotas = settled.map(({ rota, shifts }) => withIds(rota, shifts, idFor))
  const { kept, positions } = freePositions(imported, asked.directory)
  return {
    people,
    rotas,
    edits: [
      ...people.filter(({ found }) => found === 'new').map(personEdit),
      ...rotas.map((rota): DirectoryEdit => ({ is: 'rota', id: rota.id, rota: writtenRota(rota) })),
      ...positions.map(({ id, holders }): DirectoryEdit => ({
        is: 'position',
        id,
        members: [
          ...new Set(holders.map(holder => (holder.startsWith('rota:') ? holder : idFor(holder)))),
        ],
      })),
    ],
    overrides: settled.flatMap(({ rota, shifts }) =>
      shifts.map(shift => ({ ...shift, rota: rota.id, person: idFor(shift.person) })),
    ),
    left: [...imported.left, ...settled.flatMap(({ left }) => left), ...kept],
  }
}

/** A rota of single shifts alone names whoever has them. */
function withIds(
  rota: Rota,
  shifts: readonly ImportedShift[],
  idFor: (key: string) => string,
): Rota {
  return {
    ...rota,
    layers: rota.layers.map(layer => ({
      ...layer,
      people: (layer.people.length > 0
        ? layer.people
        : [...new Set(shifts.map(({ person }) => person))]
      ).map(idFor),
    })),
  }
}

function personEdit({ id, name, email, phone }: MatchedPerson): DirectoryEdit {
  return {
    is: 'person',
    id,
    person: { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) },
  }
}

function matched(
  people: readonly ImportedPerson[],
  { directory, told }: Matching,
): readonly MatchedPerson[] {
  const known = Object.entries(directory.people)
  const byEmail = new Map(known.map(([id, { email }]) => [email?.toLowerCase(), id]))
  const byName = Map.groupBy(known, ([, { name }]) => plain(name))
  const taken = new Set(Object.keys(directory.people).map(id => id.toLowerCase()))
  return people.map((person): MatchedPerson => {
    const said = Object.hasOwn(told, person.key) ? told[person.key] : undefined
    if (said !== undefined && Object.hasOwn(directory.people, said))
      return { ...person, id: said, found: 'told' }
    const email = person.email === undefined ? undefined : byEmail.get(person.email.toLowerCase())
    if (email !== undefined) return { ...person, id: email, found: 'email' }
    // Who has another address is another person, though the name be the same.
    const same = byName.get(plain(person.name)) ?? []
    const [one] = same
    if (person.email === undefined && same.length === 1 && one !== undefined)
      return { ...person, id: one[0], found: 'name' }
    if (person.email === undefined && Object.hasOwn(directory.people, person.key))
      return { ...person, id: person.key, found: 'name' }
    const id = idOf(person.name.replace(/@.*$/, ''), taken)
    taken.add(id)
    return { ...person, id, found: 'new' }
  })
}

const plain = (name: string) =>
  name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Positions that are there already stay as they are. */
function freePositions({ positions }: Imported, directory: PlainDirectory) {
  const isThere = (id: string) => Object.hasOwn(directory.positions, id)
  return {
    positions: positions.filter(({ id }) => !isThere(id)),
    kept: positions
      .filter(({ id }) => isThere(id))
      .map(({ id, holders }): LeftOut => ({
        where: `position ${id}`,
        what: `It is in the directory already and stays as it is. The export would have: ${holders.join(', ')}.`,
      })),
  }
}

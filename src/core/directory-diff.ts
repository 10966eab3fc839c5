import type { PlainDirectory } from '#/core/directory-plain.ts'

/** One thing that differs between two directories, with what was and what is. */
export type DirectoryChange = {
  readonly kind: 'person' | 'position' | 'group' | 'contact' | 'rota'
  readonly id: string
  /** Of a person, the name; else the id. */
  readonly title: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Of what was added or removed too. None of a rota, which is edited elsewhere. */
  readonly fields: readonly FieldChange[]
}

export type FieldChange = {
  readonly field: string
  readonly was: string | null
  readonly now: string | null
}

/** Everything that differs, people first, each kind by its ids. */
export function directoryChanges(
  before: PlainDirectory,
  after: PlainDirectory,
): readonly DirectoryChange[] {
  return [
    ...changesOf('person', before.people, after.people),
    ...changesOf('position', held(before.positions), held(after.positions)),
    ...changesOf('group', held(before.groups), held(after.groups)),
    ...changesOf('contact', held(before.contacts), held(after.contacts)),
    ...changesOf('rota', whole(before.rotas), whole(after.rotas)).map(change => ({
      ...change,
      fields: [],
    })),
  ]
}

type Fields = Readonly<Record<string, unknown>>
type Entries = Readonly<Record<string, Fields>>

const held = (lists: Readonly<Record<string, readonly string[]>>): Entries =>
  mapped(lists, members => ({ members }))
const whole = (rotas: Readonly<Record<string, unknown>>): Entries =>
  mapped(rotas, rota => ({ rota: JSON.stringify(rota) }))

function mapped<T>(of: Readonly<Record<string, T>>, to: (value: T) => Fields): Entries {
  return Object.fromEntries(Object.entries(of).map(([id, value]) => [id, to(value)]))
}

function changesOf(
  kind: DirectoryChange['kind'],
  before: Entries,
  after: Entries,
): readonly DirectoryChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  return ids.flatMap(id => {
    const was = Object.hasOwn(before, id) ? before[id] : undefined
    const now = Object.hasOwn(after, id) ? after[id] : undefined
    const fields = fieldChanges(was ?? {}, now ?? {})
    // Somebody may be added of whom nothing is known but that a list is theirs, which is empty.
    if (fields.length === 0 && (was === undefined) === (now === undefined)) return []
    const change = was === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
    const name = (now ?? was)?.['name']
    return [{ kind, id, title: typeof name === 'string' ? name : id, change, fields }]
  })
}

function fieldChanges(was: Fields, now: Fields): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])]
  return names.flatMap(field => {
    const change = { field, was: shown(was[field]), now: shown(now[field]) }
    return change.was === change.now ? [] : [change]
  })
}

function shown(value: unknown): string | null {
  if (value === undefined) return null
  return Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value)
}

/** Of a contact, over what and where. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const { channel, address } = value as Readonly<Record<string, unknown>>
  return `${String(channel)} ${String(address)}`
}

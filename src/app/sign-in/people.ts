// Somebody new in the directory: a version of it with one more person, everything else as it stood, comments too.
import { Document, parseDocument } from 'yaml'
import type { Directory, Person } from '#/core/directory.ts'
import { importDirectory } from '#/app/directory.ts'
import { shellWithin } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { readDirectory } from '#/store/directories.ts'

export type NewPerson = {
  readonly name: string
  readonly email?: string | undefined
  /** Undefined: made from the name. */
  readonly id?: string | undefined
}

export async function addPerson(
  shell: Shell,
  tx: Within,
  { name, email, id: wanted }: NewPerson,
  by: string,
): Promise<{ readonly person: Person } | SignInRefusal> {
  const directory = await shell.directory.current(tx)
  const id = wanted ?? idFor(directory, name)
  const isTaken = [...directory.people.values()].some(
    other =>
      other.id.toLowerCase() === id.toLowerCase() ||
      (email !== undefined && other.email?.toLowerCase() === email.toLowerCase()),
  )
  if (isTaken) return no('person-taken')
  const stored = await readDirectory(tx)
  const document = stored === undefined ? new Document({}) : parseDocument(stored.source)
  const person = { name, ...(email !== undefined && { email }) }
  document.setIn(['people', id], document.createNode(person))
  // `by` of somebody who is not there before this version.
  const imported = await importDirectory(
    shellWithin(shell, tx),
    document.toString(),
    by === '' ? id : by,
  )
  if ('mistakes' in imported)
    return no('person-invalid', { why: imported.mistakes[0]?.message ?? '' })
  return { person: { id, ...person } }
}

/** `Ana Silva` as `ana`, or `ana-silva` where there is an Ana, and so on. */
function idFor({ people }: Directory, name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  const [first = 'person'] = words
  const full = words.join('-').slice(0, ID_LENGTH) || 'person'
  const isFree = (id: string) => ![...people.keys()].some(other => other.toLowerCase() === id)
  if (isFree(first)) return first.slice(0, ID_LENGTH)
  if (isFree(full)) return full
  let count = 2
  while (!isFree(`${full}-${count}`)) count++
  return `${full}-${count}`
}

const ID_LENGTH = 40

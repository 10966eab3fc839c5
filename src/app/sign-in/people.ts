// Somebody new in the directory: a version of it with one more person, everything else as it stood, comments too.
import type { Directory, Person } from '#/core/directory.ts'
import { saveBook, withEdits } from '#/app/people/directory-book.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { lockDirectories } from '#/store/directories.ts'

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
  // So that nobody takes the id or the address between the look and the new version.
  await lockDirectories(tx)
  const { directory } = await shell.directory.book(tx)
  const id = wanted ?? idFor(directory, name)
  const isTaken = [...directory.people.values()].some(
    other =>
      other.id.toLowerCase() === id.toLowerCase() ||
      (email !== undefined && other.email?.toLowerCase() === email.toLowerCase()),
  )
  if (isTaken) return no('person-taken')
  const person = { name, ...(email !== undefined && { email }) }
  // Whoever sets up is not there before this version, which is their own doing.
  const asked = { since: undefined, by: by === '' ? id : by }
  const saved = await saveBook(shell, tx, asked, withEdits([{ is: 'person', id, person }]))
  if ('mistakes' in saved) return no('person-invalid', { why: saved.mistakes[0]?.message ?? '' })
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

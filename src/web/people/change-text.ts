// Differences in the words of people: names for ids, and what the plan calls things.
import type { DirectoryChange, FieldChange } from '#/core/directory-diff.ts'
import type { Words } from '../words/words.ts'
import { listsOf } from './book.ts'
import type { Book } from './book.ts'
import { memberName } from './member-name.ts'

export function changeTitle({ kind, id, title }: DirectoryChange, book: Book): string {
  if (kind === 'person' || kind === 'rota') return title
  return listsOf(book, kind).find(list => list.id === id)?.title ?? title
}

/** What it is now, what it was, or both: `Members: Bo Lind becomes Nia Osei, Bo Lind`. */
export function fieldText(
  { change, kind }: DirectoryChange,
  { field, was, now }: FieldChange,
  { directory, saved }: Pick<Book, 'directory' | 'saved'>,
  words: Words['people'],
): string {
  const names: Readonly<Record<string, string>> = words.fields
  const name = names[field] ?? field
  const shown = (value: string | null, people: Book['saved']) => {
    if (value === null || value === '') return words.nothing
    if (kind !== 'position' && kind !== 'group') return value
    return value
      .split(', ')
      .map(member => memberName(member, people, words))
      .join(', ')
  }
  if (change === 'added') return words.fieldIs(name, shown(now, directory))
  if (change === 'removed') return words.fieldIs(name, shown(was, saved))
  return words.fieldChange(name, shown(was, saved), shown(now, directory))
}

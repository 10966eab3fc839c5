import type { PlainDirectory } from '#/core/directory-plain.ts'
import type { Words } from '../words/words.ts'
import { nameIn } from './book.ts'

const ROTA = 'rota:'

/** Somebody by name; a rota as whoever has its turn. */
export function memberName(
  member: string,
  directory: PlainDirectory,
  words: Words['people'],
): string {
  if (!member.startsWith(ROTA)) return nameIn(directory, member) ?? member
  const id = member.slice(ROTA.length)
  const rota = directory.rotas[id]
  const title =
    typeof rota === 'object' && rota !== null && 'title' in rota ? String(rota.title) : id
  return words.rota(title)
}

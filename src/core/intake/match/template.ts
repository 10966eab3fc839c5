// Text with places: `{{item.host}} is down`.
import { compilePath, valuesAt } from '#/core/intake/match/path.ts'
import type { FieldPath } from '#/core/intake/match/path.ts'
import { textOf } from '#/core/intake/doors/payload.ts'

type Piece = string | FieldPath

/** All that a template comes to; more than one text only where its one place leads to several values. */
export type Template = (of: unknown) => SaidBy
export type SaidBy = {
  readonly texts: readonly string[]
  /** Each of its places leads somewhere. */
  readonly whole: boolean
}

export const NOTHING_SAID: SaidBy = { texts: [], whole: false }

const PLACE = /\{\{([^{}]*)\}\}/g
const VALUES_MAX = 100

/** A template whose places all lead nowhere says nothing at all. */
export function compileTemplate(text: string): Template | { readonly malformed: string } {
  const pieces: Piece[] = []
  let end = 0
  for (const found of text.matchAll(PLACE)) {
    const path = compilePath((found[1] ?? '').trim())
    if ('malformed' in path) return { malformed: `${found[0]}: ${path.malformed}` }
    if (found.index > end) pieces.push(text.slice(end, found.index))
    pieces.push(path)
    end = found.index + found[0].length
  }
  const rest = text.slice(end)
  if (/\{\{/.test(rest)) return { malformed: 'a place is opened with {{ and not closed with }}' }
  if (rest !== '') pieces.push(rest)
  const [only] = pieces
  if (pieces.length === 1 && typeof only === 'object')
    return of => {
      const texts = textsAt(only, of)
      return { texts, whole: texts.length > 0 }
    }
  return of => {
    const said = pieces.map(piece =>
      typeof piece === 'string' ? piece : textsAt(piece, of).join(', '),
    )
    const places = pieces.flatMap((piece, index) =>
      typeof piece === 'string' ? [] : [said[index]],
    )
    const says = places.length === 0 || places.some(place => place !== '')
    return says
      ? { texts: [said.join('')], whole: places.every(place => place !== '') }
      : NOTHING_SAID
  }
}

function textsAt(path: FieldPath, of: unknown): readonly string[] {
  return valuesAt(path, of)
    .slice(0, VALUES_MAX)
    .flatMap(value => (Array.isArray(value) ? (value as readonly unknown[]) : [value]))
    .map(textOf)
    .filter(text => text !== '')
}

/** Thrown while a pattern is read, and returned as a value by `compilePattern`: half-way down there is nothing else to do. */
export class PatternError extends Error {}

/** What is switched on at this place: ignore case, lines of their own, a dot that also means a line feed. */
export type Flags = { readonly i: boolean; readonly m: boolean; readonly s: boolean }

/** A place in the pattern's code points; the reader's only state. */
export type Cursor = { readonly text: readonly string[]; at: number; flags: Flags }

export function peek(cursor: Cursor, ahead = 0): string | undefined {
  return cursor.text[cursor.at + ahead]
}

/** Steps over `expected` when it comes next. */
export function took(cursor: Cursor, expected: string): boolean {
  const next = cursor.text.slice(cursor.at, cursor.at + expected.length).join('')
  if (next !== expected) return false
  cursor.at += expected.length
  return true
}

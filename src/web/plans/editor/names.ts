// The names that a plan gives, read from its text as it stands, half-written or not.
import { ITEM } from './place.ts'

export type Name = {
  readonly section: string
  readonly id: string
  /** 1-based. */
  readonly line: number
  readonly title: string
}

const SECTION = /^([A-Za-z][\w-]*):/
const ENTRY = /^ {2}(?:- +\{? *id: *)?["']?([\p{L}\p{N}§][\p{L}\p{N}§._()/-]*)["']?\s*[:,}]/u
const ITEM_ID = /^ {0,2}- +\{? *id: *["']?([\w.-]+)/
const TITLE = /\b(?:title|ask): *(?:"([^"]+)"|([^,}\n]+))/

/** Every element with a name, in the order of the text. */
export function namesIn(text: string): readonly Name[] {
  const names: Name[] = []
  let section = ''
  for (const [index, line] of text.split('\n').entries()) {
    const [, begun] = SECTION.exec(line) ?? []
    if (begun !== undefined) {
      section = begun
      continue
    }
    const [, id] = ITEM_ID.exec(line) ?? (/^ {2}\S/.test(line) ? ENTRY.exec(line) : null) ?? []
    if (id === undefined || section === '' || /^\s*#/.test(line)) continue
    const [, quoted, plain = ''] = TITLE.exec(line) ?? []
    const title = section === 'clauses' ? line.replace(/^[^:]*: */, '') : (quoted ?? plain).trim()
    names.push({ section, id, line: index + 1, title })
  }
  return names
}

/** The sections of a text, for an outline. */
export function sectionsIn(
  text: string,
): readonly { readonly section: string; readonly line: number }[] {
  return text.split('\n').flatMap((line, index) => {
    const [, section] = SECTION.exec(line) ?? []
    return section === undefined ? [] : [{ section, line: index + 1 }]
  })
}

const PARTIES = ['roles', 'positions', 'groups'] as const
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  by: PARTIES,
  'waivable-by': PARTIES,
  'break-glass': PARTIES,
  owner: PARTIES,
  members: [...PARTIES, 'audiences'],
  under: ['roles'],
  'not-with': ['roles'],
  holders: ['positions', 'groups'],
  to: ['audiences', ...PARTIES],
  notify: ['audiences'],
  severity: ['severities'],
  stage: ['stages'],
  type: ['types'],
  source: ['sources'],
  fact: ['facts'],
  from: ['moments'],
  reached: ['moments'],
  until: ['moments'],
  cite: ['clauses'],
  template: ['templates'],
  after: ['obligations'],
  needs: ['obligations'],
  done: ['obligations'],
  missed: ['obligations'],
  calendar: ['calendars'],
  assessed: ['classifications'],
  decided: ['decisions'],
}

/** The sections whose names may stand at a place: as a value, or as a key below `fact`. */
export function sectionsNamedAt(path: readonly string[]): readonly string[] {
  const key = path.findLast(step => step !== ITEM)
  // The name itself, as in `severities: {P0: …}`, is nobody else's.
  return key === undefined || path.length < 2 ? [] : (SECTIONS[key] ?? [])
}

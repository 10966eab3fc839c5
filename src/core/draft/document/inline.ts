import { withoutAddresses } from '#/core/draft/document/address.ts'

/** Text of a line, a cell or a paragraph without its markup. */
export type Inline = {
  readonly text: string
  /** The strong words with which it begins, if any: a label, or a heading in disguise. */
  readonly strong: string
  /** Where its links lead. */
  readonly links: readonly string[]
}

export const EMPTY: Inline = { text: '', strong: '', links: [] }

// Each pattern excludes its own opening sign, so that a hostile row of them is read once and not once for each.
const IMAGE = /!\[([^[\]]{0,500})\]\([^()]{0,1000}\)/g
const LINK = /\[([^[\]]{1,500})\]\(\s*<?([^()<>\s]{0,1000})>?(?:\s[^()]{0,300})?\)/g
const REFERENCE = /\[([^[\]]{1,500})\]\[[^[\]]{0,100}\]/g
const AUTOLINK = /<((?:https?|ftp):\/\/[^<>\s]{1,1000}|[^<>\s@]{1,100}@[^<>\s@]{1,200})>/g
const TAG =
  /<\/?(?:a|abbr|b|big|blockquote|center|code|del|details|div|em|font|hr|i|img|input|ins|kbd|li|mark|ol|p|pre|s|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,400})?\/?>/gi
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  le: '≤',
  ge: '≥',
}

/** Reads the markup of one piece of text. Addresses are left out of it for good. */
export function inlineOf(source: string): Inline {
  const links: string[] = []
  const linked = source
    .replace(IMAGE, '$1')
    .replace(LINK, (_, text: string, target: string) => {
      links.push(target)
      return text
    })
    .replace(REFERENCE, '$1')
    .replace(AUTOLINK, '$1')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(TAG, '')
    .trim()
  const strong = strongStart(linked)
  return {
    text: plain(linked),
    strong: strong === undefined ? '' : plain(strong),
    links: links.filter(link => !link.startsWith('mailto:')),
  }
}

/** The text inside the strong marks with which a line begins. */
function strongStart(source: string): string | undefined {
  const bare = source.replace(/^(?:[^\p{L}\p{N}*_[(<{"']){0,8}/u, '')
  return /^(\*\*\*?|__)(?=\S)(.{1,300}?\S|\S)\1/u.exec(bare)?.[2]
}

function plain(source: string): string {
  const bare = source
    .replace(/`+/g, '')
    // A mark of emphasis touches a word on one side only; `2 * 3` and `snake_case` hold none.
    .replace(/(?<=^|[\s\p{P}\p{S}])(\*{1,3}|_{1,3}|~~)(?=[^\s*_~])/gu, '')
    .replace(/(?<=[^\s*_~])(\*{1,3}|_{1,3}|~~)(?=$|[\s\p{P}\p{S}])/gu, '')
    .replace(/\*\*/g, '')
    .replace(/&(#\d{1,6}|\w{2,6});/g, entity)
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
  return withoutAddresses(bare)
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? whole
  const code = Number(name.slice(1))
  // What `lines.ts` took out must not come in again by its number.
  return code >= 32 && code < 0xd800 && !/[\p{C}]/u.test(String.fromCodePoint(code))
    ? String.fromCodePoint(code)
    : ' '
}

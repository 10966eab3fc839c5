// The text of a mail that comes as HTML alone. Nothing of it is ever shown as HTML; this only makes it readable, in one pass.

/** Elements whose content nobody reads. */
const UNREAD = /^(script|style|head|title|template|svg|noscript)$/
/** After these a line ends. */
const BLOCK =
  /^(p|div|br|tr|li|ul|ol|table|h[1-6]|blockquote|pre|section|article|header|footer|hr)$/
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

export function htmlText(html: string): string {
  const parts: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) break
    parts.push(html.slice(at, open).replaceAll(/\s+/g, ' '))
    at = skipTag(html, open, parts)
  }
  parts.push(html.slice(at).replaceAll(/\s+/g, ' '))
  return decode(parts.join(''))
    .split('\n')
    .map(line => line.replaceAll(/[ \t\u00A0]+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** Where reading goes on after the tag that begins at `open`. */
function skipTag(html: string, open: number, parts: string[]): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open)
  const close = html.indexOf('>', open)
  if (close === -1) return html.length
  const [, slash = '', name = ''] =
    /^<(\/?)([a-zA-Z][a-zA-Z0-9]{0,20})/.exec(html.slice(open, open + 24)) ?? []
  const tag = name.toLowerCase()
  if (BLOCK.test(tag)) parts.push('\n')
  if (slash !== '' || !UNREAD.test(tag)) return close + 1
  const end = html.slice(close).search(new RegExp(`</${tag}`, 'i'))
  return end === -1 ? html.length : close + end
}

function after(html: string, text: string, from: number): number {
  const found = html.indexOf(text, from)
  return found === -1 ? html.length : found + text.length
}

function decode(text: string): string {
  return text.replaceAll(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : ''
  })
}

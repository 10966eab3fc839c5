import { LABEL_LENGTH_MAX } from '#/core/draft/limits.ts'

const COLON = new RegExp(`^([^:.!?;]{1,${LABEL_LENGTH_MAX}}):(?:\\s+(.*))?$`, 's')
const DASH = /^\s*[-–—:]\s*(.*)$/s

/** What stands before the colon, or is strong and set off by one or a dash. A label has few words and is no sentence. */
export function splitLabel(
  text: string,
  strong: string,
): { readonly label?: string; readonly body: string } {
  if (strong !== '' && strong.length <= LABEL_LENGTH_MAX) {
    const at = text.indexOf(strong)
    const behind = text.slice(at + strong.length)
    const body = DASH.exec(behind)?.[1]
    if (at >= 0 && at <= 8 && (body !== undefined || behind === '' || strong.endsWith(':')))
      return { label: clean(strong), body: body ?? behind.trim() }
  }
  const [, label, body = ''] = COLON.exec(text) ?? []
  if (label === undefined || label.split(' ').length > 8) return { body: text }
  return { label: clean(label), body: body.trim() }
}

function clean(label: string): string {
  return label.replace(/:$/, '').trim()
}

const NUMBERED =
  /^(?:(?:section|chapter|part|appendix|annex)\s+)?(?<number>\d{1,2}(?:\.\d{1,2}){0,4})(?:[.):]\s*|\s+[-–—]\s+|\s+(?=\p{Lu}))(?<title>.*)$/u
const UNIT_NEXT = /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|x)\b/i

/** The number and the words of a heading: `3.2 Containment` is 3.2, and Containment. */
export function partsOfTitle(text: string): { readonly number?: string; readonly title: string } {
  const bare = text.replace(/^[^\p{L}\p{N}([<{"']+/u, '').replace(/:$/, '')
  const { number, title } = NUMBERED.exec(bare)?.groups ?? {}
  if (number === undefined || title === undefined || title === '' || UNIT_NEXT.test(title))
    return { title: bare === '' ? text : bare }
  return { number, title }
}

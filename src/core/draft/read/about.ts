import type { Node } from '#/core/draft/document/node.ts'
import { above, isUnder } from '#/core/draft/document/node.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { nameFrom, untaken } from '#/core/draft/words/name.ts'
import { recurrencesIn } from '#/core/draft/words/recurrence.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

/** What a document says of itself. */
export type About = {
  readonly title: string
  readonly version: string
  readonly document: Readonly<Record<string, string>>
}

const KEY =
  /^(?:document |policy |plan )?(?:version|revision|last (?:updated|reviewed|revised|modified)|status|owner|document owner|policy owner|author|approver|approved by|approval|effective(?: date)?|date|created|issued|review date|next review(?: date)?|document id|policy id|id|number|classification|organi[sz]ation|company|prepared by|maintained by|custodian)s?$/i
const CONTROL =
  /\b(document (?:control|information|details|history)|version control|metadata|revision history|approvals?)\b/i

/** Title, version and owner, from a front matter, the first heading and the lines about the document. */
export function readAbout(
  sketch: Sketch,
  front: readonly (readonly [string, string])[],
  file: string,
): About {
  const entries = sketch.nodes.filter(isAbout)
  const pairs = [...front, ...entries.map(({ title, body }) => [title, body] as const)]
  const find = (key: RegExp) =>
    pairs.find(([name, value]) => key.test(name) && !isBlank(value))?.[1]
  const document: Record<string, string> = { drafted: `From ${file}` }
  for (const [key, value] of pairs) {
    const name = untaken(nameFrom(key, 'entry'), taken => Object.hasOwn(document, taken))
    if (value !== '' && Object.keys(document).length < ENTRIES)
      document[name] = value.slice(0, LINE_LENGTH_MAX).toWellFormed()
  }
  const [first] = sketch.root.children.filter(({ kind }) => kind === 'heading')
  const titles = [find(/^title$/i), first?.title, 'Incident response plan']
  const title = titles.find(one => one !== undefined && one.trim() !== '') ?? ''
  return {
    title: title.slice(0, LINE_LENGTH_MAX).toWellFormed(),
    version: find(/^(?:document |policy |plan )?version$/i)?.slice(0, LINE_LENGTH_MAX) ?? 'draft',
    document,
  }
}

const ENTRIES = 40

/** Whether it is an entry about the document, and about nothing that is owed. */
export function isAbout(node: Node): boolean {
  if (!node.labelled || node.body === '' || node.children.length > 0) return false
  if (isUnder(node, CONTROL)) return true
  const isTop = [...above(node)].length <= 2
  return (
    KEY.test(node.title) &&
    isTop &&
    node.body.length <= 120 &&
    recurrencesIn(node.body).length === 0
  )
}

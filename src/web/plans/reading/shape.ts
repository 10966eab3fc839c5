// The document of a plan as a page shows it.
import type {
  DocumentBlock,
  DocumentInline,
  DocumentSection,
  PlanReading,
} from '../../api/operations.ts'

/** Said in another way on the page: as the sentences of the source, each with what carries it. */
const CLAUSES = 'section-clauses'

export const GLANCE = 'at-a-glance'
export const SOURCE = 'source-clauses'

/** The sections that are written out. */
export function sectionsShown({ document }: PlanReading): readonly DocumentSection[] {
  return document.sections.filter(({ anchor }) => anchor !== CLAUSES)
}

/** The clause that `#C4.2` means has an anchor of its own; anything else is an anchor already. */
export function anchorMeant(hash: string, { clauses }: Pick<PlanReading, 'clauses'>): string {
  const wanted = decodeURIComponent(hash.replace(/^#/, ''))
  return clauses.find(({ id }) => id === wanted)?.anchor ?? wanted
}

export type Findable = {
  /** Where it stands. */
  readonly anchor: string
  readonly section: string
  readonly text: string
}

/** Everything that can be found, piece by piece. */
export function findables(reading: PlanReading): readonly Findable[] {
  const found: Findable[] = []
  const visit = ({ anchor, title, number, blocks, sections }: DocumentSection) => {
    const section = `${number} ${title}`
    found.push({ anchor, section, text: title })
    for (const block of blocks) found.push(...inBlock(block, anchor, section))
    for (const below of sections) visit(below)
  }
  for (const section of sectionsShown(reading)) visit(section)
  for (const { id, anchor, text } of reading.clauses)
    found.push({ anchor, section: id, text: `${id} ${text}` })
  return found
}

function inBlock(block: DocumentBlock, around: string, section: string): readonly Findable[] {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return [{ anchor: around, section, text: plain(block.text) }]
    case 'heading':
      return [{ anchor: around, section, text: block.text }]
    case 'list':
      return block.entries.flatMap(({ anchor = around, text, below = [] }) => [
        { anchor, section, text: plain(text) },
        ...below.flatMap(inner => inBlock(inner, anchor, section)),
      ])
    case 'table':
      return block.rows.map(({ anchor = around, cells }) => ({
        anchor,
        section,
        text: cells.map(plain).join(' · '),
      }))
  }
}

export function plain(text: readonly DocumentInline[]): string {
  return text
    .map(inline => {
      if (typeof inline === 'string') return inline
      if ('strong' in inline) return inline.strong
      if ('code' in inline) return inline.code
      if ('see' in inline) return inline.see.map(({ text: shown }) => shown).join(', ')
      return inline.text
    })
    .join('')
}

export type Hit = Findable & {
  readonly before: string
  readonly hit: string
  readonly after: string
}

const AROUND = 60

/** Places that say it, in their order; each anchor once. */
export function search(all: readonly Findable[], words: string): readonly Hit[] {
  const wanted = words.trim().toLowerCase()
  if (wanted.length < 2) return []
  const seen = new Set<string>()
  return all.flatMap(piece => {
    const at = piece.text.toLowerCase().indexOf(wanted)
    if (at === -1 || seen.has(piece.anchor)) return []
    seen.add(piece.anchor)
    const from = Math.max(0, at - AROUND)
    const to = at + wanted.length
    return [
      {
        ...piece,
        before: `${from > 0 ? '…' : ''}${piece.text.slice(from, at)}`,
        hit: piece.text.slice(at, to),
        after: `${piece.text.slice(to, to + AROUND)}${to + AROUND < piece.text.length ? '…' : ''}`,
      },
    ]
  })
}

/** What links to clauses a text bears, and the text without the brackets that hold them. */
export function withoutCites(text: readonly DocumentInline[]): {
  readonly said: readonly DocumentInline[]
  readonly cites: readonly { readonly to: string; readonly text: string }[]
} {
  const cites = text.flatMap(inline =>
    typeof inline === 'object' && 'see' in inline ? inline.see : [],
  )
  return { said: text.filter(inline => typeof inline === 'string' || !('see' in inline)), cites }
}

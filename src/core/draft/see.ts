import type { Node } from '#/core/draft/document/node.ts'
import { ask, inert } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

const REFERS =
  /\b(?:see|refer(?:s|red)? to|as (?:described|documented|defined|outlined|specified|set out|detailed) in|described in|documented in|defined in|in accordance with|according to|pursuant to|per|follow(?:ing)?|consult|outlined in|using|via|activate|invoke)\s+(?:the |our |your |its )?(?<document>[^.;:,()]{3,90}?\b(?:plan|policy|policies|procedures?|runbooks?|playbooks?|standard|guide|guidelines|manual|handbook|agreement|charter|schedule|matrix|register|wiki|sop)\b)/i
const OURS =
  /\b(?:this|section|above|below|appendix|following|these|same|table|figure|incident response (?:plan|procedures?))\b/i
const FILE = /\b[\w./-]{2,80}\.(?:md|pdf|docx?|xlsx?|html?)\b/i

/** The other document to which a sentence refers; undefined when it refers to none, or to itself. */
export function referredTo({ text, links, kind }: Node): string | undefined {
  if (kind === 'code' || kind === 'heading') return undefined
  const file =
    links.find(link => FILE.test(link) && !link.startsWith('#') && !link.startsWith('http')) ??
    FILE.exec(text)?.[0]
  if (file !== undefined) return file
  const document = REFERS.exec(text)?.groups?.['document']?.trim()
  return document === undefined || OURS.test(document) ? undefined : document
}

/** Marks what another document says the rest of, and asks for it. */
export function markReferences(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    const document = referredTo(node)
    if (document === undefined) continue
    const see = inert(document).slice(0, LINE_LENGTH_MAX).toWellFormed()
    const carriers = sketch.elements.filter(
      ({ cites, keys }) => cites.has(node) && keys['same'] === undefined,
    )
    const [carrier] = carriers
    if (carrier === undefined) continue
    carrier.keys['see'] ??= see
    ask(
      sketch,
      'elsewhere',
      `"${document}" says the rest. Does it hold promises that belong here?`,
      [node],
    )
  }
}

import type { Verdict } from '#/core/incident/decide.ts'
import type { Parts } from '#/core/incident/event.ts'
import { fill } from '#/core/incident/message.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { viewOf } from '#/core/obligation/view.ts'
import type { ActName } from '#/core/plan/act.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Template, TemplatePart } from '#/core/plan/plan.ts'
import { refuse } from '#/core/refusal.ts'

/** The one part of a message that no template shapes. */
export const FREE_TEXT = 'text'

export function partsOf({
  parts,
  text,
}: {
  readonly parts?: Parts | undefined
  readonly text?: string | undefined
}): Parts {
  return parts ?? (text === undefined ? {} : { [FREE_TEXT]: text })
}

/** Acts of which an approval is one of this very text; of the others it is one of doing it at all. */
const TEXT_ACTS: ReadonlySet<ActName> = new Set<ActName>(['notice', 'report', 'publish', 'update'])

/** What an approval is bound to: the hash of the text, or nothing where the act has none of its own. */
export function draftOf({ setting }: Turn, act: ActName | undefined, parts: Parts): string {
  if (act === undefined || !TEXT_ACTS.has(act)) return ''
  const ordered = Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return setting.sha256(JSON.stringify(ordered))
}

/** The message as it reads: body, then each part under its title, in the template's order. */
export function compose(turn: Turn, template: Template | undefined, parts: Parts): string {
  if (template === undefined) return parts[FREE_TEXT] ?? ''
  const sections = template.parts.flatMap(({ id, title }) =>
    parts[id] === undefined ? [] : [`${title}\n${parts[id]}`],
  )
  return [fill(turn, template.body), ...sections].filter(section => section !== '').join('\n\n')
}

/** A text that lacks a required part cannot be sent (C4.7). */
export function incomplete(turn: Turn, templateId: string | undefined, parts: Parts): Verdict {
  const template = templateOf(turn, templateId)
  const { setting, incident, at } = turn
  const view = viewOf(setting.plan, incident, at)
  const known = template === undefined ? [FREE_TEXT] : template.parts.map(({ id }) => id)
  const wanted =
    template === undefined
      ? known
      : template.parts.filter(part => isWanted(part, view)).map(({ id }) => id)
  const named = templateId === undefined ? {} : { template: templateId }
  // A part may be called like something that every object has.
  const written = (id: string) => (Object.hasOwn(parts, id) ? (parts[id] ?? '') : '')
  const missing = wanted.filter(id => written(id).trim() === '')
  if (missing.length > 0) return refuse('part-missing', { ...named, missing })
  const unknown = Object.keys(parts).filter(id => !known.includes(id))
  return unknown.length > 0 ? refuse('part-unknown', { ...named, unknown }) : undefined
}

/** While it cannot be told whether a part is wanted, it keeps nothing back. */
export function isWanted({ optional, when }: TemplatePart, view: View): boolean {
  return optional !== true && (when === undefined || evaluate(when, view) === 'yes')
}

export function templateOf({ setting }: Turn, id: string | undefined): Template | undefined {
  return id === undefined ? undefined : lookup(setting.plan).templates.get(id)
}

import { refer, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** What `{{…}}` may name by itself; besides these `fact:ID`, `field:ID` and `moment:ID`. */
export const PLACEHOLDERS = [
  'id',
  'title',
  'severity',
  'type',
  'detected',
  'systems',
  'commander',
] as const

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g
const REFERRING = ['fact', 'field', 'moment'] as const

/** Checks every `{{…}}` of a text that will be filled in from an incident. */
export function checkPlaceholders(context: Context, path: Path, text: string): void {
  for (const [, inner = ''] of text.matchAll(PLACEHOLDER))
    checkPlaceholder(context, path, inner.trim())
}

function checkPlaceholder(context: Context, path: Path, placeholder: string): void {
  if ((PLACEHOLDERS as readonly string[]).includes(placeholder)) return
  const kind = REFERRING.find(word => placeholder.startsWith(`${word}:`))
  if (kind !== undefined) {
    refer(context, path, [kind], placeholder.slice(kind.length + 1))
    return
  }
  const meant = nearest(placeholder, PLACEHOLDERS)
  const mend =
    meant === undefined
      ? `Write one of: ${PLACEHOLDERS.join(', ')}, fact:ID, field:ID, moment:ID.`
      : `Write \`{{${meant}}}\`.`
  report(
    context,
    path,
    'placeholder-unknown',
    `There is nothing to fill in for ${quote(`{{${placeholder}}}`)}.`,
    mend,
  )
}

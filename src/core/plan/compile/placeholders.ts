import { refer, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** What `{{…}}` may name by itself; besides these `fact:ID`, `field:ID`, `moment:ID` and `lasted:MOMENT:MOMENT`. */
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
const LASTED = 'lasted:'
const REFERRING = ['fact', 'field', 'moment'] as const

/** Checks every `{{…}}` of a text that will be filled in from an incident. */
export function checkPlaceholders(context: Context, path: Path, text: string): void {
  for (const [, inner = ''] of text.matchAll(PLACEHOLDER))
    checkPlaceholder(context, path, inner.trim())
}

function checkPlaceholder(context: Context, path: Path, placeholder: string): void {
  if ((PLACEHOLDERS as readonly string[]).includes(placeholder)) return
  if (placeholder.startsWith(LASTED)) {
    const [from = '', to = '', ...more] = placeholder.slice(LASTED.length).split(':')
    if (more.length === 0) for (const moment of [from, to]) refer(context, path, ['moment'], moment)
    if (more.length === 0) return
  }
  const kind = REFERRING.find(word => placeholder.startsWith(`${word}:`))
  if (kind !== undefined) {
    refer(context, path, [kind], placeholder.slice(kind.length + 1))
    return
  }
  const meant = nearest(placeholder, PLACEHOLDERS)
  const mend =
    meant === undefined
      ? `Write one of: ${PLACEHOLDERS.join(', ')}, fact:ID, field:ID, moment:ID, lasted:MOMENT:MOMENT.`
      : `Write \`{{${meant}}}\`.`
  report(
    context,
    path,
    'placeholder-unknown',
    `There is nothing to fill in for ${quote(`{{${placeholder}}}`)}.`,
    mend,
  )
}

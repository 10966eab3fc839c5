import { compileFlag, many, refer, referMany, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import { checkPlaceholders } from '#/core/plan/compile/placeholders.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Act, ActName, Paging } from '#/core/plan/plan.ts'
import { ACT_KEYS } from '#/core/plan/source/obligation.ts'
import type { ActKey, ObligationSource } from '#/core/plan/source/obligation.ts'

/** `paging`: how pages go out that do not say. */
export type ActContext = Context & { readonly paging: Paging }

const KEYS_OF_ACTS = [
  ...new Set(Object.values(ACT_KEYS).flatMap(({ needs, takes }) => [...needs, ...takes])),
]

/** What an obligation asks for. `title` is what is sent when it gives no text of its own. */
export function compileAct(
  context: ActContext,
  path: Path,
  source: ObligationSource,
  title: string,
): Act {
  checkKeys(context, path, source)
  const { to, approve, via } = source
  const audiences = () => referMany(context, [...path, 'to'], ['audience'], to)
  const approval = () => referMany(context, [...path, 'approve'], PARTIES, approve)
  const text = source.text ?? title
  checkPlaceholders(context, [...path, 'text'], text)
  switch (source.do) {
    case 'task':
    case 'notes':
    case 'feedback':
      return { do: source.do }
    case 'ask':
      return { do: 'ask', fact: refer(context, [...path, 'fact'], ['fact'], source.fact ?? '') }
    case 'page':
      return {
        do: 'page',
        to: referMany(context, [...path, 'to'], [...PARTIES, 'on-call'], to),
        via: via === undefined ? context.paging.via : many(via),
        text,
      }
    case 'notify':
      return { do: 'notify', to: audiences(), via: many(via), text }
    case 'update':
      return { do: 'update', to: audiences(), promisesNext: compileFlag(source['promises-next']) }
    case 'notice':
    case 'report': {
      const template =
        source.template === undefined
          ? undefined
          : refer(context, [...path, 'template'], ['template'], source.template)
      return {
        do: source.do,
        to: audiences(),
        ...(template === undefined ? {} : { template }),
        approval: approval(),
      }
    }
    case 'gather':
    case 'finding':
      return { do: source.do, kind: source.kind ?? '' }
    case 'escalate':
      return {
        do: 'escalate',
        level: Number(refer(context, [...path, 'level'], ['level'], String(source.level ?? ''))),
      }
    case 'meet':
      return { do: 'meet', attend: referMany(context, [...path, 'attend'], PARTIES, source.attend) }
    case 'follow-up': {
      const designatedBy = source['designated-by']
      if (designatedBy === undefined) return { do: 'follow-up' }
      return {
        do: 'follow-up',
        designatedBy: refer(context, [...path, 'designated-by'], PARTIES, designatedBy),
      }
    }
    case 'file':
      return {
        do: 'file',
        tracker: source.tracker ?? '',
        ...(source.priority === undefined ? {} : { priority: source.priority }),
      }
    case 'publish':
      return { do: 'publish', where: source.where ?? '', approval: approval() }
  }
}

function checkKeys(context: Context, path: Path, source: ObligationSource): void {
  const { needs, takes }: { needs: readonly ActKey[]; takes: readonly ActKey[] } =
    ACT_KEYS[source.do]
  for (const key of needs)
    if (source[key] === undefined)
      report(
        context,
        path,
        'act-incomplete',
        `\`do: ${source.do}\` needs \`${key}\`.`,
        `Add \`${key}\`.`,
      )
  for (const key of KEYS_OF_ACTS)
    if (source[key] !== undefined && !needs.includes(key) && !takes.includes(key))
      report(
        context,
        [...path, key],
        'key-not-here',
        `\`${key}\` means nothing with \`do: ${source.do}\`.`,
        `Leave it out, or use one of: ${actsWith(key).join(', ')}.`,
      )
}

function actsWith(key: ActKey): readonly ActName[] {
  return (Object.keys(ACT_KEYS) as ActName[]).filter(act => {
    const { needs, takes }: { needs: readonly ActKey[]; takes: readonly ActKey[] } = ACT_KEYS[act]
    return needs.includes(key) || takes.includes(key)
  })
}

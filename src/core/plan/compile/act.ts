import {
  compileFlag,
  isBroken,
  many,
  present,
  refer,
  referMany,
  report,
} from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import type { NameKind } from '#/core/plan/compile/names.ts'
import { checkPlaceholders } from '#/core/plan/compile/placeholders.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Paging } from '#/core/plan/plan.ts'
import type { Act, ActName } from '#/core/plan/act.ts'
import { ACT_KEYS } from '#/core/plan/source/obligation.ts'
import type { ActKey, ObligationSource } from '#/core/plan/source/obligation.ts'

/** `paging`: how pages go out that do not say. */
export type ActContext = Context & { readonly paging: Paging }

const KEYS_OF_ACTS = [
  ...new Set(Object.values(ACT_KEYS).flatMap(({ needs, takes }) => [...needs, ...takes])),
]

/**
 * What an obligation asks for. `title` is what is sent when it gives no text of its own. Where something needed is missing,
 * that is reported, and an empty name stands in for it.
 */
export function compileAct(
  context: ActContext,
  path: Path,
  source: ObligationSource,
  title: string,
): Act {
  checkKeys(context, path, source)
  const refersTo = referrer(context, path, source)
  switch (source.do) {
    case 'task':
    case 'notes':
    case 'feedback':
      return { do: source.do }
    case 'ask':
      return { do: 'ask', fact: refersTo('fact', ['fact'])[0] ?? '' }
    case 'page':
    case 'notify':
    case 'update':
    case 'notice':
    case 'report':
      return compileMessage(context, path, source, source.do, title)
    case 'gather':
    case 'finding':
      return { do: source.do, kind: source.kind ?? '' }
    case 'escalate':
      return {
        do: 'escalate',
        level: compileLevelNumber(context, [...path, 'level'], source.level),
      }
    case 'meet':
      return { do: 'meet', attend: refersTo('attend', PARTIES) }
    case 'follow-up':
      return present({
        do: 'follow-up' as const,
        designatedBy: refersTo('designated-by', PARTIES)[0],
      })
    case 'file': {
      const { tracker = '', priority } = source
      return present({
        do: 'file' as const,
        tracker,
        priority,
        template: refersTo('template', ['template'])[0],
      })
    }
    case 'publish': {
      const { where = '' } = source
      return present({
        do: 'publish' as const,
        where,
        template: refersTo('template', ['template'])[0],
      })
    }
    case 'confirm':
      return { do: 'confirm', of: refersTo('of', ['confirmed', 'classification'])[0] ?? '' }
    case 'restrict':
      return present({
        do: 'restrict' as const,
        to: refersTo('to', [...PARTIES, 'audience', 'on-call']),
        label: source.label,
      })
    case 'raise':
      return compileRaise(context, path, source)
    case 'hand-over':
      return { do: 'hand-over', role: refersTo('role', ['role'])[0] ?? '' }
  }
}

/** The names under a key of the source, each checked. */
function referrer(context: Context, path: Path, source: ObligationSource) {
  return (key: ActKey, kinds: readonly NameKind[]) =>
    referMany(context, [...path, key], kinds, source[key] as string | readonly string[] | undefined)
}

/** Acts that reach someone. */
function compileMessage(
  context: ActContext,
  path: Path,
  source: ObligationSource,
  act: 'page' | 'notify' | 'update' | 'notice' | 'report',
  title: string,
): Act {
  const refersTo = referrer(context, path, source)
  const to = refersTo('to', act === 'page' ? [...PARTIES, 'on-call'] : ['audience'])
  if (act === 'update') return { do: act, to, promisesNext: compileFlag(source['promises-next']) }
  if (act === 'notice' || act === 'report') {
    const template = refersTo('template', ['template'])[0]
    return present({ do: act, to, template })
  }
  const text = source.text ?? title
  checkPlaceholders(context, [...path, 'text'], text)
  // A page that does not say how goes out as the plan says; a notification as its audience says.
  const via = act === 'page' && source.via === undefined ? context.paging.via : many(source.via)
  return { do: act, to, via, text }
}

/** By so many levels, or up to one level, and not both. */
function compileRaise(context: Context, path: Path, source: ObligationSource): Act {
  const { levels, to } = source
  const wanted = referMany(context, [...path, 'to'], ['severity'], to)
  const broken = isBroken(context, [...path, 'levels']) || isBroken(context, [...path, 'to'])
  if (wanted.length + (levels === undefined ? 0 : 1) !== 1 && !broken)
    report(
      context,
      path,
      'contradiction',
      '`do: raise` needs one thing that says how far.',
      'Write `levels: 1`, or `to:` with one severity.',
    )
  return levels === undefined ? { do: 'raise', to: wanted[0] ?? '' } : { do: 'raise', levels }
}

function compileLevelNumber(context: Context, path: Path, level: number | undefined): number {
  if (level !== undefined) refer(context, path, ['level'], String(level))
  return level ?? 0
}

function checkKeys(context: Context, path: Path, source: ObligationSource): void {
  const { needs, takes }: { needs: readonly ActKey[]; takes: readonly ActKey[] } =
    ACT_KEYS[source.do]
  for (const key of needs)
    if (source[key] === undefined && !isBroken(context, [...path, key]))
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

// What happens in a drill, named so that whoever watches can be told of it in their own language.
import { actor } from '#/core/exercise/cast.ts'
import type { Cast } from '#/core/exercise/cast.ts'
import type { Step } from '#/core/exercise/scenario.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Instant } from '#/core/time.ts'

/** One thing that happens: a signal comes in, somebody does something, somebody answers a page, or time itself brings something due. */
export type Beat = {
  readonly at: Instant
  readonly kind: 'signal' | 'command' | 'answer' | 'time'
  /** Who does it, as one calls them. */
  readonly who: string | undefined
  readonly do: CommandName | undefined
  /** What it is about, in words of the plan or the script. */
  readonly about: string | undefined
}

export function beatOfStep(cast: Cast, step: Step): Beat {
  if ('signal' in step) {
    const { source, title } = step.signal
    const { sources } = cast.setting.plan
    const who = sources.find(({ id }) => id === source)?.title ?? source
    return { at: step.at, kind: 'signal', who, do: undefined, about: title }
  }
  return {
    at: step.at,
    kind: 'command',
    who: nameOf(cast, step.as),
    do: step.do,
    about: aboutOf(cast, step.body),
  }
}

export function beatOfAnswer(cast: Cast, at: Instant, person: string): Beat {
  const who = cast.setting.directory.people.get(person)?.name ?? person
  return { at, kind: 'answer', who, do: 'acknowledge', about: undefined }
}

export function beatOfTime(at: Instant): Beat {
  return { at, kind: 'time', who: undefined, do: undefined, about: undefined }
}

function nameOf(cast: Cast, as: string | undefined): string {
  const { plan, directory } = cast.setting
  const role = plan.roles.find(({ id }) => id === as)
  const person = actor(cast, as)
  return role?.title ?? directory.people.get(person)?.name ?? person
}

/** The title of the first thing that a command names. */
function aboutOf(
  { setting: { plan } }: Cast,
  body: Readonly<Record<string, unknown>>,
): string | undefined {
  const titled = (
    name: string,
    among: readonly { readonly id: string; readonly title: string }[],
  ) => among.find(({ id }) => id === body[name])?.title
  const obligation = body['obligation']
  const rule =
    typeof obligation === 'string' ? lookup(plan).rules.get(ruleOf(obligation)) : undefined
  const written = body['title'] ?? body['text'] ?? body['moment']
  return (
    rule?.title ??
    titled('severity', plan.severities) ??
    titled('stage', plan.stages) ??
    titled('decision', plan.decisions) ??
    titled('role', plan.roles) ??
    titled(
      'level',
      plan.classifications.flatMap(({ levels }) => levels),
    ) ??
    titled('field', plan.fields) ??
    plan.facts.find(({ id }) => id === body['fact'])?.ask ??
    (typeof written === 'string' ? written : undefined)
  )
}

import { actor, staged } from '#/core/exercise/cast.ts'
import type { Cast } from '#/core/exercise/cast.ts'
import type { Step } from '#/core/exercise/scenario.ts'
import { COMMANDS } from '#/core/incident/command.ts'
import type { Command } from '#/core/incident/command.ts'
import { TOCSIN } from '#/core/incident/event.ts'

/** What a step of a script comes to in an incident as it stands; or what is wrong with it there. */
export type Scripted =
  | { readonly command: Command }
  | { readonly invalid: readonly string[]; readonly by: string }

/** A role or a position in a script stands for whoever holds it at that moment; a signal declares the incident, or joins it. */
export function scripted(cast: Cast, step: Step): Scripted {
  if ('signal' in step) return { command: signalled(cast, step) }
  const by = actor(cast, step.as)
  const read = COMMANDS[step.do].safeParse(staged(cast, step.do, step.body))
  if (read.success) return { command: { ...read.data, do: step.do, at: step.at, by } as Command }
  const invalid = read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  return { invalid, by }
}

function signalled(
  { incident }: Cast,
  { at, line, signal }: Extract<Step, { signal: unknown }>,
): Command {
  const { source, title, systems, description, reporter, key, resolved, labels, url } = signal
  const urgency = signal.severity ?? labels?.['severity']
  const ref = {
    id: key ?? `signal-${line}`,
    source,
    ...(urgency !== undefined && { urgency: urgency.toLowerCase() }),
    ...(url !== undefined && { url }),
  }
  const of = systems === undefined ? {} : { systems }
  if (incident.status === 'undeclared')
    return {
      do: 'declare',
      at,
      by: TOCSIN,
      title,
      source,
      reporter: reporter ?? source,
      signal: ref,
      ...of,
      ...(description !== undefined && { description }),
    }
  const joining = { ...ref, ...of, title, count: 1, ...(resolved !== undefined && { resolved }) }
  return { do: 'attach-signal', at, by: TOCSIN, signals: [joining] }
}

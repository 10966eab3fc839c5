// What would come of a command, before it is given: for whoever is about to confirm it.
import { z } from 'zod'
import { COMMANDS } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { foreseeLive } from '#/app/foresee.ts'
import type { Outlook } from '#/app/foresee.ts'
import type { Unstamped } from '#/app/execute.ts'
import { FORESIGHT } from '#/http/answers-foresight.ts'
import { GIVER_QUERY, giverOf } from '#/http/giver.ts'
import { problem, problemDocument, refusalProblem, wrongs } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { GIVEN_COMMANDS } from '#/http/routes/commands.ts'
import { unlessHidden } from '#/http/seen.ts'
import { incidentParams } from '#/http/shapes.ts'
import { showEvent } from '#/http/show-event.ts'

/** More than anybody reads before pressing a button. */
const LISTED_MAX = 500
const FORESEEN = GIVEN_COMMANDS.filter(name => name !== 'redact')

export const foreseeRoute: Route = route('incident:write', {
  method: 'POST',
  path: '/api/incidents/{id}/foresee',
  name: 'foresee',
  summary:
    'What would come of a command: why it would be refused, or what would go on record, which promises would change, and how what is being written would read. Nothing is done.',
  params: incidentParams,
  query: GIVER_QUERY,
  takes: json(
    z.strictObject({
      do: z.enum(FORESEEN as [CommandName, ...CommandName[]]).describe('Name of the command.'),
      body: z
        .record(z.string(), z.unknown())
        .optional()
        .describe('As the command itself takes it.'),
    }),
  ),
  gives: givesJson('What would come of it now.', FORESIGHT),
  handle(asked) {
    const { needs, body, request } = asked
    const read = COMMANDS[body.do].safeParse(body.body ?? {})
    if (!read.success)
      return {
        problem: { ...problem('request-invalid'), errors: wrongs('body', read.error.issues) },
      }
    return unlessHidden(asked, async live => {
      const giver = giverOf(asked, live, read.data)
      if (!('by' in giver)) return giver
      const command = { ...giver.body, do: body.do, by: giver.by } as Unstamped
      const outlook = await foreseeLive(needs.shell, needs.previews, live, command)
      return { answer: shown(live.head.id, live.incident.version, outlook, request) }
    })
  },
})

function shown(
  incidentId: string,
  version: number,
  { at, decided, changes, losesSight, approvals, writing, reach, samples }: Outlook,
  request: string,
): z.input<typeof FORESIGHT> {
  return {
    at,
    refused: 'refused' in decided ? refusalShown(decided.refused, request) : null,
    events:
      'refused' in decided
        ? []
        : decided.accepted
            .slice(0, LISTED_MAX)
            .map((event, index) =>
              showEvent({ incidentId, version: version + index + 1, event, redacted: false }),
            ),
    changes: changes.slice(0, LISTED_MAX).map(({ before, after }) => ({
      obligation: after.key,
      title: after.rule.title,
      was: before?.standing ?? null,
      standing: after.standing,
      due: after.due ?? null,
      due_was: before?.due ?? null,
    })),
    loses_sight: losesSight.slice(0, LISTED_MAX),
    approvals: approvals.map(({ approval, given, roles, enough, waitsFor }) => ({
      of: approval.by,
      least: approval.least ?? 0,
      enough,
      wanted: roles,
      given: given.map(({ role, by, at: when }) => ({ role, by, at: when })),
      waits_for: waitsFor,
      break_glass: approval.breakGlass ?? null,
    })),
    writing:
      writing === undefined
        ? null
        : {
            subject: writing.subject,
            text: writing.text,
            parts: writing.parts.map(({ draft = null, ...part }) => ({ ...part, draft })),
            missing: writing.missing,
            reach: reach.slice(0, LISTED_MAX),
            reached: new Set(reach.map(({ to }) => to)).size,
            samples: [...samples],
          },
  }
}

function refusalShown(refused: Parameters<typeof refusalProblem>[0], request: string) {
  const { code, detail, about } = problemDocument(refusalProblem(refused), request)
  return { code, detail, about: about ?? {} }
}

// What the plan promises in an incident: obligations, gates, figures. All of it is computed when it is asked for.
import { z } from 'zod'
import { describe, describeExplanation } from '#/core/exercise/report.ts'
import { ID_LENGTH_MAX } from '#/core/incident/command.ts'
import { openNeeds } from '#/core/incident/gate.ts'
import { figures } from '#/core/metrics/measure.ts'
import { isOwed, obligations, STANDINGS } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { ownersOf } from '#/core/obligation/party.ts'
import { refuse } from '#/core/refusal.ts'
import { timeIn } from '#/app/drills/cast.ts'
import { explainIn } from '#/app/explain.ts'
import type { Live } from '#/app/read.ts'
import { EXPLAINED, FIGURES, GATES, OBLIGATIONS } from '#/http/answers.ts'
import { anyOf, idText, incidentParams } from '#/http/shapes.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { unlessHidden } from '#/http/seen.ts'

/** A rule, and after it a person, a system or the number of a period. */
const KEY_LENGTH_MAX = ID_LENGTH_MAX * 2

export const promiseRoutes: readonly Route[] = [
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/obligations',
    name: 'list-obligations',
    summary: 'Every promise of the plan in this incident, with its standing: the agenda.',
    params: incidentParams,
    query: z.strictObject({
      standing: anyOf(STANDINGS).optional(),
      person: idText.optional().describe('Only what this person owes now.'),
    }),
    gives: givesJson('The promises, in the order of the plan.', OBLIGATIONS),
    handle: asked =>
      unlessHidden(asked, live => {
        const { setting, incident } = live
        const { standing, person } = asked.query
        const now = timeIn(live.head, asked.needs.shell.now())
        const shown = obligations(setting.plan, incident, now)
          .filter(it => standing === undefined || standing.includes(it.standing))
          .filter(it => person === undefined || isOwed(it))
          .map(it => ({ ...describe(it), owners: ownersOfObligation(live, it) }))
          .filter(it => person === undefined || it.owners.includes(person))
        return { answer: { at: now, version: incident.version, obligations: shown } }
      }),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/obligations/{obligation}',
    name: 'explain-obligation',
    summary:
      'One promise, and why it is due when it is: its law, its start on record, each step of the counting.',
    params: incidentParams.extend({
      obligation: z.string().min(1).max(KEY_LENGTH_MAX).describe('Its key, as the agenda has it.'),
    }),
    gives: givesJson('The promise explained.', EXPLAINED),
    handle: asked =>
      unlessHidden(asked, async live => {
        const { setting, incident } = live
        const { needs, params, within } = asked
        const now = timeIn(live.head, needs.shell.now())
        const key = params.obligation
        const found = obligations(setting.plan, incident, now).find(it => it.key === key)
        const why = await explainIn(within ?? needs.shell.pool, live, key, now)
        if (found === undefined || why === undefined)
          return refuse('obligation-unknown', { obligation: key })
        const obligation = { ...describe(found), owners: ownersOfObligation(live, found) }
        const explanation = describeExplanation(why)
        return { answer: { at: now, version: incident.version, obligation, explanation } }
      }),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/gates',
    name: 'list-gates',
    summary: 'The gates of the plan, and what each still waits for.',
    params: incidentParams,
    gives: givesJson('The gates.', GATES),
    handle: asked =>
      unlessHidden(asked, ({ head, setting: { plan }, incident }) => {
        const now = timeIn(head, asked.needs.shell.now())
        const gates = plan.gates.map(gate => ({
          id: gate.id,
          title: gate.title,
          cites: gate.cite,
          before: gate.before,
          waivable_by: gate.waivableBy ?? null,
          passed: incident.gates.get(gate.id) ?? null,
          open: openNeeds(plan, incident, gate, now),
        }))
        return { answer: { at: now, version: incident.version, gates } }
      }),
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/incidents/{id}/figures',
    name: 'list-figures',
    summary: 'What the plan measures, for this incident.',
    params: incidentParams,
    gives: givesJson('The figures.', FIGURES),
    handle: asked =>
      unlessHidden(asked, ({ setting: { plan }, incident }) => ({
        answer: {
          figures: figures(plan, incident).map(({ measure, onTarget, from, to, ms, state }) => ({
            id: measure.id,
            title: measure.title,
            cites: measure.cite,
            state,
            from: from ?? null,
            to: to ?? null,
            ms: ms ?? null,
            on_target: onTarget ?? null,
          })),
        },
      })),
  }),
]

/** Who is asked for it: nobody for what the product does by itself. */
function ownersOfObligation(
  { setting, incident }: Live,
  { rule, about }: Obligation,
): readonly string[] {
  if (rule.by === undefined) return []
  if (rule.by === 'each') return about === undefined ? [] : [about]
  return ownersOf(setting, incident, rule.by)
}

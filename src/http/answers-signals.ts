// What the API answers about signals: groups of alerts, and silences.
import { z } from 'zod'
import { UNTIL_RESOLVED_MS, besideOf } from '#/core/intake/alert.ts'
import type { Silence } from '#/core/intake/silence.ts'
import { silenceState } from '#/core/intake/silence.ts'
import { fromMs } from '#/core/time.ts'
import type { Group, GroupInFull } from '#/app/signals/desk.ts'
import { ROUTED, showRouted } from '#/http/answers-routing.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

const text = z.string()
const count = z.number().int().min(0)
const labels = z.record(text, text)

const GROUP_SHAPE = {
  key: text,
  title: text,
  source: text,
  urgency: text.nullable().describe('The sender’s own word for its weight.'),
  labels: labels.describe('Those that make it one group.'),
  round: count.describe('How often it has begun to fire.'),
  firing: count.describe('Alerts that fire now.'),
  fired: count.describe('Alerts that have fired in this round.'),
  began: instantOrNull.describe('When its first alert of this round began, by the sender.'),
  changed: instantShape,
  incident: text.nullable(),
  belongs: z
    .object({
      id: text,
      number: count,
      title: text,
      status: text,
      goes_on: z.boolean().describe('What fires again goes on in it.'),
    })
    .nullable()
    .describe('The incident that it was linked to last.'),
  route: ROUTED.nullable().describe('What the routing book made of it; null: none was asked.'),
}

const GROUP = z.object(GROUP_SHAPE).meta({ id: 'SignalGroup' })

export const GROUPS = z
  .object({ groups: z.array(GROUP), more: z.boolean().describe('Others follow.') })
  .meta({ id: 'SignalGroups' })

export const GROUP_IN_FULL = z
  .object({
    ...GROUP_SHAPE,
    description: text,
    systems: z.array(text).readonly(),
    url: text.nullable(),
    group_by: z.array(text).readonly().describe('Labels that make alerts one group.'),
    why: z
      .object({
        how: z
          .enum(['opened', 'joined', 'declared', 'attached'])
          .describe(
            '`opened`: no incident waited to be classified. `joined`: one did. The others: a person did it.',
          ),
        at: instantShape,
        by: text,
        event: count.describe('Of the log of the incident.'),
        within: text.describe('So long after the last signal others still joined.'),
      })
      .nullable()
      .describe('Why it belongs to its incident.'),
    alerts: z
      .array(
        z.object({
          id: text,
          state: z.enum(['firing', 'silenced', 'beating', 'resolved']),
          labels,
          beside: z
            .object({ kind: text, labels, systems: z.array(text).readonly() })
            .nullable()
            .describe('What it says beside its identity; null for what Alertmanager sent.'),
          annotations: labels,
          url: text,
          rest: z.unknown().describe('What came along and has no place of its own.'),
          starts: instantShape,
          ends: instantOrNull.describe('null: when its sender says so.'),
          end_is_ours: z.boolean().describe('The sender set no end.'),
          received: instantShape,
          updated: instantShape,
          silences: z.array(text).readonly().describe('Silences that cover it now, by id.'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'SignalGroupInFull' })

const MATCHER = z.object({
  name: text,
  value: text,
  is_regex: z.boolean(),
  is_equal: z.boolean(),
})

const SILENCE = z
  .object({
    id: text,
    state: z.enum(['active', 'pending', 'expired']),
    matchers: z.array(MATCHER).readonly(),
    starts: instantShape,
    ends: instantShape,
    updated: instantShape,
    by: text,
    comment: text,
    covers: count.describe('Alerts that it matches now.'),
  })
  .meta({ id: 'Silence' })

export const SILENCES = z.object({ silences: z.array(SILENCE).readonly() }).meta({ id: 'Silences' })

export function showGroup({
  key,
  labels,
  signal,
  round,
  firing,
  fired,
  began,
  changed,
  incident,
  route,
}: Group): z.input<typeof GROUP> {
  return {
    key,
    title: signal.title,
    source: signal.source,
    urgency: signal.urgency ?? null,
    labels,
    round,
    firing,
    fired,
    began: began ?? null,
    changed,
    incident: incident?.id ?? null,
    belongs: incident === undefined ? null : belonging(incident),
    route: showRouted(route),
  }
}

const belonging = ({ id, number, title, status, goesOn }: NonNullable<Group['incident']>) => ({
  id,
  number,
  title,
  status,
  goes_on: goesOn,
})

export function showGroupInFull(
  group: GroupInFull,
  silencesOver: (labels: Readonly<Record<string, string>>) => readonly Silence[],
): z.input<typeof GROUP_IN_FULL> {
  const { signal, joining, groupBy, alerts } = group
  return {
    ...showGroup(group),
    description: signal.description,
    systems: signal.systems,
    url: signal.url ?? null,
    group_by: groupBy,
    why:
      joining === undefined
        ? null
        : {
            how: joining.how,
            at: joining.at,
            by: joining.by,
            event: joining.version,
            within: joining.within,
          },
    alerts: alerts.map(alert => showAlert(alert, silencesOver)),
  }
}

function showAlert(
  alert: GroupInFull['alerts'][number],
  silencesOver: (labels: Readonly<Record<string, string>>) => readonly Silence[],
) {
  const its = JSON.parse(alert.labels) as Readonly<Record<string, string>>
  const beside = besideOf({ beside: alert.beside ?? undefined })
  return {
    id: alert.identity,
    state: alert.state,
    labels: its,
    beside: beside ?? null,
    annotations: JSON.parse(alert.annotations) as Readonly<Record<string, string>>,
    url: alert.url,
    rest: alert.rest === null ? null : (JSON.parse(alert.rest) as unknown),
    starts: alert.startsAt,
    ends: Date.parse(alert.endsAt) === UNTIL_RESOLVED_MS ? null : alert.endsAt,
    end_is_ours: alert.timeout,
    received: alert.receivedAt,
    updated: alert.updatedAt,
    silences:
      alert.state === 'resolved'
        ? []
        : silencesOver({ ...beside?.labels, ...its }).map(({ id }) => id),
  }
}

export function showSilence(
  silence: Silence,
  nowMs: number,
  covers: number,
): z.input<typeof SILENCE> {
  const { id, matchers, startsAtMs, endsAtMs, updatedAtMs, createdBy, comment } = silence
  return {
    id,
    state: silenceState(silence, nowMs),
    matchers: matchers.map(({ name, value, isRegex, isEqual }) => ({
      name,
      value,
      is_regex: isRegex,
      is_equal: isEqual,
    })),
    starts: fromMs(startsAtMs),
    ends: fromMs(endsAtMs),
    updated: fromMs(updatedAtMs),
    by: createdBy,
    comment,
    covers,
  }
}

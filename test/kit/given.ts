import { deepEqual, equal, fail, ok, partialDeepStrictEqual } from 'node:assert/strict'
import type { Asked, Command } from '#/core/incident/command.ts'
import { decide } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Happening, IncidentEvent } from '#/core/incident/event.ts'
import { fold } from '#/core/incident/evolve.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation, Standing } from '#/core/obligation/obligation.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { RefusalCode, RefusalDetail } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** A time on the day of the tests, 2 March 2026 in UTC: `09:20` or `09:20:00.001`; or any instant, written whole. */
export function at(time: string): Instant {
  return instant(time.includes('T') ? time : `2026-03-02T${time}Z`)
}

type Body = { [N in CommandName]: Omit<Asked<N>, 'at' | 'by'> }[CommandName]

/** What somebody asks at a time. */
export function asks(by: string, time: string, body: Body): Command {
  return { ...body, at: at(time), by } as Command
}

/** A machine reports something at 09:00: how most histories here begin. */
export const ALARM = asks(TOCSIN, '09:00', {
  do: 'declare',
  title: 'Broken',
  reporter: 'monitoring',
})

export function wake(time: string): Command {
  return asks(TOCSIN, time, { do: 'wake' })
}

/** What a test expects to be recorded: at the time of the command, by whoever gave it unless it says otherwise. */
type Expected = Happening & { readonly by?: string }
type Part = { readonly type: Happening['type'] } & Readonly<Record<string, unknown>>

type Outcome = {
  readonly events: readonly IncidentEvent[]
  /** Exactly these events, in this order. */
  records(...expected: readonly Expected[]): void
  /** These in this order, with at least these properties, and perhaps others between them. */
  recordsAmong(...expected: readonly Part[]): void
  refuses(code: RefusalCode, detail?: RefusalDetail): void
}

export type History = {
  readonly events: readonly IncidentEvent[]
  readonly incident: Incident
  /** Compares what the command itself causes; what time had brought due by then is recorded before it. */
  when(command: Command): Outcome
  /** Goes on with commands, each of which must be accepted. */
  and(...commands: readonly Command[]): History
  obligation(key: string, time: string): Obligation
  standing(key: string, time: string): Standing
}

/** An incident with this log. */
export function given(setting: Setting, ...events: readonly IncidentEvent[]): History {
  const incident = fold('INC-1', events)
  const obligation = (key: string, time: string) =>
    obligations(setting.plan, incident, at(time)).find(it => it.key === key) ??
    fail(`no obligation ${key}`)
  return {
    events,
    incident,
    when: command => outcome(setting, caughtUp(setting, events, command.at), command),
    and: (...commands) =>
      given(setting, ...commands.reduce((log, it) => goOn(setting, log, it), events)),
    obligation,
    standing: (key, time) => obligation(key, time).standing,
  }
}

/** An incident to which these commands were given, each accepted. */
export function after(setting: Setting, ...commands: readonly Command[]): History {
  return given(setting).and(...commands)
}

function goOn(setting: Setting, log: readonly IncidentEvent[], command: Command) {
  const decision = decide(setting, fold('INC-1', log), command)
  if ('refused' in decision) fail(`${command.do} is refused: ${JSON.stringify(decision.refused)}`)
  return [...log, ...decision.accepted]
}

function caughtUp(setting: Setting, log: readonly IncidentEvent[], now: Instant) {
  return log.length === 0 ? log : goOn(setting, log, { do: 'wake', at: now, by: TOCSIN })
}

function outcome(setting: Setting, log: readonly IncidentEvent[], command: Command): Outcome {
  const decision = decide(setting, fold('INC-1', log), command)
  const events = 'accepted' in decision ? decision.accepted : []
  const mustBeAccepted = () => ok('accepted' in decision, `refused: ${JSON.stringify(decision)}`)
  return {
    events,
    records(...expected) {
      mustBeAccepted()
      deepEqual(
        events,
        expected.map(event => ({ by: command.by, ...event, at: command.at })),
      )
    },
    recordsAmong(...expected) {
      mustBeAccepted()
      const missing = events.reduce(
        (left, event) => (holds(event, left[0]) ? left.slice(1) : left),
        expected,
      )
      equal(
        missing.length,
        0,
        `not recorded: ${JSON.stringify(missing[0])}\n${JSON.stringify(events, null, 1)}`,
      )
    },
    refuses(code, detail = {}) {
      if (!('refused' in decision)) fail(`not refused as ${code}: ${JSON.stringify(events)}`)
      equal(decision.refused.code, code)
      partialDeepStrictEqual(decision.refused.detail, detail)
    },
  }
}

function holds(event: IncidentEvent, part: Part | undefined): boolean {
  try {
    partialDeepStrictEqual(event, part ?? fail())
    return true
  } catch {
    return false
  }
}

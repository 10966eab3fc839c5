import { readFileSync } from 'node:fs'
import { TEXT_LENGTH_MAX, TITLE_LENGTH_MAX } from '#/core/incident/command.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { msBetween, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { AnyBody } from '../kit/any-command.ts'
import { plan, settingOf } from '../kit/setting.ts'
import { replay } from './replay.ts'
import type { Deed, Replayed } from './replay.ts'
import { IMPACTS } from './status-record.ts'
import type { StatusRecord } from './status-record.ts'

/** The promises of `status-page.yaml`, with somebody to keep them and a page to write on. */
export const STATUS_PAGE = settingOf(
  plan(readFileSync(new URL('status-page.yaml', import.meta.url), 'utf8')),
  { desk: ['dee'] },
  { contacts: new Map([['status-page', ['page@status.example']]]) },
)

/** How long a play goes on after the last that was done, so that what is promised and not kept is seen to be missed. */
const AFTERWARDS_MS = 24 * 3_600_000

/** Plays a status incident as it was, each word at its time. It must have a start. */
export function playStatus(record: StatusRecord & { readonly startedAt: Instant }): Replayed {
  const deeds = deedsOf(record)
  const last = deeds.reduce((latest, { at }) => (at > latest ? at : latest), record.startedAt)
  return replay(STATUS_PAGE, 'dee', deeds, plusMs(last, AFTERWARDS_MS))
}

function deedsOf(record: StatusRecord & { readonly startedAt: Instant }): readonly Deed[] {
  const { title, impact, startedAt, resolvedAt, downFrom, downTo } = record
  const known = IMPACTS.find(it => it === impact)
  const begun = downFrom !== undefined && downFrom <= startedAt ? { occurred: downFrom } : {}
  const deeds: Deed[] = [
    deed(startedAt, {
      do: 'declare',
      title: title?.slice(0, TITLE_LENGTH_MAX) ?? 'Without a title',
      source: 'status-page',
      detected: startedAt,
      ...begun,
    }),
  ]
  if (known !== undefined)
    deeds.push(deed(startedAt, { do: 'classify', severity: known, type: 'outage' }))
  if (downFrom !== undefined && downFrom > startedAt) deeds.push(marked('occurred', downFrom))
  for (const { at, text } of record.updates) {
    const words: AnyBody = { do: 'update', to: ['public'], text: text.slice(0, TEXT_LENGTH_MAX) }
    // What was said before the incident itself is no word about it.
    if (at >= startedAt) deeds.push(deed(at, words))
  }
  if (resolvedAt !== undefined && resolvedAt >= startedAt)
    deeds.push(deed(resolvedAt, { do: 'resolve', text: 'It is over' }))
  // It may have been as before before anyone said a word.
  if (downTo !== undefined)
    deeds.push(marked('restored', downTo, downTo < startedAt ? startedAt : downTo))
  return deeds
}

function deed(at: Instant, body: AnyBody): Deed {
  return { at, body }
}

function marked(moment: string, when: Instant, at = when): Deed {
  return deed(at, { do: 'mark', moment, when })
}

/** A word that was promised, and when it came; undefined where it never did. */
export type Word = {
  readonly since: Instant
  readonly due: Instant
  readonly came: Instant | undefined
  readonly missed: boolean
}

/**
 * The words that one promise of the page wanted, as the log tells: first the one that the declaration wants, then one after
 * each that came. The one after the last is wanted until the incident is resolved.
 */
export function wordsOf(played: Replayed, rule: string): readonly Word[] {
  const missed = new Set(played.eventsOf('obligation-missed').map(event => event.obligation))
  return [...played.incident.ledger].flatMap(([key, { from, due, metAt }]) =>
    ruleOf(key) !== rule || from === undefined || due === undefined
      ? []
      : [{ since: from, due, came: metAt, missed: missed.has(key) }],
  )
}

/** How long a word took to come, in milliseconds; undefined where it never did. */
export function waited({ since, came }: Word): number | undefined {
  return came === undefined ? undefined : msBetween(since, came)
}

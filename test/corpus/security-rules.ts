import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readBook } from '#/core/routing/read.ts'
import type { CorpusFile } from './corpus.ts'
import { inside, listOf, textOf, textsOf } from './reading.ts'

// The rules that are shipped for raw security events, held against events that others labelled.

const FOLDER = fileURLToPath(new URL('../../rules/security-events/', import.meta.url))

/** A labelled event: the rules see nothing but `event`. */
export type Labelled = {
  readonly event: unknown
  readonly expected: boolean
  readonly severity: string
  readonly family: string
  /** Ids of the shipped rules that hold. */
  readonly held: readonly string[]
}

type ShippedRule = { readonly id: string; readonly holds: (event: unknown) => boolean }

/** Every rule of every book; throws where one cannot be read, with its place. */
export function shippedRules(): readonly ShippedRule[] {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.yaml'))
    .toSorted()
    .flatMap(file => rulesOf(file))
}

function rulesOf(file: string): readonly ShippedRule[] {
  const read = readBook(readFileSync(`${FOLDER}${file}`, 'utf8'))
  if ('mistakes' in read) {
    const said = read.mistakes.map(
      ({ line, message, mend }) => `${file}:${line} ${message} ${mend}`,
    )
    throw new Error(said.join('\n'))
  }
  return read.book.rules.map(({ id, when }) => ({
    id,
    holds: event => when?.holds({ payload: event }) === true,
  }))
}

export function labelledEvents(
  corpus: readonly CorpusFile[],
  rules: readonly ShippedRule[],
): readonly Labelled[] {
  return corpus.flatMap(({ records }) =>
    records.map(({ record }) => {
      const event = inside(record, 'event')
      return {
        event,
        expected: inside(record, 'expected_alert') === true,
        severity: textOf(inside(record, 'severity')) ?? 'none',
        family: textsOf(listOf(inside(record, 'log_types')))[0] ?? 'none',
        held: rules.filter(({ holds }) => holds(event)).map(({ id }) => id),
      }
    }),
  )
}

/**
 * Each different event once, worth an alert when one of its labels says so: the corpus labels the same event true by the rule that it is
 * about and false by another, whose test only borrows it.
 */
export function differentEvents(labelled: readonly Labelled[]): readonly Labelled[] {
  const different = new Map<string, Labelled>()
  for (const one of labelled) {
    const key = JSON.stringify(one.event)
    const before = different.get(key)
    different.set(key, { ...one, expected: one.expected || before?.expected === true })
  }
  return [...different.values()]
}

export type Score = {
  readonly events: number
  readonly recall: number
  readonly precision: number
  readonly missed: number
  readonly needless: number
}

/** An event alerts when any rule holds. */
export function scoreOf(labelled: readonly Labelled[]): Score {
  const worth = labelled.filter(({ expected }) => expected)
  const alerted = labelled.filter(({ held }) => held.length > 0)
  const right = worth.filter(({ held }) => held.length > 0).length
  return {
    events: labelled.length,
    recall: right / worth.length,
    precision: right / alerted.length,
    missed: worth.length - right,
    needless: alerted.length - right,
  }
}

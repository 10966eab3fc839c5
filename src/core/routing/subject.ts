import type { Signal } from '#/core/intake/signal.ts'
import { valuesAt } from '#/core/intake/match/path.ts'
import type { FieldPath } from '#/core/intake/match/path.ts'
import type { Template } from '#/core/routing/book.ts'

/** What conditions of the book may ask of a signal. */
export const ROOTS = [
  'title',
  'description',
  'urgency',
  'source',
  'door',
  'kind',
  'systems',
  'labels',
  'payload',
  'url',
  'count',
] as const

/** A signal as the conditions see it. */
export type Subject = Readonly<Record<string, unknown>>

/** `payload` is what came with it as JSON text; it is read only when a condition asks for it. */
export function subjectOf(signal: Signal, payload: string | undefined): Subject {
  const { title, description, urgency, source, door, kind, systems, labels, url, count } = signal
  let read: { readonly value: unknown } | undefined
  return {
    title,
    description,
    urgency,
    source,
    door,
    kind,
    systems,
    labels,
    url,
    count,
    get payload() {
      read ??= { value: payload === undefined ? undefined : parsed(payload) }
      return read.value
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // What is no JSON is text.
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const FILLED_CHARS_MAX = 300

/** A title with the values of fields in it; what is not there is left out. */
export function fill(template: Template, subject: Subject): string {
  const text = template
    .map(part => (typeof part === 'string' ? part : shown(part, subject)))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text.length > FILLED_CHARS_MAX ? `${text.slice(0, FILLED_CHARS_MAX - 1)}…` : text
}

function shown(path: FieldPath, subject: Subject): string {
  return valuesAt(path, subject)
    .filter(value => typeof value !== 'object')
    .map(String)
    .join(', ')
}

/** The values of fields as one text: signals with the same text are the same in all of them. */
export function valuesText(paths: readonly FieldPath[], subject: Subject): string {
  return JSON.stringify(paths.map(path => valuesAt(path, subject)))
}

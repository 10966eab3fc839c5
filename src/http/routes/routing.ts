// The routing book: what becomes of signals; kept in versions, checked whole, and tried on what has been.
import { z } from 'zod'
import { SOURCE_LENGTH_MAX } from '#/core/plan/limits.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import { readBook } from '#/core/routing/read.ts'
import { fromMs, parseInstant, toMs } from '#/core/time.ts'
import {
  listStoredBooks,
  readStoredBook,
  saveBook,
  withMaintenance,
  withoutMaintenance,
} from '#/app/routing/book.ts'
import type { SavedBook } from '#/app/routing/book.ts'
import { explainPasted, tryBook } from '#/app/routing/try.ts'
import { readGroup } from '#/app/signals/desk.ts'
import {
  BOOK,
  BOOK_VERSIONS,
  CHECKED_BOOK,
  EXPLAINED,
  ruleIds,
  SAVED_BOOK,
  showMistake,
  showPasted,
  showTrial,
  showWindows,
  TRIAL,
} from '#/http/answers-routing.ts'
import { recordedAs } from '#/http/authenticate.ts'
import { TEXT_CONTENT } from '#/http/parsers.ts'
import { problem, WRONGS_SHOWN_MAX } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import { givesJson, givesText, json, route, text } from '#/http/route.ts'
import type { Reply, Route } from '#/http/route.ts'
import { idText, instantShape, versionText, wholeNumber } from '#/http/shapes.ts'

const VERSIONS_MAX = 500
const VERSIONS_PAGE = 100
const DAYS_MAX = 30
const TITLE_MAX = 200
const MINUTES_MAX = 31 * 24 * 60
const KIND_MAX = 100
const SINCE = 'The version that this was made from: refused when there is a newer one by now.'

const instantText = instantShape.refine(it => parseInstant(it) !== undefined, 'an instant')
const source = text(TEXT_CONTENT, SOURCE_LENGTH_MAX, 'The routing book, as YAML.')

export const routingRoutes: readonly Route[] = [
  route('signal:read', {
    method: 'GET',
    path: '/api/routing',
    name: 'get-routing',
    summary: 'What becomes of signals: the book that counts, and its maintenance windows.',
    gives: givesJson('The book.', BOOK),
    async handle({ needs: { shell } }) {
      const { version, book, broken } = await shell.routing.current(shell.pool)
      const stored = await readStoredBook(shell, version)
      return {
        answer: {
          version,
          at: stored?.at ?? null,
          by: stored?.by ?? null,
          source: stored?.source ?? '',
          broken,
          rules: ruleIds(book.rules),
          maintenance: showWindows(book, toMs(shell.now())),
        },
      }
    },
  }),
  route('signal:read', {
    method: 'GET',
    path: '/api/routing/versions',
    name: 'list-routing-versions',
    summary: 'Who changed the routing book when, newest first.',
    query: z.strictObject({
      before: versionText.optional(),
      limit: wholeNumber(1, VERSIONS_MAX).optional(),
    }),
    gives: givesJson('The versions.', BOOK_VERSIONS),
    async handle({ needs, query: { before, limit = VERSIONS_PAGE } }) {
      return { answer: { versions: await listStoredBooks(needs.shell, { before, limit }) } }
    },
  }),
  route('signal:read', {
    method: 'GET',
    path: '/api/routing/versions/{version}',
    name: 'get-routing-version',
    summary: 'The routing book as it was written in a version.',
    params: z.strictObject({ version: versionText }),
    gives: givesText('The book.', 'application/yaml'),
    async handle({ needs, params: { version } }) {
      const stored = await readStoredBook(needs.shell, version)
      return stored === undefined
        ? { problem: problem('routing-version-unknown', { version }) }
        : { answer: stored.source }
    },
  }),
  route('plan:write', {
    method: 'POST',
    path: '/api/routing',
    name: 'put-routing',
    summary:
      'Save the routing book. It counts as a whole from now on; those before it stay readable.',
    query: z.strictObject({ since: versionText.optional().describe(SINCE) }),
    takes: source,
    gives: givesJson('A new version.', SAVED_BOOK, 201),
    async handle({ needs, caller, query: { since }, body, within }) {
      const asked = { since, by: recordedAs(caller) }
      return savedReply(since, await saveBook(needs.shell, within, asked, () => body))
    },
  }),
  route('signal:read', {
    method: 'POST',
    path: '/api/routing/check',
    name: 'check-routing',
    summary: 'What is wrong with a routing book while it is written. Keeps nothing.',
    takes: source,
    changesNothing: true,
    gives: givesJson('Its mistakes.', CHECKED_BOOK),
    handle({ body }) {
      const read = readBook(body)
      const answer =
        'mistakes' in read
          ? { mistakes: read.mistakes.slice(0, WRONGS_SHOWN_MAX).map(showMistake), rules: 0 }
          : { mistakes: [], rules: ruleIds(read.book.rules).length }
      return Promise.resolve({ answer })
    },
  }),
  route('signal:read', {
    method: 'POST',
    path: '/api/routing/try',
    name: 'try-routing',
    summary: 'What a book would have made of the signals of the last days. Keeps nothing.',
    query: z.strictObject({
      days: wholeNumber(1, DAYS_MAX).optional().describe('One where nothing is said.'),
    }),
    takes: source,
    changesNothing: true,
    gives: givesJson('What would have become of them, beside what did.', TRIAL),
    async handle({ needs, caller, query: { days = 1 }, body }) {
      const read = readBook(body)
      if ('mistakes' in read) return { problem: mistakenBook(read.mistakes) }
      return { answer: showTrial(await tryBook(needs.shell, caller, { book: read.book, days })) }
    },
  }),
  route('signal:read', {
    method: 'POST',
    path: '/api/routing/explain',
    name: 'explain-routing',
    summary: 'Which rule decides about a payload, and why. Keeps nothing.',
    takes: json(
      z.strictObject({
        source: z
          .string()
          .max(SOURCE_LENGTH_MAX)
          .optional()
          .describe('The book that counts otherwise.'),
        kind: z
          .string()
          .max(KIND_MAX)
          .optional()
          .describe('The kind of door that it comes through.'),
        payload: z
          .unknown()
          .describe('As its sender would post it; an alert of Alertmanager has `labels`.'),
      }),
    ),
    changesNothing: true,
    gives: givesJson('The rules that were asked.', EXPLAINED),
    async handle({ needs: { shell }, body }) {
      const read =
        body.source === undefined ? await shell.routing.current(shell.pool) : readBook(body.source)
      if ('mistakes' in read) return { problem: mistakenBook(read.mistakes) }
      const pasted = await explainPasted(shell, read.book, body)
      return 'malformed' in pasted
        ? { problem: problem('payload-malformed', { reason: pasted.malformed }) }
        : { answer: showPasted(pasted) }
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/routing/maintenance',
    name: 'start-maintenance',
    summary:
      'Start a maintenance window for one signal or one label, as a new version of the book.',
    takes: json(
      z.strictObject({
        title: z.string().trim().min(1).max(TITLE_MAX),
        signal: idText.optional().describe('Whatever has the labels of this group, by its key.'),
        field: z
          .string()
          .min(1)
          .max(TITLE_MAX)
          .optional()
          .describe('Or: a field, as conditions name it …'),
        value: z
          .string()
          .min(1)
          .max(TITLE_MAX)
          .optional()
          .describe('… and its value, with `*` for anything.'),
        from: instantText.optional().describe('Now otherwise.'),
        minutes: z.number().int().min(1).max(MINUTES_MAX),
      }),
    ),
    gives: givesJson('A new version of the book.', SAVED_BOOK, 201),
    async handle({ needs: { shell }, caller, body, within }) {
      const when = await conditionOf(shell, caller, body)
      if (when === undefined)
        return { problem: problem('signal-unknown', { signal: body.signal ?? '' }) }
      const from = body.from ?? shell.now()
      const begins = toMs(parseInstant(from) ?? shell.now())
      const window = {
        id: shell.newId('window').slice(0, ID_LENGTH),
        title: body.title,
        when,
        from: fromMs(begins),
        to: fromMs(begins + body.minutes * 60_000),
        by: recordedAs(caller),
      }
      const asked = { since: undefined, by: recordedAs(caller) }
      return savedReply(undefined, await saveBook(shell, within, asked, withMaintenance(window)))
    },
  }),
  route('incident:write', {
    method: 'POST',
    path: '/api/routing/maintenance/{window}/end',
    name: 'end-maintenance',
    summary: 'End a maintenance window now. What still fires fires then.',
    params: z.strictObject({ window: idText }),
    takes: json(z.strictObject({})),
    gives: givesJson('A new version of the book.', SAVED_BOOK, 201),
    async handle({ needs: { shell }, caller, params: { window }, within }) {
      const { book } = await shell.routing.current(shell.pool)
      if (!book.maintenance.some(({ id }) => id === window))
        return { problem: problem('maintenance-unknown', { window }) }
      const asked = { since: undefined, by: recordedAs(caller) }
      const ended = withoutMaintenance(window, shell.now())
      return savedReply(undefined, await saveBook(shell, within, asked, ended))
    },
  }),
]

const ID_LENGTH = 19

type Meant = {
  readonly signal?: string | undefined
  readonly field?: string | undefined
  readonly value?: string | undefined
}

/** Undefined: there is no such signal. */
async function conditionOf(
  shell: Parameters<typeof readGroup>[0],
  caller: Parameters<typeof readGroup>[1],
  { signal, field = 'title', value = '*' }: Meant,
) {
  if (signal === undefined) return { field, like: value }
  const group = await readGroup(shell, caller, signal)
  if (group === undefined) return undefined
  const labels = Object.entries(group.labels).map(([name, is]) => ({
    field: `labels.${/^[\w-]+$/.test(name) ? name : JSON.stringify(name)}`,
    is,
  }))
  return labels.length === 0 ? { field: 'title', is: group.signal.title } : { all: labels }
}

function savedReply(
  since: number | undefined,
  saved: SavedBook,
): Reply<z.input<typeof SAVED_BOOK>> {
  if ('changedTo' in saved)
    return { problem: problem('routing-changed', { since: since ?? 0, version: saved.changedTo }) }
  if ('mistakes' in saved) return { problem: mistakenBook(saved.mistakes) }
  return { answer: { version: saved.version, rules: ruleIds(saved.book.rules).length } }
}

function mistakenBook(mistakes: readonly Mistake[]): Problem {
  return {
    ...problem('routing-has-mistakes', { mistakes: mistakes.length }),
    errors: mistakes.slice(0, WRONGS_SHOWN_MAX).map(({ line, column, message, mend }) => ({
      in: 'body' as const,
      line,
      column,
      detail: `${message} ${mend}`,
    })),
  }
}

// Messages that only try whether somebody is reached.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export type StoredTestPage = {
  readonly id: string
  readonly person: string
  readonly by: string
  readonly sentAt: Instant
  readonly answeredAt: Instant | null
}

export async function saveTestPage(
  db: Db,
  { id, person, by, sentAt }: Omit<StoredTestPage, 'answeredAt'>,
): Promise<void> {
  await rows(db, SAVE_TEST_PAGE, [id, person, by, sentAt])
}

export const SAVE_TEST_PAGE = statement(
  'save_test_page',
  'insert into test_page (id, person, asked_by, sent_at) values ($1, $2, $3, $4)',
)

/** Two that are asked for at once are counted one after the other. */
export async function lockTestPages(tx: Transaction, person: string): Promise<void> {
  await rows(tx, LOCK_TEST_PAGES, [person])
}

export const LOCK_TEST_PAGES = statement(
  'lock_test_pages',
  'select pg_advisory_xact_lock(4878, hashtext($1))::text as locked',
)

export async function readTestPage(db: Db, id: string): Promise<StoredTestPage | undefined> {
  const [found] = await rows<StoredTestPage>(db, READ_TEST_PAGE, [id])
  return found
}

export const READ_TEST_PAGE = statement(
  'read_test_page',
  `
  select id, person, asked_by as by, sent_at as "sentAt", answered_at as "answeredAt"
    from test_page
   where id = $1`,
)

/** The newest first; of one person. */
export async function listTestPages(
  db: Db,
  person: string,
  limit: number,
): Promise<readonly StoredTestPage[]> {
  return rows<StoredTestPage>(db, LIST_TEST_PAGES, [person, limit])
}

export const LIST_TEST_PAGES = statement(
  'list_test_pages',
  `
  select id, person, asked_by as by, sent_at as "sentAt", answered_at as "answeredAt"
    from test_page
   where person = $1
   order by sent_at desc, id desc
   limit $2`,
)

/** Of everyone who was ever tried: when last, and when they last answered one. */
export type LastTest = {
  readonly person: string
  readonly sentAt: Instant
  readonly answeredAt: Instant | null
}

export async function lastTests(db: Db): Promise<readonly LastTest[]> {
  return rows<LastTest>(db, LAST_TESTS)
}

export const LAST_TESTS = statement(
  'last_tests',
  `
  select person, max(sent_at) as "sentAt", max(answered_at) as "answeredAt"
    from test_page
   group by person`,
)

/** Only the first answer counts, and only theirs. Gives whether this was it. */
export async function answerTestPage(
  db: Db,
  { id, person, at }: { readonly id: string; readonly person: string; readonly at: Instant },
): Promise<boolean> {
  return (await changed(db, ANSWER_TEST_PAGE, [id, person, at])) > 0
}

export const ANSWER_TEST_PAGE = statement(
  'answer_test_page',
  'update test_page set answered_at = $3 where id = $1 and person = $2 and answered_at is null',
)

export type StoredTry = {
  readonly testPage: string
  readonly channel: string
  readonly delivered: boolean
  readonly detail: string
  readonly endedAt: Instant
}

export async function saveTry(db: Db, tried: StoredTry): Promise<void> {
  const { testPage, channel, delivered, detail, endedAt } = tried
  await rows(db, SAVE_TRY, [testPage, channel, delivered, detail, endedAt])
}

export const SAVE_TRY = statement(
  'save_try',
  `
  insert into test_page_try (test_page, channel, delivered, detail, ended_at)
  values ($1, $2, $3, $4, $5)
      on conflict do nothing`,
)

export async function listTries(
  db: Db,
  testPages: readonly string[],
): Promise<readonly StoredTry[]> {
  return rows<StoredTry>(db, LIST_TRIES, [testPages])
}

export const LIST_TRIES = statement(
  'list_tries',
  `
  select test_page as "testPage", channel, delivered, detail, ended_at as "endedAt"
    from test_page_try
   where test_page = any($1::text[])
   order by ended_at, channel`,
)

// The link in a page's message. Looking at it changes nothing, since mail scanners look at every link; the buttons do.
import { z } from 'zod'
import { answerPage, callForHelp, handPageOn, readPageAsked } from '#/app/paging/acknowledge.ts'
import type { PageAsked } from '#/app/paging/acknowledge.ts'
import { readTestAsked } from '#/app/people/test-pages.ts'
import {
  goesOnPage,
  otherLanguage,
  pageAsIs,
  readingOf,
  refusedPage,
  unknownPage,
  yoursPage,
} from '#/http/acknowledge-page.ts'
import type { Reading, Shown } from '#/http/acknowledge-page.ts'
import { languageOf } from '#/http/acknowledge-words.ts'
import type { LinkLanguage } from '#/http/acknowledge-words.ts'
import type { Needs } from '#/http/needs.ts'
import { markup, page, PAGE_HEADERS } from '#/http/page.ts'
import { givesText, openRoute } from '#/http/route.ts'
import type { Route, Visiting } from '#/http/route.ts'

const TOKEN_LENGTH_MAX = 4_000
const ID_LENGTH_MAX = 200

const params = z.strictObject({ token: z.string().min(1).max(TOKEN_LENGTH_MAX) })
const gives = givesText('A page for people; every outcome is said in words on it.', 'text/html')
const language = z.enum(['en', 'de']).optional().describe('In which to read it.')
/** Programs that rewrite links add parameters of their own, and must not break them. */
const seen = z.object({ language })
const wish = z.object({
  language,
  do: z
    .enum(['acknowledge', 'help', 'hand-on'])
    .default('acknowledge')
    .describe('On it; on it, and in need of help; cannot.'),
  to: z
    .string()
    .min(1)
    .max(ID_LENGTH_MAX)
    .optional()
    .describe('With hand-on: somebody of the same line who is asked instead.'),
})
type Wish = z.output<typeof wish>

export const acknowledgeRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/acknowledge/{token}',
    name: 'see-page',
    summary:
      'Where the link in a page leads: what can be answered, as buttons. Looking at it changes nothing.',
    params,
    query: seen,
    gives,
    async handle({ needs, params: { token }, query, visitor }) {
      const reading = readingBy(visitor, query.language)
      const tested = await readTestAsked(needs.shell, token)
      if (tested !== undefined) return show(testAsIs(tested.test), reading)
      const asked = await readPageAsked(needs.shell, token)
      return show(asked === undefined ? unknownPage(reading) : pageAsIs(asked, reading), reading)
    },
  }),
  openRoute({
    method: 'POST',
    path: '/acknowledge/{token}',
    name: 'answer-page',
    summary: 'Answer a page as the person that the link is for, without signing in.',
    params,
    query: wish,
    gives,
    async handle({ needs, params: { token }, query, visitor }) {
      const reading = readingBy(visitor, query.language)
      return show(await answer(needs, token, query, reading), reading)
    },
  }),
]

function readingBy({ cookies, languages }: Visiting, chosen: LinkLanguage | undefined): Reading {
  return readingOf(languageOf(chosen, cookies['tocsin-language'], languages))
}

function show({ title, content }: Shown, reading: Reading) {
  const whole = markup`${content}
${otherLanguage(reading)}`
  return { answer: page(title, whole, reading.language), headers: PAGE_HEADERS }
}

async function answer(
  { shell }: Needs,
  token: string,
  asks: Wish,
  reading: Reading,
): Promise<Shown> {
  const tested = await readTestAsked(shell, token)
  if (tested !== undefined) {
    await answerPage(shell, tested.asked)
    return TEST_ANSWERED
  }
  const before = await readPageAsked(shell, token)
  if (before === undefined) return unknownPage(reading)
  switch (asks.do) {
    case 'acknowledge':
      await answerPage(shell, before.asked)
      return pageAsIs(await asItIs(shell, token, before), reading)
    case 'help':
      return helped(shell, token, before, reading)
    case 'hand-on':
      return handedOn(shell, before, asks.to, reading)
  }
}

type Shell = Needs['shell']

async function asItIs(shell: Shell, token: string, before: PageAsked): Promise<PageAsked> {
  return (await readPageAsked(shell, token)) ?? before
}

async function helped(
  shell: Shell,
  token: string,
  before: PageAsked,
  reading: Reading,
): Promise<Shown> {
  const { words } = reading
  const refused = await callForHelp(shell, before.asked, words.helpReason(before.name))
  const after = await asItIs(shell, token, before)
  if (after.page.answeredBy !== after.asked.person) return pageAsIs(after, reading)
  return yoursPage(after, reading, refused === undefined ? words.helpCalled : words.helpRefused)
}

/** To nobody else than the page names: a link is no way into the directory. */
async function handedOn(
  shell: Shell,
  before: PageAsked,
  to: string | undefined,
  reading: Reading,
): Promise<Shown> {
  const isNamed =
    to === undefined || (!before.isHidden && before.others.some(({ id }) => id === to))
  if (!isNamed) return refusedPage(before, reading)
  const refused = await handPageOn(shell, before.asked, to)
  return refused === undefined ? goesOnPage(before, to, reading) : refusedPage(before, reading)
}

const TEST_ANSWERED: Shown = {
  title: 'Thank you: it has reached you',
  content: markup`<p>It is on record that this test reached you. Nothing else happened.</p>`,
}

function testAsIs({ answeredAt }: { readonly answeredAt: string | null }): Shown {
  if (answeredAt !== null) return TEST_ANSWERED
  return {
    title: 'This is a test: nothing has happened',
    content: markup`<p>Say that it reached you. You need not do anything else.</p>
      <form method="post"><button>It has reached me</button></form>`,
  }
}

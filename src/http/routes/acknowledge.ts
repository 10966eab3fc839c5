// The link in a page's mail. Looking at it changes nothing, since mail scanners look at every link; the button does.
import { z } from 'zod'
import { answerPage, readPageAsked } from '#/app/acknowledge.ts'
import type { PageAsked } from '#/app/acknowledge.ts'
import { readTestAsked } from '#/app/test-pages.ts'
import type { Needs } from '#/http/needs.ts'
import { markup, page, PAGE_HEADERS } from '#/http/page.ts'
import type { Html } from '#/http/page.ts'
import { givesText, openRoute } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'

const TOKEN_LENGTH_MAX = 4_000

const params = z.strictObject({ token: z.string().min(1).max(TOKEN_LENGTH_MAX) })
const gives = givesText('A page for people; every outcome is said in words on it.', 'text/html')

export const acknowledgeRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/acknowledge/{token}',
    name: 'see-page',
    summary: 'Where the link in a page leads: a button that says "I am on it".',
    params,
    gives,
    async handle({ needs, params: { token } }) {
      const tested = await readTestAsked(needs.shell, token)
      if (tested !== undefined) return show(testAsIs(tested.test))
      const asked = await readPageAsked(needs.shell, token)
      return show(asked === undefined ? UNKNOWN : asIs(asked))
    },
  }),
  openRoute({
    method: 'POST',
    path: '/acknowledge/{token}',
    name: 'answer-page',
    summary: 'Answer a page as the person that the link is for, without signing in.',
    params,
    gives,
    handle: async ({ needs, params: { token } }) => show(await answer(needs, token)),
  }),
]

type Shown = { readonly title: string; readonly content: Html }

function show({ title, content }: Shown) {
  return { answer: page(title, content), headers: PAGE_HEADERS }
}

const UNKNOWN: Shown = {
  title: 'This link leads nowhere',
  content: markup`<p>
    It is not complete, or it is not from this installation. Open it from the mail again, or answer
    with <code>tocsin incident acknowledge NUMBER</code>.
  </p>`,
}

async function answer({ shell }: Needs, token: string): Promise<Shown> {
  const tested = await readTestAsked(shell, token)
  if (tested !== undefined) {
    await answerPage(shell, tested.asked)
    return TEST_ANSWERED
  }
  const before = await readPageAsked(shell, token)
  if (before === undefined) return UNKNOWN
  const refused = await answerPage(shell, before.asked)
  const after = (await readPageAsked(shell, token)) ?? before
  if (refused === undefined && after.page.answeredBy === after.asked.person) return thanked(after)
  return asIs(after)
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

function thanked(asked: PageAsked): Shown {
  return {
    title: 'Thank you: it is yours',
    content: markup`${about(asked)}
      <p>It is on record that you, ${asked.name}, are on it.</p>`,
  }
}

/** What can still be done about a page, or why nothing can. */
function asIs(asked: PageAsked): Shown {
  const { page: asking, name, answeredBy } = asked
  switch (asking.state) {
    case 'waiting':
      return {
        title: 'You are wanted',
        content: markup`${about(asked)}
          <form method="post"><button>I am on it</button></form>
          <p>Nothing happens before you press the button. It answers for ${name}.</p>`,
      }
    case 'acknowledged':
      return {
        title: 'Somebody is on it',
        content: markup`${about(asked)}
          <p>
            ${answeredBy ?? 'Somebody'} answered this page at
            ${asking.answeredAt ?? 'an earlier time'}.
          </p>`,
      }
    case 'handed-on':
      return {
        title: 'It went on to the next',
        content: markup`${about(asked)}
          <p>This page was handed on, and the next in line was asked.</p>
          <form method="post"><button>I am on it all the same</button></form>`,
      }
    case 'ended':
      return {
        title: 'It is over',
        content: markup`${about(asked)}
          <p>Nobody is asked any more: the page ended before it was answered.</p>`,
      }
  }
}

function about({ number, title }: PageAsked): Html {
  return title === undefined
    ? markup`<p>Incident ${number}, which only some may see.</p>`
    : markup`<p>Incident ${number}: <strong>${title}</strong></p>`
}

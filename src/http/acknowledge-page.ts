// The plain page behind the link of a page: what can be answered, as buttons of a form, and what became of the answer.
import type { PageAsked } from '#/app/paging/acknowledge.ts'
import type { LinkLanguage, LinkWords } from '#/http/acknowledge-words.ts'
import { LINK_WORDS } from '#/http/acknowledge-words.ts'
import { markup } from '#/http/page.ts'
import type { Html } from '#/http/page.ts'

export type Shown = { readonly title: string; readonly content: Html }

/** Under which words somebody reads. */
export type Reading = { readonly words: LinkWords; readonly language: LinkLanguage }

const NOTHING = markup``

function join(parts: readonly Html[]): Html {
  return { html: parts.map(({ html }) => html).join('\n') }
}

/** A button of a form without fields: what it does stands in the address that it sends to. */
function button(
  { language }: Reading,
  label: string,
  how: Readonly<Record<string, string>>,
  less = true,
): Html {
  const query = new URLSearchParams({ ...how, language }).toString()
  const kind = less ? markup` class="less"` : NOTHING
  return markup`<button formaction="?${query}"${kind}>${label}</button>`
}

function form(buttons: readonly Html[]): Html {
  return markup`<form method="post">${join(buttons)}</form>`
}

export function unknownPage({ words }: Reading): Shown {
  return {
    title: words.unknown,
    content: markup`<p>${words.unknownMeans} <code>tocsin incident acknowledge NUMBER</code>.</p>`,
  }
}

/** What can still be done about a page, or why nothing can. */
export function pageAsIs(asked: PageAsked, reading: Reading): Shown {
  const { words } = reading
  const { page } = asked
  if (page.answeredAt !== undefined) return answeredPage(asked, reading)
  if (asked.isTheirs) return wantedPage(asked, reading)
  if (!asked.isOpen) return shown(asked, reading, words.over, words.overMeans)
  const [title, means] =
    page.state === 'ended' ? [words.silent, words.silentMeans] : [words.wentOn, words.wentOnMeans]
  const take = form([button(reading, words.allTheSame, { do: 'acknowledge' }, false)])
  return shown(asked, reading, title, means, take)
}

function wantedPage(asked: PageAsked, reading: Reading): Shown {
  const { words } = reading
  const others = asked.isHidden ? [] : asked.others
  const names = others.map(({ id, name }) => button(reading, name, { do: 'hand-on', to: id }))
  const somebodyElse =
    names.length === 0
      ? NOTHING
      : markup`<details><summary>${words.somebodyElse}</summary>${join(names)}</details>`
  const answers = form([
    button(reading, words.onIt, { do: 'acknowledge' }, false),
    button(reading, words.needHelp, { do: 'help' }),
    button(reading, words.cannot, { do: 'hand-on' }),
    somebodyElse,
  ])
  const until =
    asked.movesOnAt === undefined ? '' : words.until(timeOf(asked, asked.movesOnAt, reading))
  return {
    title: words.wanted,
    content: markup`${about(asked, reading)}
${answers}
<p>${until} ${words.nothingYet(asked.name)}</p>`,
  }
}

function answeredPage(asked: PageAsked, reading: Reading): Shown {
  const { words } = reading
  if (asked.page.answeredBy === asked.asked.person) return yoursPage(asked, reading)
  const { answeredBy, page } = asked
  const said =
    asked.isHidden || answeredBy === undefined || page.answeredAt === undefined
      ? words.answeredHidden
      : words.answered(answeredBy, timeOf(asked, page.answeredAt, reading))
  return shown(asked, reading, words.somebody, said)
}

/** They have it; help can still be had. */
export function yoursPage(asked: PageAsked, reading: Reading, more = ''): Shown {
  const { words } = reading
  const help = more === '' ? form([button(reading, words.needHelp, { do: 'help' })]) : NOTHING
  return {
    title: words.yours,
    content: markup`${about(asked, reading)}
<p>${words.onRecord(asked.name)} ${more}</p>
${help}`,
  }
}

export function goesOnPage(asked: PageAsked, to: string | undefined, reading: Reading): Shown {
  const { words } = reading
  const name = asked.others.find(({ id }) => id === to)?.name
  const means = name === undefined ? words.goesOnMeans : words.handedTo(name)
  return shown(asked, reading, words.goesOn, means)
}

export function refusedPage(asked: PageAsked, reading: Reading): Shown {
  const { words, language } = reading
  const again = markup`<p><a href="?language=${language}">${words.again}</a></p>`
  return shown(asked, reading, words.refused, words.refusedMeans, again)
}

function shown(
  asked: PageAsked,
  reading: Reading,
  title: string,
  means: string,
  more: Html = NOTHING,
): Shown {
  return {
    title,
    content: markup`${about(asked, reading)}
<p>${means}</p>
${more}`,
  }
}

/** Whoever may not see it is told nothing, not even by what number it goes. */
function about({ number, title, isHidden }: PageAsked, { words }: Reading): Html {
  if (isHidden) return markup`<p>${words.hiddenWhole}</p>`
  return title === undefined
    ? markup`<p>${words.incident(number)}, ${words.hidden}</p>`
    : markup`<p>${words.incident(number)}: <strong>${title}</strong></p>`
}

export function otherLanguage({ language, words }: Reading): Html {
  const other: LinkLanguage = language === 'de' ? 'en' : 'de'
  return markup`<p><a href="?language=${other}" hreflang="${other}" lang="${other}">${words.other}</a></p>`
}

function timeOf({ zone }: PageAsked, at: string, { language }: Reading): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toLocaleString(language, {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
}

export function readingOf(language: LinkLanguage): Reading {
  return { language, words: LINK_WORDS[language] }
}

// All that the page says, by area. German is typed by English: what is missing there does not compile.
import { createContext, useContext } from 'react'
import { board } from './en/board.ts'
import { everywhere } from './en/everywhere.ts'
import { channels } from './en/channels.ts'
import { contacts } from './en/contacts.ts'
import { dealing } from './en/dealing.ts'
import { declare } from './en/declare.ts'
import { doors } from './en/doors.ts'
import { drill } from './en/drill.ts'
import { figures } from './en/figures.ts'
import { members } from './en/members.ts'
import { onCall } from './en/on-call.ts'
import { pages } from './en/pages.ts'
import { people } from './en/people.ts'
import { plan } from './en/plan.ts'
import { push } from './en/push.ts'
import { record } from './en/record.ts'
import { room } from './en/room.ts'
import { routing } from './en/routing.ts'
import { settings } from './en/settings.ts'
import { setUp } from './en/set-up.ts'
import { sheet } from './en/sheet.ts'
import { signIn } from './en/sign-in.ts'
import { signals } from './en/signals.ts'
import { system } from './en/system.ts'

export const ENGLISH = {
  everywhere,
  board,
  channels,
  contacts,
  dealing,
  doors,
  declare,
  record,
  room,
  plan,
  signals,
  routing,
  members,
  pages,
  people,
  onCall,
  figures,
  signIn,
  settings,
  setUp,
  drill,
  push,
  sheet,
  system,
}

export type Words = typeof ENGLISH
export type Language = 'en' | 'de'
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

const SETTING = 'tocsin.language'

/** What was chosen here, or else what the browser asks for. */
export function languageNow(): Language {
  const wanted = localStorage.getItem(SETTING) ?? navigator.language
  return wanted.startsWith('de') ? 'de' : 'en'
}

/** Plain pages of the same address, such as the one behind the link of a page, read the cookie. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(SETTING, language)
  document.cookie = `tocsin-language=${language}; path=/; max-age=31536000; samesite=lax`
}

type Spoken = {
  readonly words: Words
  readonly language: Language
  readonly speak: (language: Language) => void
}
export const Speaking = createContext<Spoken>({ words: ENGLISH, language: 'en', speak: () => {} })

export const useWords = (): Words => useContext(Speaking).words
export const useLanguage = () => useContext(Speaking)

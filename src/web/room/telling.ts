// The words with which a room tells of its events, made once and for all who tell.
import { createContext, useContext, useMemo } from 'react'
import type { Words } from '../words/words.ts'
import { useLanguage } from '../words/words.ts'
import { useToday } from '../ui/clock.ts'
import { shownIn } from '../ui/when.ts'
import { bodyOf } from './body.ts'
import type { Body } from './body.ts'
import type { Happened } from './happened.ts'
import { namesOf } from './names.ts'
import type { Names } from './names.ts'
import { useRoom } from './room.ts'
import { sentenceOf } from './sentence.ts'

export type Telling = {
  readonly names: Names
  readonly sentence: (event: Happened) => string
  readonly body: (event: Happened) => Body
  readonly words: Words['room']
}

export function useMakeTelling(): Telling {
  const { words, language } = useLanguage()
  const { plan, directory, incident } = useRoom()
  const { evidence, follow_ups, clock } = incident
  const today = useToday(clock)
  return useMemo(() => {
    const { room, record } = words
    const now = Date.parse(today)
    const when = (at: string) => shownIn(language, at, { now, day: 'auto' })
    const names = namesOf({
      plan,
      directory,
      incident: { evidence, follow_ups },
      words: record,
      when,
    })
    const part = (obligation: string, id: string) => partTitle(plan, obligation, id)
    return {
      names,
      sentence: event => sentenceOf(event, { words: record, names }),
      body: event => bodyOf(event, { room, record, names, part }),
      words: room,
    }
  }, [words, language, plan, directory, evidence, follow_ups, today])
}

function partTitle(
  { rules, templates }: ReturnType<typeof useRoom>['plan'],
  obligation: string,
  part: string,
): string {
  const act = rules.find(({ id }) => id === obligation.replace(/[#@].*$/, ''))?.act
  const template = act && 'template' in act ? act.template : undefined
  const parts = templates.find(({ id }) => id === template)?.parts
  return parts?.find(({ id }) => id === part)?.title ?? part
}

export const TellingContext = createContext<Telling | undefined>(undefined)

/** Only inside a room. */
export function useTelling(): Telling {
  const telling = useContext(TellingContext)
  if (telling === undefined) throw new Error('This is not inside a room.')
  return telling
}

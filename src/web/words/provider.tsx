import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { ENGLISH, keepLanguage, languageNow, Speaking } from './words.ts'
import type { Language, Words } from './words.ts'

export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(languageNow)
  const [german, setGerman] = useState<Words>()
  useEffect(() => {
    document.documentElement.lang = language
    if (language === 'de') void import('./german.ts').then(({ GERMAN }) => setGerman(GERMAN))
  }, [language])
  const spoken = useMemo(() => {
    const speak = (wanted: Language) => {
      keepLanguage(wanted)
      setLanguage(wanted)
    }
    return { words: language === 'de' ? (german ?? ENGLISH) : ENGLISH, language, speak }
  }, [language, german])
  // Nothing is said in the wrong language first.
  if (language === 'de' && german === undefined) return null
  return <Speaking value={spoken}>{children}</Speaking>
}

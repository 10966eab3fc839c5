import type { Words } from '../words.ts'

export const room: Words['room'] = {
  title: 'Vorfall',
  nobody: 'Wer im Verzeichnis niemand ist, liest nur.',
  readOnly: 'Dieses Konto liest nur.',
  reserved: roles => `Der Plan überlässt das: ${roles.join(' oder ')}.`,
  agenda: 'Aufgaben',
  timeline: 'Verlauf',
  people: 'Beteiligte',
}

import type { Words } from '../words.ts'

export const sheet: Words['sheet'] = {
  title: 'Kontakt- und Dienstblatt',
}

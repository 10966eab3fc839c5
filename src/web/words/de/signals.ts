import type { Words } from '../words.ts'

export const signals: Words['signals'] = {
  title: 'Signale',
}

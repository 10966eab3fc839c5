import type { Words } from '../words.ts'

export const figures: Words['figures'] = {
  title: 'Zahlen',
}

import type { Words } from '../words.ts'

export const declare: Words['declare'] = {
  title: 'Vorfall melden',
  short: 'Melden',
}

import type { Words } from '../words.ts'

export const drill: Words['drill'] = {
  title: 'Übung',
}

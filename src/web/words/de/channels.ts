import type { channels as english } from '../en/channels.ts'

export const channels: typeof english = {
  means:
    'Worüber Nachrichten hinausgehen. Was einer davon nicht befördert, geht über den nächsten. Wie jeder eingerichtet wird, steht in docs/channels.md.',
  setUp: 'Eingerichtet',
  notSetUp: 'Nicht eingerichtet',
  failing: 'Gestört',
  worked: 'Zuletzt gelungen',
  failed: 'Zuletzt gescheitert',
  neverUsed: 'Noch nicht benutzt',
  needs: 'Braucht',
  needsAddress: 'Braucht nur eine Adresse für jede Person',
  tryIt: 'Ausprobieren',
  tryTitle: 'Den Kanal ausprobieren',
  to: 'Adresse',
  toHint: 'Leer: die eigene',
  send: 'Eine Nachricht senden',
  arrived: 'Sie wurde angenommen:',
  notArrived: 'Sie ging nicht hinaus:',
}

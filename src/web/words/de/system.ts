import type { system as english } from '../en/system.ts'

export const system: typeof english = {
  means:
    'Was der Wächter jetzt gerade findet. Was eine halbe Minute lang nicht stimmt, weckt die Betreiber.',
  well: 'Alles in Ordnung.',
  doubtful: count =>
    count === 1
      ? 'Alles läuft; eine Sache ist zweifelhaft.'
      : `Alles läuft; ${count} Sachen sind zweifelhaft.`,
  toMend: count => (count === 1 ? 'Eine Sache stimmt nicht.' : `${count} Sachen stimmen nicht.`),
  again: 'Noch einmal nachsehen',
  states: { good: 'Gut', doubtful: 'Zweifelhaft', bad: 'Stimmt nicht' },
  checks: {
    database: 'Datenbank',
    loops: 'Schleifen',
    messages: 'Ausgehende Nachrichten',
    'clocks of incidents': 'Uhren der Vorfälle',
    signals: 'Signale',
    intake: 'Annahme',
    disk: 'Festplatte',
    plan: 'Plan',
    operators: 'Betreiber',
    channels: 'Kanäle',
    'dead letters': 'Aufgegebene Nachrichten',
    clock: 'Uhr',
    responsiveness: 'Reaktionszeit',
    'outside heartbeat': 'Lebenszeichen nach außen',
  },
}

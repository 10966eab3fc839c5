import type { Words } from '../words.ts'

export const push: Words['push'] = {
  title: 'Benachrichtigungen',
  why: 'Wer gerufen wird, erfährt es in diesem Browser, auch wenn keine Seite von Tocsin offen ist. Einmal auf die Nachricht tippen genügt als Antwort.',
  on: 'In diesem Browser wird benachrichtigt.',
  turnOn: 'Hier benachrichtigen',
  turnOff: 'Hier nicht mehr',
  tryIt: 'Test schicken',
  tried: 'Ist unterwegs.',
  notReached: 'Kein Browser hat sie angenommen. Aus- und wieder einschalten.',
  trial: {
    subject: 'Benachrichtigungen gehen',
    text: 'Das ist ein Test. So sieht es aus, wenn gerufen wird.',
  },
  denied:
    'Dieser Browser lässt keine Benachrichtigungen zu. In den Einstellungen der Website, neben der Adresse, erlauben.',
  unable: 'Dieser Browser kann nicht benachrichtigt werden.',
  unsafe: 'Browser benachrichtigen nur über https. Wer Tocsin betreibt, weiß Rat.',
  install:
    'Auf iPhone und iPad: „Teilen“, dann „Zum Home-Bildschirm“, Tocsin von dort öffnen und hierher zurückkehren.',
  browsers: 'Browser, in denen benachrichtigt wird',
  reached: 'zuletzt erreicht',
  neverReached: 'noch nicht erreicht',
  forget: 'Vergessen',
  forgetOf: agent => `${agent} vergessen`,
}

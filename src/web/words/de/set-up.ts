import type { Words } from '../words.ts'

export const setUp: Words['setUp'] = {
  title: 'Tocsin einrichten',
  lead: 'Drei Antworten, eine Minute. Danach gibt es den ersten Owner; alles lässt sich später ändern.',
  who: 'Wer das ist',
  notListed: 'Nicht in dieser Liste',
  name: 'Name',
  email: 'E-Mail',
  emailFor: 'Dorthin wird geweckt, bis andere Wege dazukommen.',
  way: 'Art der Anmeldung',
  passkey: 'Passkey',
  passkeyMeans:
    'Fingerabdruck, Gesicht oder Bildschirmsperre. Nichts zu merken, nichts zu stehlen.',
  password: 'Passwort',
  passwordMeans:
    'Mindestens zehn Zeichen. Gut sind vier Wörter, die nichts miteinander zu tun haben.',
  newPassword: 'Neues Passwort',
  plan: 'Der Plan für den Anfang',
  planLater:
    'Alle drei bleiben zum Lesen und Proben da; einer lässt sich jederzeit ändern oder durch einen eigenen ersetzen.',
  plans: {
    tiered: {
      title: 'Kurz und schlicht',
      means:
        'Drei Stufen, jemand in Bereitschaft, am Ende ein Rückblick: für ein Team ohne Sicherheitsabteilung. Was gegenüber Kunden und Behörden gilt, kommt mit dem Wachstum dazu.',
    },
    creditnexus: {
      title: 'Vollständig',
      means:
        'Vier Stufen, vier Rollen, Abläufe für Datenleck, Einbruch, Ausfall und Schwachstelle, mit den Fristen von DSGVO und DORA. Der richtige Anfang, wo Kundendaten im Spiel sind.',
    },
    bank: {
      title: 'Streng',
      means:
        'Gemeinsame Freigaben, unvereinbare Rollen, Handelszeiten zweier Städte, Aufsicht und Kartensysteme. Für beaufsichtigte Unternehmen, die zeigen müssen, wer was warum entschied.',
    },
  },
  go: 'Tocsin einrichten',
  noSecret:
    'Die Adresse ist nicht vollständig. Bitte den Link als Ganzes öffnen: was hinter # steht, gehört dazu.',
  toSignIn: 'Zur Anmeldung',
  invited: name => `Willkommen, ${name}`,
  invitedBy: (by, role) => `Einladung von ${by} zu Tocsin, als ${role}.`,
  resetLead:
    'Bitte wählen, womit die Anmeldung künftig geht. Altes Passwort, Passkeys und Sitzungen enden.',
  until: 'Dieser Link gilt einmal, bis',
  join: 'Beitreten',
  reset: 'Künftig so anmelden',
}

import type { Words } from '../words.ts'

export const signIn: Words['signIn'] = {
  title: 'Anmelden',
  ended: 'Die Sitzung ist zu Ende. Bitte neu anmelden; was gerade geschrieben wurde, ist noch da.',
  login: 'Name oder E-Mail',
  password: 'Passwort',
  showPassword: 'Passwort anzeigen',
  passkey: 'Mit Passkey anmelden',
  passkeyWaiting: 'Das Gerät fragt nach …',
  or: 'oder mit Passwort',
  continueWith: provider => `Weiter mit ${provider}`,
  forgotten:
    'Vergessen? Ein Owner kann einen neuen Link ausstellen: unter Einstellungen, Mitglieder.',
  ownersPassword: 'Owner? Mit Passwort anmelden',
  breakGlass: 'Ist der Identitätsdienst ausgefallen?',
  breakGlassTitle: 'Notfall-Anmeldung',
  breakGlassExplained:
    'Für Owner, solange der Identitätsdienst nicht erreichbar ist. Die Benutzung wird festgehalten, und alle Owner erfahren davon.',
  breakGlassCode: 'Wiederherstellungscode',
  breakGlassReason: 'Grund',
  breakGlassGo: 'Im Notfall anmelden',
  back: 'Zurück',
  secondTitle: 'Noch ein Schritt',
  secondExplained: 'Die sechs Ziffern eingeben, die die Authenticator-App für Tocsin zeigt.',
  code: 'Code aus sechs Ziffern',
  recoveryTitle: 'Wiederherstellungscode',
  recoveryExplained: 'Jeder Wiederherstellungscode gilt einmal.',
  recoveryCode: 'Wiederherstellungscode',
  useRecovery: 'Stattdessen Wiederherstellungscode',
  useApp: 'Stattdessen Authenticator-App',
  goOn: 'Weiter',
  somebodyElse: 'Als jemand anderes anmelden',
  notSetUpTitle: 'Noch nicht eingerichtet',
  notSetUp:
    'Bitte den Link öffnen, den Tocsin beim Start ausgegeben hat: er lässt einmal den ersten Owner ein. Verloren? Tocsin neu starten, dann kommt ein neuer.',
  passkeys: {
    cancelled:
      'Daraus wurde nichts: abgebrochen, oder es hat zu lange gedauert. Noch einmal versuchen oder ein Passwort nehmen.',
    unsupported: 'Dieser Browser kennt keine Passkeys. Bitte ein Passwort nehmen.',
    insecure: address =>
      `Passkeys brauchen https oder localhost und einen Namen; diese Seite liegt unter ${address}. Bitte ein Passwort nehmen oder die Seite unter ihrer eigenen Adresse öffnen.`,
    already: 'Dieses Gerät hat schon einen Passkey für dieses Konto.',
    failed: 'Der Passkey ließ sich nicht verwenden. Bitte noch einmal versuchen.',
  },
  wait: minutes =>
    `Zu viele falsche Versuche. Bitte ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} warten oder anders anmelden.`,
  failures: {
    'sign-in-failed': 'Das gehört nicht zusammen. Bitte beides noch einmal ansehen.',
    'guesses-stopped':
      'Zu viele falsche Versuche. Bitte eine Viertelstunde warten oder anders anmelden.',
    'code-wrong':
      'Das ist nicht der neueste Code. Jeder gilt einmal; bitte auf den nächsten warten.',
    'session-ended': 'Das hat zu lange gedauert. Bitte von vorn beginnen.',
    'account-disabled': 'Ein Owner hat dieses Konto geschlossen und kann es wieder öffnen.',
    'password-weak': 'Bitte ein längeres wählen.',
    'password-wrong': 'Das ist nicht das Passwort, das jetzt gilt.',
    'passwords-off': 'Passwörter sind hier abgeschaltet. Bitte über den Identitätsdienst anmelden.',
    'way-needed': 'Bitte Passkey oder Passwort wählen.',
    'set-up-done':
      'Tocsin ist schon eingerichtet. Bitte anmelden oder einen Owner um eine Einladung bitten.',
    'link-unknown':
      'Dieser Link wurde schon benutzt, zurückgezogen oder ist zu alt. Bitte um einen neuen bitten. Zur ersten Einrichtung: Tocsin neu starten, dann kommt ein neuer.',
    'passkey-failed': 'Der Passkey passte nicht. Bitte noch einmal versuchen.',
    'person-taken': 'Im Verzeichnis hat schon jemand diesen Namen oder diese Adresse.',
    'last-owner':
      'Erst jemand anderen zum Owner machen: sonst könnte niemand mehr jemanden einlassen.',
    'way-last': 'Erst einen anderen Weg zum Anmelden hinzufügen: dies ist der letzte.',
    'totp-not-begun': 'Bitte neu beginnen: das Geheimnis ist abgelaufen.',
    'person-not-known':
      'Diese Person steht nicht im Verzeichnis. Ein Owner kann sie mit ihrer dortigen Adresse aufnehmen.',
    'email-not-verified':
      'Der Identitätsdienst hat die E-Mail-Adresse nicht bestätigt. Das muss zuerst dort geschehen.',
    'role-missing': 'Keine der eigenen Gruppen hat hier Zutritt. Ein Owner weiß, welche ihn hat.',
    'provider-away':
      'Der Identitätsdienst ist nicht erreichbar. Noch einmal versuchen oder anders anmelden.',
    'provider-refused': 'Der Identitätsdienst hat niemanden eingelassen. Noch einmal versuchen.',
    'member-not': 'Hier gibt es noch kein Konto. Ein Owner kann einladen.',
    'subject-other':
      'Diese Person meldet sich hier mit einem anderen Konto des Dienstes an. Mit einem neuen Link eines Owners geht es von vorn.',
    'provider-unknown': 'Hier ist kein Identitätsdienst eingerichtet. Bitte anders anmelden.',
    'break-glass-closed': 'Ohne Identitätsdienst gibt es nichts zu umgehen. Bitte anders anmelden.',
    'passkey-unknown': 'Diesen Passkey gibt es nicht mehr.',
    'session-unknown': 'Diese Sitzung ist schon zu Ende.',
    'sign-in-again':
      'Die Anmeldung liegt zu lange zurück, um sie zu ändern: bitte abmelden, neu anmelden und es dann tun.',
    'sign-in-stale':
      'Das hat zu lange gedauert oder begann in einem anderen Fenster. Noch einmal versuchen.',
  },
}

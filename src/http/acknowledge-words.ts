// What the page behind a page's link says. A person who is woken reads their own language.

const ENGLISH = {
  wanted: 'You are wanted',
  onIt: 'I am on it',
  needHelp: 'I am on it, and need help',
  cannot: 'I cannot',
  somebodyElse: 'Somebody else can',
  allTheSame: 'I am on it all the same',
  nothingYet: (name: string) =>
    `Nothing happens before you press a button. It answers for ${name}.`,
  until: (time: string) => `Without an answer it goes on at ${time}.`,
  yours: 'Thank you: it is yours',
  onRecord: (name: string) => `It is on record that you, ${name}, are on it.`,
  helpCalled: 'Further people are being woken.',
  helpRefused: 'You are on it. Nobody could be woken above you; call somebody by name.',
  goesOn: 'It goes on',
  goesOnMeans: 'It is on record that you cannot. The next in line is being asked.',
  handedTo: (name: string) => `${name} is being asked. Without an answer it comes back to you.`,
  refused: 'That could not be done',
  refusedMeans: 'Somebody was faster, or the plan does not let you. Look at it again.',
  again: 'Look again',
  somebody: 'Somebody is on it',
  answered: (name: string, time: string) => `${name} answered this page at ${time}.`,
  answeredHidden: 'This page was answered.',
  wentOn: 'It went on to the next',
  wentOnMeans: 'This page was handed on, and the next in line was asked.',
  silent: 'Nobody has answered',
  silentMeans: 'Everyone in line was asked. You may still take it on.',
  over: 'It is over',
  overMeans: 'Nobody is asked any more: the page ended before it was answered.',
  incident: (number: number) => `Incident ${number}`,
  hidden: 'which only some may see.',
  hiddenWhole: 'It is about an incident that only some may see. Who may see it will tell you more.',
  unknown: 'This link leads nowhere',
  unknownMeans:
    'It is not complete, it is not from this installation, or it is not yours any more. Open it from the message again, or answer with',
  other: 'Deutsch',
  helpReason: (name: string) => `${name} asks for help.`,
}

const GERMAN: typeof ENGLISH = {
  wanted: 'Sie werden gebraucht',
  onIt: 'Ich übernehme',
  needHelp: 'Ich übernehme und brauche Hilfe',
  cannot: 'Ich kann nicht',
  somebodyElse: 'Jemand anders kann',
  allTheSame: 'Ich übernehme trotzdem',
  nothingYet: name => `Nichts geschieht, bevor Sie drücken. Die Antwort gilt für ${name}.`,
  until: time => `Ohne Antwort geht der Ruf um ${time} weiter.`,
  yours: 'Danke: Sie haben es übernommen',
  onRecord: name => `Es ist festgehalten, dass Sie, ${name}, sich darum kümmern.`,
  helpCalled: 'Weitere werden geweckt.',
  helpRefused:
    'Sie haben es übernommen. Über Ihnen konnte niemand geweckt werden; rufen Sie jemanden beim Namen.',
  goesOn: 'Der Ruf geht weiter',
  goesOnMeans:
    'Es ist festgehalten, dass Sie nicht können. Die Nächsten in der Reihe werden gefragt.',
  handedTo: name => `${name} wird gefragt. Ohne Antwort kommt der Ruf zu Ihnen zurück.`,
  refused: 'Das ging nicht',
  refusedMeans:
    'Jemand war schneller, oder der Plan lässt es nicht zu. Sehen Sie noch einmal nach.',
  again: 'Noch einmal ansehen',
  somebody: 'Jemand kümmert sich darum',
  answered: (name, time) => `${name} hat um ${time} geantwortet.`,
  answeredHidden: 'Der Ruf wurde beantwortet.',
  wentOn: 'Der Ruf ging weiter',
  wentOnMeans: 'Er wurde weitergegeben, und die Nächsten in der Reihe wurden gefragt.',
  silent: 'Niemand hat geantwortet',
  silentMeans: 'Alle in der Reihe wurden gefragt. Sie können noch übernehmen.',
  over: 'Es ist vorbei',
  overMeans: 'Niemand wird mehr gefragt: der Ruf endete, bevor er beantwortet war.',
  incident: number => `Vorfall ${number}`,
  hidden: 'den nur manche sehen dürfen.',
  hiddenWhole:
    'Es geht um einen Vorfall, den nur manche sehen dürfen. Wer ihn sehen darf, sagt Ihnen mehr.',
  unknown: 'Dieser Link führt nirgendwohin',
  unknownMeans:
    'Er ist nicht vollständig, nicht von dieser Installation oder nicht mehr Ihrer. Öffnen Sie ihn noch einmal aus der Nachricht, oder antworten Sie mit',
  other: 'English',
  helpReason: name => `${name} bittet um Hilfe.`,
}

export type LinkLanguage = 'en' | 'de'
export type LinkWords = typeof ENGLISH
export const LINK_WORDS: Readonly<Record<LinkLanguage, LinkWords>> = { en: ENGLISH, de: GERMAN }

/** What was chosen on the page, or else in this browser before, or else what the browser asks for. */
export function languageOf(
  chosen: LinkLanguage | undefined,
  kept: string | undefined,
  asked: string | undefined,
): LinkLanguage {
  return (chosen ?? kept ?? asked ?? 'en').toLowerCase().startsWith('de') ? 'de' : 'en'
}

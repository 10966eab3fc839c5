// What the public form says, in two languages.

export type ReportLanguage = 'en' | 'de'

type Words = {
  readonly title: string
  readonly intro: string
  readonly found: string
  readonly foundHelp: string
  readonly where: string
  readonly whereHelp: string
  readonly name: string
  readonly contact: string
  readonly contactHelp: string
  readonly optional: string
  readonly credit: string
  readonly consent: string
  readonly send: string
  readonly leaveEmpty: string
  readonly wrongs: string
  readonly wrong: Readonly<Record<ReportWrong, string>>
  readonly thanks: string
  readonly receipt: string
  readonly keep: string
  readonly mailed: string
  readonly notMailed: string
  readonly tooOften: string
  readonly away: string
  readonly otherLanguage: string
}

export type ReportWrong = 'found' | 'found-long' | 'where' | 'name' | 'contact' | 'consent'

export const REPORT_WORDS: Readonly<Record<ReportLanguage, Words>> = {
  en: {
    title: 'Report a vulnerability',
    intro:
      'You have found a weakness in one of our systems? Tell us here. It goes straight to our security team.',
    found: 'What have you found?',
    foundHelp: 'What is wrong, how it can be seen, and what somebody could do with it.',
    where: 'Where?',
    whereHelp: 'An address, a product, a version.',
    name: 'Your name',
    contact: 'Your mail address',
    contactHelp: 'So that we can ask, and tell you what became of it. Without it we cannot answer.',
    optional: 'optional',
    credit: 'Name me when it is published.',
    consent: 'What I write here may be kept for as long as it takes to deal with it.',
    send: 'Send the report',
    leaveEmpty: 'Leave this empty',
    wrongs: 'The report was not sent. Please mend this:',
    wrong: {
      found: 'Say in a sentence or more what you have found.',
      'found-long': 'The text is too long. 10,000 characters are taken.',
      where: 'Where it is may have 500 characters.',
      name: 'The name may have 200 characters.',
      contact: 'This is no mail address. Write one as nora@example.org, or leave it empty.',
      consent: 'We may only take the report if you agree that it is kept.',
    },
    thanks: 'Thank you',
    receipt: 'Your receipt number:',
    keep: 'Keep it: with it you can ask about your report.',
    mailed: 'We have also sent it to you by mail.',
    notMailed: 'Somebody looks at it. As you gave no mail address, we cannot answer you.',
    tooOften: 'So many reports have come from you that no more are taken for an hour.',
    away: 'The report could not be written down just now. Please send it again in a minute.',
    otherLanguage: 'Deutsch',
  },
  de: {
    title: 'Schwachstelle melden',
    intro:
      'Sie haben eine Schwachstelle in einem unserer Systeme gefunden? Sagen Sie es uns hier. Es geht direkt an unser Sicherheitsteam.',
    found: 'Was haben Sie gefunden?',
    foundHelp: 'Was nicht stimmt, woran man es sieht, und was jemand damit anrichten könnte.',
    where: 'Wo?',
    whereHelp: 'Eine Adresse, ein Produkt, eine Version.',
    name: 'Ihr Name',
    contact: 'Ihre Mailadresse',
    contactHelp:
      'Damit wir nachfragen und Ihnen sagen können, was daraus wurde. Ohne sie können wir nicht antworten.',
    optional: 'freiwillig',
    credit: 'Nennen Sie mich, wenn es veröffentlicht wird.',
    consent: 'Was ich hier schreibe, darf so lange aufbewahrt werden, wie die Bearbeitung dauert.',
    send: 'Bericht absenden',
    leaveEmpty: 'Bitte leer lassen',
    wrongs: 'Der Bericht wurde nicht abgesendet. Bitte ändern Sie dies:',
    wrong: {
      found: 'Sagen Sie in einem Satz oder mehr, was Sie gefunden haben.',
      'found-long': 'Der Text ist zu lang. Höchstens 10.000 Zeichen passen hinein.',
      where: 'Die Angabe, wo es ist, darf 500 Zeichen haben.',
      name: 'Der Name darf 200 Zeichen haben.',
      contact: 'Das ist keine Mailadresse. Schreiben Sie sie wie nora@example.org, oder gar keine.',
      consent: 'Wir dürfen den Bericht nur annehmen, wenn er aufbewahrt werden darf.',
    },
    thanks: 'Vielen Dank',
    receipt: 'Ihre Belegnummer:',
    keep: 'Heben Sie sie auf: Mit ihr können Sie nach Ihrem Bericht fragen.',
    mailed: 'Wir haben sie Ihnen auch per Mail geschickt.',
    notMailed:
      'Jemand sieht ihn sich an. Da Sie keine Mailadresse angegeben haben, können wir Ihnen nicht antworten.',
    tooOften:
      'Von Ihnen kamen so viele Berichte, dass eine Stunde lang keine weiteren angenommen werden.',
    away: 'Der Bericht konnte gerade nicht festgehalten werden. Bitte senden Sie ihn in einer Minute noch einmal.',
    otherLanguage: 'English',
  },
}

/** Of `de-CH,de;q=0.9,en;q=0.8` the first that there is, by weight. */
export function reportLanguage(chosen: string | undefined, accepted = ''): ReportLanguage {
  if (chosen === 'de' || chosen === 'en') return chosen
  const wishes = accepted
    .slice(0, 500)
    .split(',')
    .map(part => {
      const [, tag = '', weight] =
        /^\s*([a-z]{1,8})[a-z0-9-]*\s*(?:;\s*q=([0-9.]{1,5}))?/i.exec(part) ?? []
      return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ tag, weight }) => (tag === 'de' || tag === 'en') && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return wishes[0]?.tag === 'de' ? 'de' : 'en'
}

// What happened, as a sentence that people read. Every type of event has one: a type that is missing does not compile.
import type { EventType, Subject } from '#/core/incident/event.ts'
import type { Words } from '../words/words.ts'
import { TOCSIN } from './happened.ts'
import type { Happened, HappenedOf } from './happened.ts'
import type { Names } from './names.ts'

type Say = { readonly words: Words['record']; readonly names: Names }
type Sentences = {
  readonly [T in EventType]: (event: HappenedOf<T>, say: Say, who: string) => string
}

/** One sentence, in the reader's language. */
export function sentenceOf(event: Happened, say: Say): string {
  const sentence = SENTENCES[event.type] as
    | ((event: Happened, say: Say, who: string) => string)
    | undefined
  // A server that is newer than this page may know of more.
  return sentence?.(event, say, say.names.person(event.by)) ?? event.type
}

const SENTENCES: Sentences = {
  declared: (event, { words, names }, who) => {
    if (event.exercise) return words.declaredExercise(who)
    if (event.splitFrom !== undefined) return words.declaredPart(who)
    return words.declared(who, names.source(event.source))
  },
  'signals-attached': ({ signals, more }, { words, names }) =>
    words.alerts(
      signals.reduce((sum, { count }) => sum + count, more),
      names.parties([...new Set(signals.map(({ source }) => names.source(source)))]),
    ),
  'signals-resolved': ({ signals }, { words }) => words.alertsEnded(signals.length),
  classified: ({ severity, incidentType, was, cause }, { words, names }, who) => {
    if (cause !== undefined) return words.raised(names.severity(severity), names.obligation(cause))
    const type = names.type(incidentType)
    if (was === undefined || was.severity === severity)
      return words.classified(who, names.severity(severity), type)
    return words.reclassified(who, names.severity(was.severity), names.severity(severity), type)
  },
  assessed: ({ classification, level }, { words, names }, who) =>
    words.assessed(who, names.classification(classification), names.grade(classification, level)),
  confirmed: ({ of, level }, { words, names }, who) =>
    words.confirmed(who, names.classification(of), names.grade(of, level)),
  declassified: (_, { words }, who) => words.declassified(who),
  answered: ({ fact, answer, value }, { words, names }, who) =>
    words.answered(who, names.fact(fact), names.answer(fact, answer ?? value)),
  'moment-marked': ({ moment, when, was }, { words, names }, who) =>
    was === undefined
      ? words.marked(who, names.moment(moment), names.when(when))
      : words.corrected(who, names.moment(moment), names.when(was), names.when(when)),
  'role-assigned': ({ by, role, person, standIn }, { words, names }, who) => {
    if (standIn) return words.standsIn(names.person(person), names.party(role))
    if (by === person) return words.took(who, names.party(role))
    return words.assigned(who, names.person(person), names.party(role))
  },
  'role-offered': ({ role, from, to }, { words, names }) =>
    words.offered(names.person(from), names.person(to), names.party(role)),
  'role-accepted': ({ role, person }, { words, names }) =>
    words.accepted(names.person(person), names.party(role)),
  'role-declined': ({ role, person }, { words, names }) =>
    words.declined(names.person(person), names.party(role)),
  'role-handed-over': ({ role, from, to }, { words, names }) =>
    words.handedOver(names.person(from), names.person(to), names.party(role)),
  'person-called-in': ({ person }, { words, names }, who) =>
    words.calledIn(who, names.person(person)),
  'party-called-in': ({ party }, { words, names }, who) => words.calledIn(who, names.party(party)),
  'page-sent': (event, { words, names }) => {
    if (event.step !== undefined)
      return words.pagedFurther(names.person(event.person), event.channels)
    if (event.handedBy !== undefined)
      return words.pagedFor(
        names.person(event.person),
        names.person(event.handedBy),
        reasonOf(event, names),
      )
    const paged = event.attempt > 0 ? words.pagedAgain : words.paged
    return paged(names.person(event.person), reasonOf(event, names))
  },
  'page-acknowledged': ({ person }, { words, names }) => words.acknowledged(names.person(person)),
  'page-handed-on': ({ person, to }, { words, names }) =>
    to === undefined
      ? words.cannot(names.person(person))
      : words.handedOnTo(names.person(person), names.party(to)),
  'page-ended': ({ cause, party }, { words, names }) => words.pageEnded[cause](names.party(party)),
  'message-sent': (event, { words, names }) => {
    const to = names.parties(event.audiences)
    const of = event.obligation === undefined ? event.subject : names.obligation(event.obligation)
    const { sent } = words
    return (event.act in sent ? sent[event.act as keyof typeof sent] : sent.other)(to, of)
  },
  'receipts-recorded': (_, { words }) => words.receipts,
  'obligations-opened': ({ opened, shortened }, { words }) =>
    words.opened(shortened?.['opened'] ?? opened.length),
  'obligation-rescheduled': ({ obligation, due, aim }, { words, names }) => {
    const at = due ?? aim
    const what = names.obligation(obligation)
    return at === undefined ? words.rescheduledFree(what) : words.rescheduled(what, names.when(at))
  },
  'obligation-warned': ({ obligation, due }, { words, names }) =>
    words.warned(names.obligation(obligation), names.when(due)),
  'obligation-missed': ({ obligation, due }, { words, names }) =>
    words.missed(names.obligation(obligation), names.when(due)),
  'obligation-met': ({ by, obligation }, { words, names }, who) =>
    by === TOCSIN
      ? words.metBySelf(names.obligation(obligation))
      : words.met(who, names.obligation(obligation)),
  'obligation-waived': ({ obligation }, { words, names }, who) =>
    words.waived(who, names.obligation(obligation)),
  'obligation-voided': ({ obligation }, { words, names }) =>
    words.voided(names.obligation(obligation)),
  'stage-began': ({ by, stage, over }, { words, names }, who) => {
    const began =
      by === TOCSIN
        ? words.stageBegan(names.stage(stage))
        : words.stageBegunBy(who, names.stage(stage))
    return over.length === 0 ? began : `${began}, ${words.stageOver(over.length)}`
  },
  'update-posted': ({ to }, { words, names }, who) => words.updated(who, names.parties(to)),
  'approval-asked': (event, { words, names }, who) =>
    words.approvalAsked(who, names.parties(event.of), subjectName(event, names)),
  approved: (event, { words, names }, who) =>
    words.approved(who, names.party(event.role), subjectName(event, names)),
  objected: (event, { words, names }, who) => words.objected(who, subjectName(event, names)),
  'consent-presumed': (event, { words, names }) =>
    words.consentPresumed(names.parties(event.of), subjectName(event, names)),
  'authority-overridden': (event, { words, names }, who) =>
    words.overridden(who, subjectName(event, names), names.parties(event.missing)),
  'decision-taken': ({ decision }, { words, names }, who) =>
    words.decided(who, names.decision(decision)),
  'decision-lapsed': ({ decision }, { words, names }) => words.lapsed(names.decision(decision)),
  'notice-sent': ({ obligation, byHand }, { words, names }, who) =>
    byHand
      ? words.noticeByHand(who, names.obligation(obligation))
      : words.noticeSent(who, names.obligation(obligation)),
  'report-submitted': ({ obligation }, { words, names }, who) =>
    words.reported(who, names.obligation(obligation)),
  'evidence-added': ({ title }, { words }, who) => words.evidenceAdded(who, title),
  'evidence-transferred': ({ evidence, to }, { words, names }, who) =>
    words.evidenceTransferred(who, names.evidence(evidence), names.person(to)),
  'evidence-deletion-refused': ({ evidence }, { words, names }, who) =>
    words.evidenceKept(who, names.evidence(evidence)),
  noted: ({ text }, { words }, who) => {
    const corrected = correctionOf(text)
    return corrected === undefined ? words.noted(who) : words.correctedBy(who, corrected.entry)
  },
  'notes-written': (_, { words }, who) => words.notesWritten(who),
  'finding-added': ({ kind }, { words }, who) => words.found(who, kind),
  'follow-up-added': ({ title, owner, dueAt }, { words, names }, who) =>
    words.followUp(who, title, names.party(owner), names.when(dueAt)),
  'follow-up-finished': ({ followUp }, { words, names }, who) =>
    words.followedUp(who, names.followUp(followUp)),
  'feedback-given': ({ person }, { words, names }, who) =>
    words.feedback(who, names.person(person)),
  'meeting-scheduled': ({ obligation, startsAt }, { words, names }, who) =>
    words.meetingScheduled(who, names.obligation(obligation), names.when(startsAt)),
  'meeting-held': ({ obligation }, { words, names }, who) =>
    words.meetingHeld(who, names.obligation(obligation)),
  escalated: ({ by, level }, { words, names }, who) =>
    by === TOCSIN
      ? words.escalated(names.level(level))
      : words.escalatedBy(who, names.level(level)),
  'field-set': ({ field }, { words, names }, who) => words.fieldSet(who, names.field(field)),
  'systems-added': ({ systems }, { words, names }, who) =>
    words.systemsAdded(who, names.parties(systems)),
  published: ({ where }, { words }, who) => words.published(who, where),
  restricted: ({ to }, { words, names }, who) =>
    to.length === 0 ? words.unrestricted(who) : words.restricted(who, names.parties(to)),
  resolved: (_, { words }, who) => words.resolved(who),
  'gate-passed': ({ gate }, { words, names }) => words.gatePassed(names.gate(gate)),
  'gate-waived': ({ gate }, { words, names }, who) => words.gateWaived(who, names.gate(gate)),
  closed: (_, { words }, who) => words.closed(who),
  reopened: (_, { words }, who) => words.reopened(who),
  merged: (_, { words }, who) => words.merged(who),
  absorbed: (_, { words }) => words.absorbed,
  'split-off': (_, { words }) => words.splitOff,
  migrated: ({ plan }, { words }, who) => words.migrated(who, plan.version),
  redacted: ({ redacts }, { words }, who) => words.textTaken(who, redacts),
}

/** Pages of a rung of the ladder have it in their id. */
const LEVEL_PAGE = /^level-(\d+)\//

/** What somebody was paged for: a promise, a level of escalation, or whatever they stand for. */
export function reasonOf(
  { obligation, page, party }: HappenedOf<'page-sent'>,
  names: Names,
): string {
  if (obligation !== undefined) return names.obligation(obligation)
  const level = LEVEL_PAGE.exec(page)?.[1]
  return level === undefined ? names.party(party) : names.level(Number(level))
}

function subjectName(subject: Subject, names: Names): string {
  return subject.obligation === undefined
    ? names.decision(subject.decision)
    : names.obligation(subject.obligation)
}

/** How a note says that it corrects an entry: in the record, and so in no language but its own. */
const CORRECTION = /^Corrects #(\d{1,9}): /

export const correcting = (entry: number, text: string): string => `Corrects #${entry}: ${text}`

/** The entry that a note corrects, and what is right instead. */
export function correctionOf(
  text: string,
): { readonly entry: number; readonly text: string } | undefined {
  const found = CORRECTION.exec(text)
  if (found === null) return undefined
  return { entry: Number(found[1]), text: text.slice(found[0].length) }
}

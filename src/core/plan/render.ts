import { numbered, paragraph } from '#/core/document/document.ts'
import type { Block, Detail, Document } from '#/core/document/document.ts'
import { dayInWords } from '#/core/document/text.ts'
import { DOCUMENT_PREFIX } from '#/core/plan/compile/record.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { renderClassification } from '#/core/plan/render/classification.ts'
import { renderClauses } from '#/core/plan/render/clauses.ts'
import { renderCommunication } from '#/core/plan/render/communication.ts'
import { renderOpenEnds } from '#/core/plan/render/open-ends.ts'
import { renderEscalation, renderTeam } from '#/core/plan/render/people.ts'
import { renderGates, renderPromises } from '#/core/plan/render/promises.ts'
import { renderRegimes } from '#/core/plan/render/regimes.ts'
import { renderUpkeep } from '#/core/plan/render/upkeep.ts'
import type { Instant } from '#/core/time.ts'
import { counted, dayIn } from '#/core/plan/sentence/words.ts'

/** What a document of a plan says besides the plan. */
export type Edition = {
  /** SHA-256 of the compiled plan, in hex: `planHash`. */
  readonly hash: string
  /** The day that the document bears, `2026-11-22`. */
  readonly date: string
}

/** Digits of a hash that tell plans apart at the head of a page. */
const HASH_SHOWN = 12

/**
 * A plan as a document for people, good enough to be handed on as the plan itself: what it promises, in plain words and in the
 * order in which one reads it, each promise with the clauses that it carries out; and at the end each clause with all that
 * carries it out. Texts of the plan are in it as they are: whoever writes the document down escapes them.
 */
export function renderPlan(plan: Plan, edition: Edition): Document {
  const { title, version } = plan
  return {
    title,
    edition: `version ${version} · ${edition.hash.slice(0, HASH_SHOWN)}`,
    date: edition.date,
    details: detailsOf(plan, edition),
    preface: prefaceOf(plan),
    sections: numbered([
      ...renderClassification(plan),
      ...renderTeam(plan),
      ...renderPromises(plan),
      ...renderCommunication(plan),
      ...renderGates(plan),
      ...renderEscalation(plan),
      ...renderUpkeep(plan),
      ...renderRegimes(plan),
      ...renderOpenEnds(plan),
      ...renderClauses(plan),
    ]),
  }
}

/** The day of an instant in the zone of a plan: what a document written then bears. */
export function dayOf({ zone }: Plan, at: Instant): string {
  return dayIn(zone, at)
}

function detailsOf(plan: Plan, { hash, date }: Edition): readonly Detail[] {
  const about = plan.statements.filter(({ id }) => id.startsWith(DOCUMENT_PREFIX))
  return [
    { label: 'Plan', text: [{ code: plan.id }] },
    { label: 'Version', text: [plan.version] },
    ...about.map(({ title, text }) => ({ label: title, text: [text] })),
    { label: 'Times', text: [`Days, months and times of day are counted in ${plan.zone}`] },
    { label: 'Hash (SHA-256)', text: [{ code: hash }] },
    { label: 'Written out on', text: [dayInWords(date)] },
  ]
}

function prefaceOf(plan: Plan): readonly Block[] {
  const [clause] = plan.clauses
  const stages = plan.stages.length === 0 ? '' : ` in ${counted(plan.stages.length, 'stage')}`
  return [
    paragraph(
      `This document was written out by Tocsin, the program that carries the plan out: what it says is what the program acts on. The hash names exactly this version. It holds ${counted(plan.rules.length, 'promise')}${stages}.`,
    ),
    ...(clause === undefined
      ? []
      : [
          paragraph(
            `References in square brackets, such as [${clause.id}], name the sentences of the source document that are carried out. The last section lists each of those sentences with all that carries it out.`,
          ),
        ]),
    paragraph(
      'Done means done, or waived by name with a reason, or no longer owed. Words in quotation marks that stand in the place of a time, such as “at once”, are those of the source. What stands in ‹ › is filled in from the incident.',
    ),
  ]
}

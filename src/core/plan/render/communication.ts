import { draft, list, paragraph, table } from '#/core/document/document.ts'
import type { Block, Draft, Row } from '#/core/document/document.ts'
import type { Plan, Rule, Template } from '#/core/plan/plan.ts'
import { anchorOf, clausesOf, entry, notesOf, paragraphs } from '#/core/plan/render/blocks.ts'
import { linesOf } from '#/core/document/text.ts'
import { placeInWords } from '#/core/plan/sentence/act.ts'
import { filledInWords, templatePartInWords } from '#/core/plan/sentence/classification.ts'
import { audienceInWords } from '#/core/plan/sentence/people.ts'
import { debtorInWords, timeInWords } from '#/core/plan/sentence/rule.ts'
import { audienceName, capitalised, channelNames } from '#/core/plan/sentence/words.ts'

/** Who hears what from whom, over what, and by when; and the texts that go out. */
export function renderCommunication(plan: Plan): readonly Draft[] {
  return [
    ...draft(
      'section-communication',
      'Communication',
      [],
      [
        ...draft('section-messages', 'Who is told what, and when', renderTable(plan)),
        ...draft('section-audiences', 'Audiences', renderAudiences(plan)),
      ],
    ),
    ...draft(
      'section-templates',
      'Texts of messages',
      [],
      plan.templates.map(template => renderTemplate(plan, template)),
    ),
  ]
}

function renderTable(plan: Plan): readonly Block[] {
  const columns = [
    ['To whom', 2],
    ['What', 3],
    ['From whom', 2],
    ['How', 1],
    ['When', 4],
  ] as const
  const told = plan.rules.flatMap(rule =>
    listenersOf(plan, rule).map(listener => ({ rule, ...listener })),
  )
  const order = new Map([...new Set(told.map(({ to }) => to))].map((to, index) => [to, index]))
  const rows = told
    .toSorted((one, other) => (order.get(one.to) ?? 0) - (order.get(other.to) ?? 0))
    .map(({ rule, to, how }): Row => ({
      cells: [
        [capitalised(to)],
        [{ to: anchorOf('obligation', rule.id), text: rule.title }],
        [capitalised(debtorInWords(plan, rule))],
        [how],
        [timeInWords(plan, rule)],
      ],
    }))
  return table('Audience, message, channel and time', columns, rows)
}

type Listener = { readonly to: string; readonly how: string }

/** Whom a promise makes hear of the incident. Pages are not among them: the escalation has those. */
function listenersOf(plan: Plan, { act }: Rule): readonly Listener[] {
  switch (act.do) {
    case 'update':
    case 'notice':
    case 'report':
      return act.to.map(to => ({ to: audienceName(plan, to), how: channelsTo(plan, to) }))
    case 'notify':
      return act.to.map(to => ({
        to: audienceName(plan, to),
        how: act.via.length === 0 ? channelsTo(plan, to) : capitalised(channelNames(act.via)),
      }))
    case 'publish':
      return [{ to: `readers of ${placeInWords(act.where)}`, how: 'Posted' }]
    default:
      return []
  }
}

function channelsTo(plan: Plan, to: string): string {
  const audience = plan.audiences.find(({ id }) => id === to)
  return audience === undefined ? 'As in the directory' : capitalised(channelNames(audience.via))
}

function renderAudiences(plan: Plan): readonly Block[] {
  return list(
    plan.audiences.map(audience =>
      entry(plan, 'audience', audience, audienceInWords(plan, audience)),
    ),
  )
}

function renderTemplate(plan: Plan, template: Template): Draft {
  const { id, title, subject, body, parts } = template
  const sections = parts.map(part => ({ text: [templatePartInWords(plan, part)] }))
  return {
    anchor: anchorOf('template', id),
    title,
    see: clausesOf(plan, template),
    blocks: [
      paragraph(`Subject: ${filledInWords(plan, subject)}`),
      ...paragraphs(linesOf(filledInWords(plan, body))),
      ...(sections.length === 0 ? [] : [paragraph('To be filled in before it can go out:')]),
      ...list(sections),
      ...notesOf(template),
    ],
    sections: [],
  }
}

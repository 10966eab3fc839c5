import { escapeMarkdown } from '#/core/plan/markdown.ts'
import type { Plan, Role, Template } from '#/core/plan/plan.ts'
import { bullet, cites, entry, list, titled } from '#/core/plan/render/blocks.ts'
import {
  audienceInWords,
  levelInWords,
  marksInWords,
  roleInWords,
} from '#/core/plan/sentence/element.ts'
import { listInWords, quoted, spanInWords } from '#/core/plan/sentence/words.ts'

/** Who acts. */
export function renderTeam(plan: Plan): readonly string[] {
  const positions = list([...plan.positions, ...plan.groups].map(party => entry(party, '')))
  return [
    ...titled(
      'Team',
      plan.roles.flatMap(role => renderRole(plan, role)),
    ),
    ...titled('Positions and groups to be filled', positions),
  ]
}

function renderRole(plan: Plan, role: Role): readonly string[] {
  return [
    `### ${escapeMarkdown(role.title)}${cites(role)}`,
    ...list(role.duties.map(duty => bullet(escapeMarkdown(duty)))),
    [...roleInWords(plan, role), ...marksInWords(role)].map(escapeMarkdown).join('\n\n'),
  ]
}

/** Who is told, with what words, and who is woken when nobody answers. */
export function renderCommunication(plan: Plan): readonly string[] {
  const { paging } = plan
  const rounds =
    paging.rounds === 1 ? 'once' : paging.rounds === 2 ? 'twice' : `${paging.rounds} times`
  const waking = `Whoever is woken has ${spanInWords(paging.wait)} to answer, by ${listInWords(paging.via)}; then the next in line is woken. Everyone is asked ${rounds} before the level above.`
  return [
    ...titled(
      'Audiences',
      list(plan.audiences.map(audience => entry(audience, audienceInWords(plan, audience)))),
    ),
    ...titled('Messages', plan.templates.flatMap(renderTemplate)),
    ...titled('Escalation', [
      escapeMarkdown(waking),
      ...list(
        plan.levels.map(level =>
          entry(
            { ...level, title: `Level ${level.level}, ${level.title}` },
            levelInWords(plan, level),
          ),
        ),
      ),
    ]),
  ]
}

function renderTemplate(template: Template): readonly string[] {
  const { subject, body, parts } = template
  const sections = parts.map(({ title, draft }) =>
    bullet(
      `${escapeMarkdown(title)}${draft === undefined ? '' : `: ${escapeMarkdown(quoted(draft))}`}`,
    ),
  )
  return [
    `### ${escapeMarkdown(template.title)}${cites(template)}`,
    [
      `Subject: ${escapeMarkdown(subject)}`,
      ...body
        .split('\n')
        .filter(line => line.trim() !== '')
        .map(escapeMarkdown),
    ].join('\n\n'),
    ...(sections.length === 0 ? [] : ['To be filled in before it can go out:', ...list(sections)]),
    ...marksInWords(template).map(escapeMarkdown),
  ]
}

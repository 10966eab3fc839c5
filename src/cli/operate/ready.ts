// `tocsin readiness`: who would not be woken tonight, and which nights ahead are at risk. For people, and for cron by its exit code.
import type { Command } from 'commander'
import type { z } from 'zod'
import { EXIT } from '#/cli/exit-codes.ts'
import { readinessLines } from '#/cli/operate/readiness.ts'
import { READINESS_AHEAD } from '#/cli/server/answers-house.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { headed, table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { shownNear } from '#/cli/terminal/time.ts'
import type { ReasonCode } from '#/core/readiness/levels.ts'
import { wholeNumber } from '#/cli/whole-number.ts'

const DAYS_MAX = 31

type Ahead = z.output<typeof READINESS_AHEAD>
type Person = Ahead['people'][number]
type Risk = Ahead['risks'][number]
type Given = { readonly json?: boolean; readonly days: number; readonly strict?: boolean }

export function addReadiness(program: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = program
    .command('readiness')
    .helpGroup('To look after it:')
    .description(
      'Who would not be woken tonight, and which nights ahead are at risk. Ends with 5 when somebody would not be, or nobody is there.',
    )
    .option('--days <number>', 'So many days ahead, at most 31.', wholeNumber(1, DAYS_MAX), 7)
    .option('--strict', 'End with 5 also for what may well wake nobody, such as mail alone.')
  asksServer(command).action(
    withServer(surroundings, async (client, { json, days, strict }: Given) => {
      const asked = { path: '/api/directory/readiness', query: { days } }
      const { document, answer } = await client.ask(asked, READINESS_AHEAD)
      if (json === true) terminal.json(document)
      else terminal.say(aheadLines(answer, surroundings))
      if (isAtFault(answer, strict === true)) process.exitCode = EXIT.faults
    }),
  )
}

function isAtFault({ ready, people, risks }: Ahead, strict: boolean): boolean {
  const isBad = ({ level }: { readonly level: string }) =>
    level === 'unreachable' || (strict && level === 'weak')
  return !ready || people.some(isBad) || risks.some(isBad)
}

function aheadLines(answer: Ahead, surroundings: Surroundings): readonly Line[] {
  const { width } = surroundings.terminal
  const wanting = answer.people.filter(({ level }) => level !== 'ready')
  const people = wanting.map(person => [
    paint(person.level)(person.level),
    cyan(person.person),
    joined(person.reasons.map(reasonText), '; '),
  ])
  const risks = answer.risks.map(risk => [
    paint(risk.level)(
      `${shownNear(risk.from, answer.from, surroundings.zone)} – ${shownNear(risk.to, answer.from, surroundings.zone)}`,
    ),
    risk.at.title,
    riskText(risk),
  ])
  const sharing = answer.sharing.map(
    names => line`${joined(names)} ${dim('have the same address.')}`,
  )
  return [
    ...readinessLines(answer, width),
    ...headed(bold('people'), table(people, width, '  ')),
    ...headed(bold('nights at risk'), table(risks, width, '  ')),
    ...headed(bold('one address for several'), sharing),
    wanting.length === 0 && risks.length === 0
      ? green('Everybody who may be asked would be woken.')
      : line`${counts(answer.people)} of ${answer.people.length} who may be asked.`,
  ]
}

function counts(people: readonly Person[]): Line {
  const count = (level: Person['level']) => people.filter(it => it.level === level).length
  return joined([
    red(`${count('unreachable')} unreachable`),
    yellow(`${count('weak')} weak`),
    dim(`${count('unproved')} unproved`),
    green(`${count('ready')} ready`),
  ])
}

function paint(level: string) {
  return level === 'unreachable' ? red : level === 'weak' ? yellow : dim
}

const REASON_TEXTS: Readonly<Record<ReasonCode, (channels: string, count: number) => string>> = {
  'person-gone': () => 'in no directory',
  'no-address': () => 'no address at all',
  'channel-not-set-up': (channels, count) =>
    `${channels} ${count === 1 ? 'is' : 'are'} not set up here`,
  'first-step-empty': channels => `their first step, ${channels}, leads nowhere`,
  'only-instead': channels => `only ${channels}, once what the plan asks for has failed`,
  'only-unverified': channels => `only ${channels}, which nobody has confirmed`,
  'nothing-wakes': (channels, count) =>
    `only ${channels}, which ${count === 1 ? 'wakes' : 'wake'} nobody`,
  'test-unanswered': () => 'the last test was not answered',
  'never-proved': () => 'never seen to be reached',
  'proved-long-ago': () => 'not seen to be reached for three months',
}

function reasonText({ code, channels }: Person['reasons'][number]): string {
  return REASON_TEXTS[code](channels.join(', '), channels.length)
}

function riskText({ code, person, level }: Risk): string {
  if (code === 'nobody') return 'nobody would be asked'
  if (code === 'same-twice') return `${person ?? ''} would be asked twice in a row`
  return level === 'unreachable'
    ? `${person ?? ''} cannot be woken`
    : `${person ?? ''} may not wake`
}

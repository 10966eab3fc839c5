import type { Case } from '#/core/plan/check/case.ts'
import type { Answer } from '#/core/plan/plan.ts'

/** Questions that are no facts of the plan, by the form of their names: what an answer to them says. */
const SAYINGS: readonly (readonly [RegExp, (name: string, answer: Answer) => string])[] = [
  [/^(severity|type|source|stage|level):$/, (name, answer) => `the ${name} is ${answer}`],
  [/^(.+) level$/, (name, answer) => `${name} is ${answer}`],
  [/^hours since (.+)$/, (name, answer) => sinceInWords(name, Number(answer))],
  [/^hours from (.+ to .+)$/, (name, answer) => tookInWords(name, Number(answer))],
  [/^(tier .+)$/, (name, answer) => `${isNot(answer) ? 'no' : 'a'} system of ${name} is affected`],
  [/^in force (.+)$/, (_, answer) => `the law is ${isNot(answer) ? 'not ' : ''}in force`],
  [
    /^(.+) at now$/,
    (name, answer) => `it is ${isNot(answer) ? 'not ' : ''}the working time of ${name}`,
  ],
  [
    /^(.+) at (?:.+)$/,
    (name, answer) => `it began ${isNot(answer) ? 'outside' : 'in'} the working time of ${name}`,
  ],
  [/^(.+) passed$/, (name, answer) => `${name} has ${isNot(answer) ? 'not ' : ''}passed`],
  [/^(.+ (?:reached|done|recorded|decided|held|missed))$/, stateInWords],
]

/** `intrusion is suspected and service is working`, for a message. */
export function caseInWords(found: Case): string {
  return [...found].map(([name, answer]) => answerInWords(name, answer)).join(' and ')
}

function answerInWords(name: string, answer: Answer): string {
  for (const [form, say] of SAYINGS) {
    const inner = form.exec(name)?.[1]
    if (inner !== undefined) return say(inner, answer)
  }
  return `${name} is ${answer}`
}

function isNot(answer: Answer): boolean {
  return answer === 'no'
}

/** `contained reached` as `contained is not reached`. */
function stateInWords(name: string, answer: Answer): string {
  const space = name.lastIndexOf(' ')
  return `${name.slice(0, space)} is ${isNot(answer) ? 'not ' : ''}${name.slice(space + 1)}`
}

function sinceInWords(start: string, hours: number): string {
  return hours < 0 ? `${start} is not known` : `${hoursInWords(hours)} passed since ${start}`
}

function tookInWords(way: string, hours: number): string {
  return hours < 0
    ? `how long it took from ${way} is not known`
    : `it took ${hoursInWords(hours)} from ${way}`
}

function hoursInWords(hours: number): string {
  return `${Number(hours.toFixed(2))} h`
}

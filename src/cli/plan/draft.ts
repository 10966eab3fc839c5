// `tocsin plan draft`: a plan file from a document, by rules, with the questions that only its owner can answer.
import { basename } from 'node:path'
import type { Command } from 'commander'
import { counted } from '#/cli/event/phrase.ts'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText, writeWhole } from '#/cli/files.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, joined, line } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { draftPlan } from '#/core/draft/draft.ts'
import type { Draft, Question } from '#/core/draft/draft.ts'

/** What `--json` prints. */
export type DraftPrinted = {
  /** The document. */
  readonly file: string
  readonly sentences: Counts
  readonly questions: readonly Question[]
  /** The plan source. */
  readonly plan: string
}

/** `partly`: of those that are expressed, so many also left something that is only kept. */
type Counts = Readonly<Record<'all' | 'expressed' | 'partly' | 'recorded', number>>

type Given = { readonly out?: string; readonly json?: boolean }

export function addDraft(plan: Command, surroundings: Surroundings): void {
  plan
    .command('draft')
    .description(
      'Draft a plan from a document (Markdown or plain text), by rules, without guessing: every sentence is a clause, what is not understood is kept, and questions say what is open.',
    )
    .argument('<file>', 'The document.')
    .option(
      '--out <file>',
      'Write the plan there. Without it, the plan is printed, and the questions beside it.',
    )
    .option('--json', 'Print one JSON document.')
    .action((file: string, given: Given) => draftTo(surroundings, file, given))
}

function draftTo({ terminal }: Surroundings, file: string, { out, json }: Given): void {
  const draft = draftOf(file)
  if (out !== undefined) writeWhole(out, draft.yaml)
  const counts = countsOf(draft)
  if (json === true) {
    const printed: DraftPrinted = {
      file,
      sentences: counts,
      questions: draft.questions,
      plan: draft.yaml,
    }
    return terminal.json(printed)
  }
  const told = [
    ...questionLines(draft.questions, terminal.width),
    [],
    ...summary(counts, draft.questions, out),
  ]
  if (out !== undefined) return terminal.say(told)
  terminal.text(draft.yaml)
  terminal.complain(told)
}

function draftOf(file: string): Draft {
  const draft = draftPlan(readText(file), basename(file))
  if (!('refused' in draft)) return draft
  const { refused } = draft
  throw new Stop(EXIT.refused, {
    what: line`${file} is not drafted. ${refused.message}`,
    more: [refused.mend],
    document: { file, ...refused },
  })
}

function countsOf({ sentences }: Draft): Counts {
  const count = (state: 'expressed' | 'recorded') =>
    sentences.filter(one => one.state === state).length
  return {
    all: sentences.length,
    expressed: count('expressed'),
    partly: sentences.filter(({ partly }) => partly).length,
    recorded: count('recorded'),
  }
}

/** Clauses that one question names at most; the JSON names all. */
const CLAUSES_SHOWN = 12

function questionLines(questions: readonly Question[], width: number): readonly Line[] {
  const rows = questions.map(({ text, clauses, line: at }, index) => {
    const shown = clauses.slice(0, CLAUSES_SHOWN)
    const more = clauses.length - shown.length
    const about = [...shown, ...(more > 0 ? [`${more} more`] : [])]
    return [dim(`${index + 1}`), dim(`line ${at}`), line`${text} ${cyan(joined(about))}`]
  })
  return [bold('Questions for the owner of the document:'), [], ...table(rows, width)]
}

function summary(
  { all, expressed, partly, recorded }: Counts,
  questions: readonly Question[],
  out: string | undefined,
): readonly Line[] {
  const next = out === undefined ? [] : [dim(`Written to ${out}. Next: tocsin plan check ${out}`)]
  return [
    line`${counted(all, 'sentence')}: ${expressed} expressed (${partly} in part), ${recorded} recorded only. ${counted(questions.length, 'question')}.`,
    ...next,
  ]
}

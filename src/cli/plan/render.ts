// `tocsin plan render`: a plan as a document that one can hand on.
import { Option } from 'commander'
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { writeWhole } from '#/cli/files.ts'
import { planOf } from '#/cli/plan/read.ts'
import { sha256 } from '#/cli/sha256.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import { htmlOf } from '#/core/document/html.ts'
import { markdownOf } from '#/core/document/markdown.ts'
import { planHash } from '#/core/plan/hash.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { dayOf, renderPlan } from '#/core/plan/render.ts'
import { pdfOf } from '#/pdf/write.ts'

const FORMS = ['markdown', 'html', 'pdf'] as const
type Form = (typeof FORMS)[number]

/** What a file is that is named so. */
const ENDINGS: readonly (readonly [RegExp, Form])[] = [
  [/\.html?$/i, 'html'],
  [/\.pdf$/i, 'pdf'],
]

type Given = { readonly as?: Form; readonly out?: string; readonly date?: string }

export function addRender(plan: Command, surroundings: Surroundings): void {
  plan
    .command('render')
    .description('A plan as a document for people, with the clauses that it carries out.')
    .argument('<plan>', 'A file, or the id of a bundled plan.')
    .addOption(
      new Option('--as <form>', 'Otherwise by the ending of --out, or else Markdown.').choices(
        FORMS,
      ),
    )
    .option('--out <file>', 'Write it there.')
    .option('--date <day>', 'The day that it bears, such as 2026-11-22. Otherwise today.')
    .action((named: string, given: Given) =>
      renderTo(surroundings, planOf(surroundings, named), given),
    )
}

async function renderTo(
  { terminal, now }: Surroundings,
  plan: Plan,
  { as, out, date }: Given,
): Promise<void> {
  const form = as ?? ENDINGS.find(([ending]) => out !== undefined && ending.test(out))?.[1]
  const edition = { hash: planHash(plan, sha256), date: dayGiven(date) ?? dayOf(plan, now()) }
  const document = renderPlan(plan, edition)
  if (form === 'pdf') return writeWhole(fileFor(out), await pdfOf(document))
  const text = form === 'html' ? htmlOf(document) : markdownOf(document)
  if (out === undefined) terminal.text(text)
  else writeWhole(out, text)
}

function fileFor(out: string | undefined): string {
  if (out !== undefined) return out
  throw new Stop(EXIT.usage, { what: 'A PDF is not for the terminal: name a file with --out.' })
}

function dayGiven(date: string | undefined): string | undefined {
  if (date === undefined) return undefined
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(date)) return Temporal.PlainDate.from(date).toString()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new Stop(EXIT.usage, { what: line`${date} is no day. Write it as 2026-11-22.` })
}

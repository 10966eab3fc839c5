import type { Proposal } from '../api/operations.ts'
import { levelName } from '../ui/level-name.ts'
import { useWords } from '../words/words.ts'
import classes from './declare.module.css'

/** What the plan proposes on the answers so far, by which clause, and what could still make it worse. */
export function Proposed({ proposal }: { readonly proposal: Proposal }) {
  const { declare } = useWords()
  const { proposed, may_worsen: worsening, questions, by_rule: byRule } = proposal
  if (proposed === null)
    return (
      <>
        <output className={classes['hint']}>{declare.nothingProposed}</output>
        <ProposedByRule by={byRule} />
      </>
    )
  const { severity, title, because, forced, in_doubt: isDoubted, cites } = proposed
  const open = worsening.map(fact => questions.find(it => it.fact === fact)?.ask ?? fact)
  return (
    <>
      <output className={classes['proposal']}>
        <p>
          <b>{declare.proposed(levelName({ id: severity, title }))}</b>
          {cites.length > 0 && ` · ${declare.clauses(cites.join(', '))}`}
        </p>
        {because.length > 0 && (
          <ul aria-label={declare.because}>
            {because.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {forced && <p>{declare.forced}</p>}
        {isDoubted && <p>{declare.inDoubt}</p>}
        {open.length > 0 && <p>{declare.mayWorsen(open.join(' '))}</p>}
      </output>
      <ProposedByRule by={byRule} />
    </>
  )
}

/** What the rule proposed by which the signal came in: a word to whoever decides, and nothing more. */
export function ProposedByRule({ by }: { readonly by: Proposal['by_rule'] }) {
  const { routing } = useWords()
  if (by === null) return null
  const told = [
    ...(by.severity === null ? [] : [levelName(by.severity)]),
    ...(by.type === null ? [] : [by.type.title]),
  ]
  return (
    <p className={classes['hint']}>
      {routing.proposal(by.rule)}: <b>{told.join(', ')}</b>
    </p>
  )
}

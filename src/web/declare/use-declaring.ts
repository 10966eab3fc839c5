// The whole of declaring for the form: the draft, what the plan proposes on it, and sending it.
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asking, useAsk } from '../api/queries.ts'
import type { Proposal } from '../api/operations.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { useDeclareDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { levelTaken, wantsReason } from './level.ts'
import { declare, tellMore } from './send.ts'
import type { Declared } from './send.ts'

/** What is asked and proposed on the answers of a draft; undefined until the server has said so. */
function useProposal({ answers, type, source }: Draft, plan: string | undefined) {
  const known = Object.entries(answers).filter(([, value]) => value !== null)
  return useQuery({
    ...asking('propose-ahead', {
      params: { plan: plan ?? '' },
      query: {
        answers: JSON.stringify(Object.fromEntries(known)),
        ...(type !== null && { type }),
        ...(source !== null && { source }),
      },
    }),
    enabled: plan !== undefined,
    // The questions stay while the next proposal is on its way.
    placeholderData: keepPreviousData,
  })
}

/** The level that would be given with the incident; undefined where it is left to the room. */
function levelGiven(proposal: Proposal | undefined, draft: Draft) {
  if (proposal?.classify.allowed !== true || draft.type === null) return undefined
  return levelTaken(proposal, draft)
}

export function useDeclaring(done: () => void) {
  const { declare: words } = useWords()
  const navigate = useNavigate()
  const { draft, change, clear, isBegun } = useDeclareDraft()
  const { data: plans } = useAsk('list-plans')
  const active = plans?.plans.find(plan => plan.active)
  const { data: proposal } = useProposal(draft, draft.plan ?? active?.id)
  const [declared, setDeclared] = useState<Declared>()
  const [isPressed, setPressed] = useState(false)
  const level = levelGiven(proposal, draft)
  const missing = missingIn(draft, wantsReason(proposal, level))
  const send = useMutation({
    async mutationFn() {
      const it = declared ?? (await declare(draft))
      setDeclared(it)
      return { it, refused: await tellMore(it, draft, level) }
    },
    onSuccess({ it, refused }) {
      clear()
      notifications.show(
        refused === undefined
          ? { message: words.declared(it.number) }
          : { message: words.notClassified(refused.problem.detail), color: 'yellow' },
      )
      done()
      void navigate({ to: paths.incident(it.id) })
    },
  })
  const submit = () => {
    setPressed(true)
    if (missing === undefined && !send.isPending) send.mutate()
  }
  return {
    draft,
    change,
    clear,
    isBegun,
    plans: plans?.plans ?? [],
    active,
    proposal,
    level,
    /** What is still needed; shown once somebody has tried. */
    missing: isPressed ? missing : undefined,
    send,
    declared,
    submit,
  }
}

export type Declaring = ReturnType<typeof useDeclaring>

function missingIn(
  { title, reason }: Draft,
  isReasonWanted: boolean,
): 'title' | 'reason' | undefined {
  if (title.trim() === '') return 'title'
  return isReasonWanted && reason.trim() === '' ? 'reason' : undefined
}

// Judging one incident: what the plan asks and proposes, and the level that somebody gives.
import { notifications } from '@mantine/notifications'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { queries, useAsk, useTell } from '../api/queries.ts'
import type { ListedIncident } from '../api/operations.ts'
import type { Answered } from '../declare/draft.ts'
import { levelTaken, wantsReason } from '../declare/level.ts'
import { levelName } from '../ui/level-name.ts'
import { useWords } from '../words/words.ts'

export function useJudging(incident: ListedIncident) {
  const { board } = useWords()
  const params = { id: incident.id }
  const { data: proposal } = useAsk('propose-severity', { params })
  const [given, setGiven] = useState<Answered>({})
  const [type, chooseType] = useState(incident.type)
  const [severity, take] = useState<string | null>(null)
  const [reason, giveReason] = useState('')
  const told = useTell('classify')
  const answering = useTell('answer')
  const level = levelTaken(proposal, { severity })
  const isReasonWanted = wantsReason(proposal, level)
  const whyNot = reasonAgainst()

  function reasonAgainst(): string | undefined {
    if (proposal === undefined) return board.severityNeeded
    if (!proposal.classify.allowed) return board.notYours(proposal.classify.by.join(', '))
    if (level === undefined) return board.severityNeeded
    if (type === null) return board.typeNeeded
    return isReasonWanted && reason.trim() === '' ? board.reasonNeeded : undefined
  }

  const classify = () => {
    if (level === undefined || type === null || whyNot !== undefined || told.isPending) return
    const body = { severity: level.id, type, ...(reason.trim() !== '' && { reason }) }
    told.mutate(
      { params, body },
      {
        onSuccess: () => notifications.show({ message: board.classified(levelName(level)) }),
      },
    )
  }

  /** On record at once: the next question, and the proposal, follow from it. */
  const answer = (fact: string, value: string | number | null) => {
    setGiven(before => ({ ...before, [fact]: value }))
    answering.mutate(
      { params, body: { fact, value } },
      {
        onSettled: () => {
          void queries.invalidateQueries({ queryKey: ['propose-severity', params] })
        },
      },
    )
  }

  useClassifyKey(classify, whyNot)
  return {
    proposal,
    type,
    chooseType,
    given,
    answer,
    level,
    take,
    isReasonWanted,
    reason,
    giveReason,
    whyNot,
    classify,
    told: { isPending: told.isPending, error: told.error ?? answering.error },
  }
}

function useClassifyKey(classify: () => void, whyNot: string | undefined): void {
  const { board } = useWords()
  const latest = useRef(classify)
  useEffect(() => {
    latest.current = classify
  })
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'classify',
        label: board.takeProposal,
        key: 'y',
        group: 'do',
        run: () => latest.current(),
        disabledReason: whyNot,
      },
    ],
    [board, whyNot],
  )
  useActions(actions)
}

export type Judging = ReturnType<typeof useJudging>

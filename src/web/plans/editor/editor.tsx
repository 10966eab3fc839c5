import { Alert, Group, Stack, Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import schemaText from '../../../../schema/plan.schema.json?raw'
import { useActions } from '../../actions.ts'
import type { Plan, PlanRevision } from '../../api/operations.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { draftOf, dropDraft, keepDraft } from '../draft.ts'
import { Code } from './code.tsx'
import type { CodeHandle } from './code.tsx'
import classes from './editor.module.css'
import { helping } from './helping.ts'
import { Panel } from './panel.tsx'
import { problemsOf, troublesOf } from './problems.ts'
import type { ProblemTold } from './problems.ts'
import { Propose } from './proposing.tsx'
import type { Schema } from './schema.ts'
import { Discard, State } from './state.tsx'
import { useRevision } from './use-revision.ts'

/** A plan being written. What is typed is kept in this browser with every letter, until the server has it. */
export function Editor({ plan, line }: { readonly plan: Plan; readonly line: number | undefined }) {
  const { edit: words } = useWords().plan
  const [began] = useState(() => draftOf(plan.id) ?? plan.source)
  const [text, setText] = useState(began)
  const [cursor, setCursor] = useState(line ?? 1)
  const code = useRef<CodeHandle>(null)
  const { revision, sound, error, isBehind } = useRevision(text)
  const problems = useMemo(() => problemsOf(revision), [revision])
  const troubles = useMemo(() => troublesOf(problems), [problems])
  const [known] = useState(createKnown)
  useEffect(() => known.learn(sound?.elements ?? []), [known, sound])
  useEffect(() => {
    if (line !== undefined) code.current?.goTo(line)
  }, [line])
  const write = (next: string) => {
    setText(next)
    if (next === plan.source) dropDraft(plan.id)
    else keepDraft(plan.id, next)
  }
  const goTo: GoTo = (at, column) => code.current?.goTo(at, column)
  useNextProblem(problems, goTo)
  const isDraft = text !== plan.source
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <State revision={revision} isBehind={isBehind} isDraft={isDraft} />
        <Group gap="xs">
          {isDraft && <Discard discard={() => code.current?.replace(plan.source)} />}
          <Propose
            plan={plan}
            text={text}
            revision={revision}
            isBehind={isBehind}
            isDraft={isDraft}
          />
        </Group>
      </Group>
      {began !== plan.source && isDraft && <DraftShown />}
      <Trouble error={error} />
      <div className={classes['layout']}>
        <div className={classes['editor']}>
          <Code
            initial={began}
            label={words.editor}
            describedBy="leave-editor"
            extensions={known.extensions}
            troubles={troubles}
            onChange={write}
            onCursor={setCursor}
            handle={code}
          />
          <Text size="xs" c="dimmed" id="leave-editor">
            {words.leave}
          </Text>
        </div>
        <Panel
          text={text}
          line={cursor}
          sound={sound}
          isStale={revision?.plan == null}
          problems={problems}
          goTo={goTo}
        />
      </div>
    </Stack>
  )
}

/** What is shown is not the version that is kept, but what somebody began to write here. */
function DraftShown() {
  const { edit: words } = useWords().plan
  return (
    <Alert variant="light" color="blue" p="xs" styles={{ message: { color: 'inherit' } }}>
      {words.draftKept}
    </Alert>
  )
}

type GoTo = (line: number, column?: number) => void

/** What hovering tells: the sentences of the last text that compiled. */
function createKnown() {
  let elements: PlanRevision['elements'] = []
  return {
    learn(next: PlanRevision['elements']) {
      elements = next
    },
    extensions: helping(JSON.parse(schemaText) as Schema, () => elements),
  }
}

function useNextProblem(problems: readonly ProblemTold[], goTo: GoTo): void {
  const { edit: words } = useWords().plan
  const actions = useMemo(() => {
    const next = problems.find(({ kind }) => kind !== 'note')
    return [
      {
        id: 'next-problem',
        label: words.findNext,
        group: 'do' as const,
        disabledReason: next === undefined ? words.noProblems : undefined,
        run: () => next && goTo(next.line, next.column),
      },
    ]
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- where to go is the same editor for ever
  }, [words, problems])
  useActions(actions)
}

import { Button, FileButton, Group, Stack, Text, Title } from '@mantine/core'
import { UploadIcon } from '@radix-ui/react-icons'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useActions } from '../actions.ts'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { draftOf, keepDraft } from './draft.ts'
import { PlanCard } from './plan-card.tsx'

/** As the server takes at most. */
const FILE_BYTES_MAX = 2_000_000

export function Plans() {
  const { plan: words } = useWords()
  const { data, error, refetch } = useAsk('list-plans')
  const all = data?.plans ?? []
  const ids = [...new Set(all.map(({ id }) => id))]
  const active = all.find(plan => plan.active)
  const others = ids.filter(id => id !== active?.id)
  const of = (id: string) => all.filter(plan => plan.id === id)
  return (
    <Page title={words.title} actions={<ImportFile base={active?.id ?? ids[0]} />}>
      <Stack gap="lg" maw={1000}>
        <Trouble error={error} again={() => void refetch()} />
        {data !== undefined && all.length === 0 && <Text>{words.list.none}</Text>}
        {active !== undefined && <PlanCard versions={of(active.id)} />}
        {others.length > 0 && (
          <section aria-labelledby="others">
            <Title order={2} size="h4" id="others">
              {words.list.others}
            </Title>
            <Text c="dimmed" size="sm" mb="sm">
              {words.list.othersHelp}
            </Text>
            <Stack gap="sm">
              {others.map(id => (
                <PlanCard key={id} versions={of(id)} />
              ))}
            </Stack>
          </section>
        )}
      </Stack>
    </Page>
  )
}

/** A file opens in the editor, as a draft: there its mistakes are shown where they are. */
function ImportFile({ base }: { readonly base: string | undefined }) {
  const { plan: words } = useWords()
  const { may } = useMe()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<string>()
  const isAllowed = may('plan:propose') && base !== undefined
  const take = async (file: File | null) => {
    if (file === null || base === undefined) return
    if (file.size > FILE_BYTES_MAX) return setProblem(words.list.tooLarge)
    const text = await file.text()
    if ((draftOf(base) ?? text) !== text) return setProblem(words.list.draftFirst)
    keepDraft(base, text)
    await navigate({ to: paths.editPlan(base) })
  }
  const actions = useMemo(
    () => [
      {
        id: 'import-plan',
        label: words.list.importFile,
        group: 'do' as const,
        disabledReason: isAllowed ? undefined : words.list.mayNot,
        run: () => document.getElementById('import-plan')?.click(),
      },
    ],
    [words, isAllowed],
  )
  useActions(actions)
  return (
    <Group gap="xs">
      {problem !== undefined && (
        <Text role="alert" c="var(--tocsin-late)" size="sm">
          {problem}
        </Text>
      )}
      <FileButton accept=".yaml,.yml,text/yaml" onChange={file => void take(file)}>
        {props => (
          <Button
            {...props}
            id="import-plan"
            variant="default"
            leftSection={<UploadIcon aria-hidden />}
            disabled={!isAllowed}
            title={isAllowed ? words.list.importHelp : words.list.mayNot}
          >
            {words.list.importFile}
          </Button>
        )}
      </FileButton>
    </Group>
  )
}

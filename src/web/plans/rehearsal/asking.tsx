import { Button, Group, Loader, NativeSelect, NumberInput, Stack, Text } from '@mantine/core'
import { PlayIcon } from '@radix-ui/react-icons'
import { lazy, Suspense, useState } from 'react'
import type { ListedPlan, RehearsableScenarios } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import classes from './rehearsal.module.css'

const Code = lazy(async () => ({ default: (await import('../editor/code.tsx')).Code }))

const RUNS_MAX = 1_000
const OWN = ''

export type Asked = {
  readonly source: string
  /** One that comes with the product, as it is. */
  readonly scenario: string | undefined
  readonly people: 'stand-ins' | 'directory'
  readonly runs: number
}

export function Asking({
  plan,
  scenarios,
  isRunning,
  run,
}: {
  readonly plan: ListedPlan
  readonly scenarios: RehearsableScenarios['scenarios']
  readonly isRunning: boolean
  readonly run: (asked: Asked) => void
}) {
  const { rehearse: words } = useWords().plan
  const [chosen, choose] = useState(scenarios[0]?.id ?? OWN)
  const scenario = scenarios.find(({ id }) => id === chosen)
  const bundled = scenario?.source ?? words.starter.replace('PLAN', plan.id)
  const [written, write] = useState<string>()
  const [isShown, show] = useState(chosen === OWN)
  const [people, setPeople] = useState<Asked['people']>('stand-ins')
  const [runs, setRuns] = useState(1)
  const source = written ?? bundled
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        run({ source, scenario: written === undefined ? scenario?.id : undefined, people, runs })
      }}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Choice
            plan={plan}
            scenarios={scenarios}
            chosen={chosen}
            choose={id => {
              choose(id)
              write(undefined)
              if (id === OWN) show(true)
            }}
          />
          <Manner people={people} setPeople={setPeople} runs={runs} setRuns={setRuns} />
          <Button variant="default" onClick={() => show(!isShown)} aria-expanded={isShown}>
            {isShown ? words.hideSource : words.showSource}
          </Button>
          <Button
            type="submit"
            id="rehearse"
            loading={isRunning}
            leftSection={<PlayIcon aria-hidden />}
          >
            {words.run}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {runs > 1 ? words.runsHelp : scenario?.description}
        </Text>
        {isShown && (
          <Suspense fallback={<Loader size="sm" aria-label={words.source} />}>
            <div className={classes['source']}>
              <Code key={chosen} initial={source} label={words.source} onChange={write} />
            </div>
          </Suspense>
        )}
      </Stack>
    </form>
  )
}

function Choice({
  plan,
  scenarios,
  chosen,
  choose,
}: {
  readonly plan: ListedPlan
  readonly scenarios: RehearsableScenarios['scenarios']
  readonly chosen: string
  readonly choose: (id: string) => void
}) {
  const { rehearse: words } = useWords().plan
  return (
    <NativeSelect
      label={words.scenario}
      className={classes['scenario'] ?? ''}
      data={[
        ...scenarios.map(({ id, title, plan: of }) => ({
          value: id,
          label: of === plan.id ? title : `${title} (${words.forOther(of)})`,
        })),
        { value: OWN, label: words.own },
      ]}
      value={chosen}
      onChange={event => choose(event.currentTarget.value)}
    />
  )
}

function Manner({
  people,
  setPeople,
  runs,
  setRuns,
}: {
  readonly people: Asked['people']
  readonly setPeople: (people: Asked['people']) => void
  readonly runs: number
  readonly setRuns: (runs: number) => void
}) {
  const { rehearse: words } = useWords().plan
  return (
    <>
      <NativeSelect
        label={words.people}
        data={[
          { value: 'stand-ins', label: words.standIns },
          { value: 'directory', label: words.directory },
        ]}
        value={people}
        onChange={event =>
          setPeople(event.currentTarget.value === 'directory' ? 'directory' : 'stand-ins')
        }
      />
      <NumberInput
        label={words.runs}
        w={90}
        min={1}
        max={RUNS_MAX}
        value={runs}
        onChange={value => setRuns(Math.max(1, Math.min(RUNS_MAX, Number(value) || 1)))}
      />
    </>
  )
}

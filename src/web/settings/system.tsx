import { Badge, Button, Loader, Text } from '@mantine/core'
import { CheckCircledIcon, CrossCircledIcon, QuestionMarkCircledIcon } from '@radix-ui/react-icons'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

type Finding = Answer<'examine-system'>['findings'][number]

const LOOKS = {
  good: { color: 'teal', Icon: CheckCircledIcon, rank: 2 },
  doubtful: { color: 'yellow', Icon: QuestionMarkCircledIcon, rank: 1 },
  bad: { color: 'red', Icon: CrossCircledIcon, rank: 0 },
} as const satisfies Record<Finding['state'], unknown>

/** How the installation is, with what is wrong first. */
export function System() {
  const { settings, system } = useWords()
  const { data, error, refetch, isFetching } = useAsk('examine-system')
  const count = (state: Finding['state']) =>
    data?.findings.filter(finding => finding.state === state).length ?? 0
  const wrong = count('bad')
  const doubtful = count('doubtful')
  return (
    <Section
      title={settings.tabs.system}
      means={system.means}
      actions={
        <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
          {system.again}
        </Button>
      }
    >
      <Trouble error={error} again={() => void refetch()} />
      {data === undefined && error === null && <Loader />}
      {data !== undefined && (
        <Text size="sm" fw={600} role="status">
          {wrong > 0
            ? system.toMend(wrong)
            : doubtful > 0
              ? system.doubtful(doubtful)
              : system.well}{' '}
          <When at={data.at} />
        </Text>
      )}
      <Rows>
        {data?.findings
          .toSorted((one, other) => LOOKS[one.state].rank - LOOKS[other.state].rank)
          .map(finding => (
            <OneFinding key={finding.check} finding={finding} />
          ))}
      </Rows>
    </Section>
  )
}

function OneFinding({ finding: { check, state, found, mend } }: { readonly finding: Finding }) {
  const { system } = useWords()
  const { color, Icon } = LOOKS[state]
  return (
    <Row
      title={system.checks[check]}
      marks={
        <Badge
          variant="light"
          tt="none"
          leftSection={<Icon aria-hidden />}
          styles={{
            root: {
              color: `var(--tocsin-${color}-text)`,
              background: `var(--tocsin-${color}-tint)`,
            },
          }}
        >
          {system.states[state]}
        </Badge>
      }
      facts={
        <>
          <div>{found}</div>
          {mend !== undefined && <div>{mend}</div>}
        </>
      }
    />
  )
}

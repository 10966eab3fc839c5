import { Button, Group, Table, Text } from '@mantine/core'
import { BellIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import { agentName } from '../settings/agent.ts'
import { Section } from '../settings/section.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { usePush } from './use-push.ts'

/** Being paged in this browser, as one of one's own settings. */
export function ThisDevice() {
  const { push: words } = useWords()
  const { ability, isOn, isBusy, browsers, error, turnOn, turnOff, forget, trial } = usePush()
  return (
    <Section title={words.title} means={words.why}>
      <Trouble error={error} />
      {ability === 'able' ? (
        <Group>
          {isOn && <Text fw={600}>{words.on}</Text>}
          <Button
            leftSection={<BellIcon aria-hidden />}
            variant={isOn ? 'default' : 'filled'}
            loading={isBusy}
            onClick={isOn ? turnOff : turnOn}
          >
            {isOn ? words.turnOff : words.turnOn}
          </Button>
          {isOn && <Trial send={trial} />}
        </Group>
      ) : (
        <Text size="sm">{words[ability]}</Text>
      )}
      {browsers.length > 0 && (
        <Table aria-label={words.browsers} maw={640}>
          <Table.Tbody>
            {browsers.map(({ id, agent, since, reached }) => (
              <Table.Tr key={id}>
                <Table.Td>{agentName(agent)}</Table.Td>
                <Table.Td>
                  {reached === null ? (
                    words.neverReached
                  ) : (
                    <>
                      {words.reached} <When at={reached} />
                    </>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => forget(id)}
                    aria-label={words.forgetOf(`${agentName(agent)}, ${since}`)}
                  >
                    {words.forget}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}

function Trial({ send }: { readonly send: () => Promise<boolean> }) {
  const { push: words } = useWords()
  const [said, say] = useState<string>()
  const attempt = () =>
    void send().then(
      reached => say(reached ? words.tried : words.notReached),
      () => say(words.notReached),
    )
  return (
    <>
      <Button variant="default" onClick={attempt}>
        {words.tryIt}
      </Button>
      <Text size="sm" role="status">
        {said}
      </Text>
    </>
  )
}

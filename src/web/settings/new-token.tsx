import { Button, Checkbox, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Asked } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { useWords } from '../words/words.ts'
import { ShownOnce } from './once.tsx'
import { Section } from './section.tsx'

type Scope = NonNullable<Asked<'create-token'>['body']>['scopes'][number]

/** What alerts need, which is what most tokens are for. */
const USUAL: readonly Scope[] = ['signal:write']

export function NewToken() {
  const { settings } = useWords()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState(USUAL)
  const [person, setPerson] = useState<string | null>(null)
  const { data: directory } = useAsk('get-directory')
  const make = useTell('create-token', ['list-tokens'])
  const made = make.data
  return (
    <Section title={settings.newToken} means={settings.tokensMean}>
      <form
        onSubmit={event => {
          event.preventDefault()
          make.mutate(
            { body: { name, scopes, ...(person !== null && { person }) } },
            { onSuccess: () => setName('') },
          )
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={settings.tokenName}
              required
              withAsterisk={false}
              maxLength={200}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
            <Select
              label={settings.tokenPerson}
              placeholder={settings.tokenMachine}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': settings.tokenMachine }}
              value={person}
              onChange={setPerson}
              data={directory?.people.map(({ id, name: label }) => ({ value: id, label })) ?? []}
            />
          </SimpleGrid>
          <Scopes scopes={scopes} choose={setScopes} />
          <Failure error={make.error} />
          <div>
            <Button
              type="submit"
              variant="default"
              disabled={scopes.length === 0}
              loading={make.isPending}
            >
              {settings.tokenMake}
            </Button>
          </div>
          {typeof made?.secret === 'string' && (
            <ShownOnce title={settings.tokenMade(made.name)} secret={made.secret}>
              {settings.secretOnce}
            </ShownOnce>
          )}
        </Stack>
      </form>
    </Section>
  )
}

function Scopes({
  scopes,
  choose,
}: {
  readonly scopes: readonly Scope[]
  readonly choose: (scopes: readonly Scope[]) => void
}) {
  const { settings } = useWords()
  return (
    <Checkbox.Group
      label={settings.tokenScopes}
      value={[...scopes]}
      onChange={values => choose(values as Scope[])}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
        {(Object.keys(settings.scopes) as Scope[]).map(scope => (
          <Checkbox key={scope} value={scope} label={settings.scopes[scope]} description={scope} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  )
}

import { Button, PasswordInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { setUpOf } from '#/core/intake/doors/set-up.ts'
import type { Answer } from '../../api/client.ts'
import { useTell } from '../../api/queries.ts'
import { Failure } from '../../sign-in/failure.tsx'
import { useWords } from '../../words/words.ts'
import { ShownOnce } from '../once.tsx'
import { Section } from '../section.tsx'
import { Snippets } from './snippets.tsx'

type Kind = Answer<'list-doors'>['kinds'][number]
type Made = { readonly kind: string; readonly name: string; readonly key: string }

export function NewDoor({ kinds }: { readonly kinds: readonly Kind[] }) {
  const { doors } = useWords()
  const [kind, setKind] = useState('webhook')
  const [name, setName] = useState('')
  const [secret, setSecret] = useState('')
  const [made, setMade] = useState<Made>()
  const make = useTell('create-door', ['list-doors'])
  const signs = kinds.some(one => one.kind === kind && one.signs)
  return (
    <Section title={doors.make}>
      <form
        onSubmit={event => {
          event.preventDefault()
          const body = { kind, name, ...(signs && secret !== '' && { secret }) }
          make.mutate(
            { body },
            {
              onSuccess({ key }) {
                setMade({ kind, name, key: key ?? '' })
                setName('')
                setSecret('')
              },
            },
          )
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label={doors.kind}
              searchable
              allowDeselect={false}
              value={kind}
              onChange={chosen => setKind(chosen ?? 'webhook')}
              data={kinds.map(({ kind: value, title: label }) => ({ value, label }))}
            />
            <TextInput
              label={doors.name}
              description={doors.nameMeans}
              required
              withAsterisk={false}
              maxLength={60}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
          </SimpleGrid>
          {signs && (
            <PasswordInput
              label={doors.secret}
              description={doors.secretMeans}
              autoComplete="off"
              value={secret}
              onChange={event => setSecret(event.currentTarget.value)}
            />
          )}
          <Failure error={make.error} />
          <div>
            <Button type="submit" variant="default" loading={make.isPending}>
              {doors.makeIt}
            </Button>
          </div>
        </Stack>
      </form>
      {made !== undefined && <KeyShown made={made} />}
    </Section>
  )
}

/** The key, this one time, and the set-up with it in its place. */
export function KeyShown({ made: { kind, name, key } }: { readonly made: Made }) {
  const { doors } = useWords()
  const origin = globalThis.location.origin
  return (
    <Stack gap="sm">
      <ShownOnce title={doors.made(name)} secret={key}>
        {doors.once}
      </ShownOnce>
      <Snippets
        snippets={setUpOf(kind, { origin, address: `${origin}/in/${kind}/${name}`, key })}
      />
    </Stack>
  )
}

import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFirst } from '../sign-in/focus.ts'
import { useWords } from '../words/words.ts'

type Person = { readonly id: string; readonly name: string }

/** Who the first owner is: somebody of a directory that was imported before, or somebody new. */
export function useYou(people: readonly Person[]) {
  const [id, setId] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [email, setEmail] = useState('')
  const name = people.find(person => person.id === id)?.name ?? typed
  const given = { name, ...(id !== null && { id }), ...(email !== '' && { email }) }
  return { people, id, setId, typed, setTyped, email, setEmail, given }
}

export function You({
  people,
  id,
  setId,
  typed,
  setTyped,
  email,
  setEmail,
}: ReturnType<typeof useYou>) {
  const { setUp } = useWords()
  const first = useFirst()
  return (
    <>
      {people.length > 0 && (
        <Select
          label={setUp.who}
          data={people.map(person => ({ value: person.id, label: person.name }))}
          placeholder={setUp.notListed}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': setUp.notListed }}
          value={id}
          onChange={setId}
        />
      )}
      {id === null && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            ref={first}
            label={setUp.name}
            autoComplete="name"
            required
            withAsterisk={false}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
          />
          <TextInput
            label={setUp.email}
            description={setUp.emailFor}
            inputWrapperOrder={['label', 'input', 'description']}
            type="email"
            autoComplete="email"
            value={email}
            onChange={event => setEmail(event.currentTarget.value)}
          />
        </SimpleGrid>
      )}
    </>
  )
}

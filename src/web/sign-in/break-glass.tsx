import { Anchor, Button, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTell } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { nowSignedIn } from './enter.ts'
import { Failure } from './failure.tsx'
import { Outside } from './outside.tsx'

/** An owner's way in while the identity provider is away: a recovery code and a reason, on record. */
export function BreakGlass({ back }: { readonly back: () => void }) {
  const { signIn } = useWords()
  const [login, setLogin] = useState('')
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const enter = useTell('sign-in-break-glass')
  return (
    <Outside title={signIn.breakGlassTitle} lead={signIn.breakGlassExplained}>
      <form
        onSubmit={event => {
          event.preventDefault()
          enter.mutate({ body: { login, code: code.trim(), reason } }, { onSuccess: nowSignedIn })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={signIn.login}
            autoComplete="username"
            required
            withAsterisk={false}
            value={login}
            onChange={event => setLogin(event.currentTarget.value)}
          />
          <TextInput
            label={signIn.breakGlassCode}
            autoComplete="off"
            required
            withAsterisk={false}
            value={code}
            onChange={event => setCode(event.currentTarget.value)}
          />
          <Textarea
            label={signIn.breakGlassReason}
            autosize
            minRows={2}
            required
            withAsterisk={false}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
          <Failure error={enter.error} />
          <Button type="submit" size="md" fullWidth color="red.9" loading={enter.isPending}>
            {signIn.breakGlassGo}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={back}>
            {signIn.back}
          </Anchor>
        </Stack>
      </form>
    </Outside>
  )
}

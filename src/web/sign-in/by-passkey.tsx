import { Button, Stack } from '@mantine/core'
import { browserSupportsWebAuthnAutofill } from '@simplewebauthn/browser'
import { LockClosedIcon } from '@radix-ui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useWords } from '../words/words.ts'
import { nowSignedIn } from './enter.ts'
import { Failure } from './failure.tsx'
import { knowsPasskeys, signInByPasskey } from './passkey.ts'

export function ByPasskey() {
  const { signIn } = useWords()
  const enter = useMutation({ mutationFn: signInByPasskey, onSuccess: nowSignedIn })
  const { mutate } = enter
  useEffect(() => {
    // Where the browser can, it offers a passkey in the field for the name; nobody has to look for a button.
    void browserSupportsWebAuthnAutofill().then(can => can && mutate(true))
  }, [mutate])
  const asksLoudly = enter.isPending && enter.variables === false
  return (
    <Stack gap="xs">
      <Button
        size="md"
        fullWidth
        leftSection={<LockClosedIcon aria-hidden />}
        loading={asksLoudly}
        disabled={!knowsPasskeys()}
        onClick={() => enter.mutate(false)}
      >
        {asksLoudly ? signIn.passkeyWaiting : signIn.passkey}
      </Button>
      {!knowsPasskeys() && <span className="only-heard">{signIn.passkeys.unsupported}</span>}
      <Failure error={enter.variables === false ? enter.error : null} />
    </Stack>
  )
}

import { Loader, Stack } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { Passkeys } from './passkeys.tsx'
import { Password } from './password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { Sessions } from './sessions.tsx'
import { Totp } from './totp.tsx'

/** How one signs in oneself, and where one is signed in. */
export function Security() {
  const { data, error, refetch } = useAsk('get-account')
  const [fresh, setFresh] = useState<readonly string[]>()
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  return (
    <Stack gap="md">
      <Passkeys passkeys={data.passkeys} />
      <Password password={data.password} />
      <Totp totp={data.totp} keep={setFresh} />
      <RecoveryCodes recovery_codes={data.recovery_codes} fresh={fresh} keep={setFresh} />
      <Sessions sessions={data.sessions} />
    </Stack>
  )
}

import { Alert, Anchor, Divider, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { session } from '../api/session.ts'
import type { Session } from '../api/session.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { BreakGlass } from './break-glass.tsx'
import { ByPasskey } from './by-passkey.tsx'
import { ByPassword } from './by-password.tsx'
import { ByProvider } from './by-provider.tsx'
import { Outside } from './outside.tsx'
import { SecondFactor } from './second-factor.tsx'
import { whereTo } from './where-to.ts'

/** The door. What it offers is what this installation lets in. */
export function SignIn() {
  const { signIn } = useWords()
  const { history } = useRouter()
  const { data, error, refetch } = useQuery(session)
  const [isBreaking, setBreaking] = useState(false)
  const isIn = data?.state === 'signed-in'
  useEffect(() => {
    if (isIn) history.replace(whereTo(location.search))
  }, [isIn, history])
  if (error !== null)
    return (
      <Outside title={signIn.title}>
        <Trouble error={error} again={() => void refetch()} />
      </Outside>
    )
  if (data === undefined || isIn) return <Outside title={signIn.title} />
  if (data.state === 'set-up')
    return <Outside title={signIn.notSetUpTitle} lead={signIn.notSetUp} />
  if (data.state === 'second-factor') return <SecondFactor />
  if (isBreaking) return <BreakGlass back={() => setBreaking(false)} />
  return <Door ways={data.ways} breakGlass={() => setBreaking(true)} />
}

function Door({
  ways,
  breakGlass,
}: {
  readonly ways: Session['ways']
  readonly breakGlass: () => void
}) {
  const { signIn } = useWords()
  const { password, passkey, oidc } = ways
  const hasOther = passkey || oidc.length > 0
  // Where passwords are off, owners may still come in by theirs.
  const [isOwner, setOwner] = useState(false)
  const byPassword = password || isOwner
  return (
    <Outside title={signIn.title}>
      <Said />
      <Stack gap="sm">
        {oidc.length > 0 && <ByProvider providers={oidc} />}
        {passkey && <ByPasskey />}
      </Stack>
      {hasOther && byPassword && <Divider label={signIn.or} />}
      {byPassword && <ByPassword alone={!hasOther} />}
      {!byPassword && (
        <Anchor component="button" type="button" size="sm" onClick={() => setOwner(true)}>
          {signIn.ownersPassword}
        </Anchor>
      )}
      {ways.break_glass && (
        <Anchor component="button" type="button" size="sm" onClick={breakGlass}>
          {signIn.breakGlass}
        </Anchor>
      )}
    </Outside>
  )
}

/** What the address says of how somebody came here: sent back by the provider, or after a session ended. */
function Said() {
  const { signIn } = useWords()
  const search = new URLSearchParams(location.search)
  const problem = search.get('problem')
  if (problem !== null)
    return (
      <Alert color="red" variant="light" role="alert" styles={{ message: { color: 'inherit' } }}>
        {signIn.failures[problem] ?? signIn.failures['provider-refused']}
      </Alert>
    )
  if (!search.has('ended')) return null
  return (
    <Alert color="blue" variant="light" styles={{ message: { color: 'inherit' } }}>
      {signIn.ended}
    </Alert>
  )
}

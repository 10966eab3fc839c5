import type { CDPSession, Page } from 'playwright-core'

/** A device that keeps passkeys, as a phone does, made of Chromium's own tools for that. */
export type Authenticator = {
  /** Whether whoever is asked says yes at once. Otherwise the question waits. */
  readonly agree: (agrees: boolean) => Promise<void>
  readonly passkeys: () => Promise<number>
  /** Whether it knows whoever touches it. */
  readonly recognise: (recognises: boolean) => Promise<void>
}

/** Plugs a device into a page. It stays with the page, and so do the passkeys on it. */
export async function plugIn(page: Page): Promise<Authenticator> {
  const client: CDPSession = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    agree: async enabled => {
      await client.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    passkeys: async () =>
      (await client.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    recognise: async isUserVerified => {
      await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
  }
}

// Calls an address outside for as long as all is well: whoever answers there rings somebody when the calls stop.

/** A GET, as every such service takes one. Throws, in words for an operator, when it is not taken. */
export async function callHeartbeat(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal, redirect: 'manual' }).catch((error: unknown) => {
    throw new Error('The address does not answer.', { cause: error })
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`The address answered ${response.status}.`)
}

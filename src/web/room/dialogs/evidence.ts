import { addressOf, call } from '../../api/client.ts'

/** What the server takes at most (app/evidence.ts). */
export const EVIDENCE_MB_MAX = 32

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

/** Lets the browser save a piece of evidence. Throws what the server refuses, such as bytes that are kept elsewhere. */
export async function saveEvidence(id: string, evidence: string): Promise<void> {
  const address = addressOf('fetch-evidence', { params: { id, evidence } })
  const response = await fetch(address, { headers: { 'tocsin-page': '1' } })
  // Asked once more, so that the refusal is thrown in the same way as everywhere.
  if (!response.ok) await call('fetch-evidence', { params: { id, evidence } })
  save(await response.blob(), evidence)
}

/** Lets the browser save the record of an incident, to be verified offline. */
export async function savePack(id: string, name: string): Promise<void> {
  const response = await fetch(addressOf('export-incident', { params: { id } }), {
    headers: { 'tocsin-page': '1' },
  })
  if (!response.ok) await call('export-incident', { params: { id } })
  save(await response.blob(), name)
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

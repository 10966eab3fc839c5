// What somebody writes into a plan stays in this browser until the server has it.
const PREFIX = 'tocsin.draft.plan.'

export function keepDraft(planId: string, text: string): void {
  localStorage.setItem(`${PREFIX}${planId}`, text)
}

export function draftOf(planId: string): string | undefined {
  return localStorage.getItem(`${PREFIX}${planId}`) ?? undefined
}

export function dropDraft(planId: string): void {
  localStorage.removeItem(`${PREFIX}${planId}`)
}

/** What members may be, as the API names it. */
export const ROLES = ['owner', 'responder', 'observer', 'auditor'] as const

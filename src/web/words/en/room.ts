export const room = {
  title: 'Incident',
  nobody: 'An operator who is nobody in the directory reads only.',
  readOnly: 'This account reads only.',
  reserved: (roles: readonly string[]) => `The plan leaves this to ${roles.join(' or ')}.`,
  agenda: 'Agenda',
  timeline: 'Timeline',
  people: 'People',
}

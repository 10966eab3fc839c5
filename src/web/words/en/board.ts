export const board = {
  title: 'Board',
  incidents: 'Incidents',
}

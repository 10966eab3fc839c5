export const room = {
  title: 'Incident',
}

export const declare = {
  title: 'Declare an incident',
  short: 'Declare',
}

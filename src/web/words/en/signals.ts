export const signals = {
  title: 'Signals',
}

export const sheet = {
  title: 'Contact and duty sheet',
}

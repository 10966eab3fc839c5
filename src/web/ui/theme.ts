import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver } from '@mantine/core'

/** Contrast of what is dimmed is 4.5 to 1 at least in both schemes (WCAG 2.2, 1.4.3), which Mantine's own is not. */
export const variables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors['gray']?.[7] ?? '',
    '--mantine-color-placeholder': colors['gray']?.[7] ?? '',
    // Links are read on a tint, too.
    '--mantine-color-anchor': colors['indigo']?.[8] ?? '',
  },
  dark: {
    '--mantine-color-dimmed': colors['dark']?.[1] ?? '',
    '--mantine-color-placeholder': colors['dark']?.[1] ?? '',
  },
})

/** The head of a dialog is a `header` element, which would be read out as a second one of the whole page. */
const NO_BANNER = { header: { role: 'presentation' } }

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, attributes: NO_BANNER },
    },
    Drawer: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, attributes: NO_BANNER },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Tooltip: {
      defaultProps: { events: { hover: true, focus: true, touch: true }, openDelay: 300 },
    },
  },
})

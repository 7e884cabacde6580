/** Mantine in our own clothes: compact controls, warm neutrals, one accent, no decoration. */
import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Drawer,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Skeleton,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
  createTheme,
  localStorageColorSchemeManager,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const plum: MantineColorsTuple = [
  '#fbf1f7',
  '#f5dfec',
  '#ecbfd9',
  '#e29cc5',
  '#d67cb1',
  '#c45c9a',
  '#8b2f6b',
  '#7a285d',
  '#65204d',
  '#4c173a',
]
const stone: MantineColorsTuple = [
  '#faf9f7',
  '#f3f1ed',
  '#e5e1da',
  '#cfc9bf',
  '#cfc9bf',
  '#978f85',
  '#736b62',
  '#57514a',
  '#37322d',
  '#1f1c19',
]
const night: MantineColorsTuple = [
  '#f0ece6',
  '#bdb5ab',
  '#978f85',
  '#6f675f',
  '#47423d',
  '#2e2b28',
  '#1b1918',
  '#141312',
  '#100f0e',
  '#0b0a0a',
]

const compact = { size: 'xs' } as const

export const theme = createTheme({
  primaryColor: 'plum',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  colors: { plum, gray: stone, dark: night },
  fontFamily: "'Inter Variable', system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'JetBrains Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '18px', lineHeight: '1.3' },
      h2: { fontSize: '14px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } }),
    Button: Button.extend({ defaultProps: compact }),
    Checkbox: Checkbox.extend({ defaultProps: compact }),
    Drawer: Drawer.extend({ defaultProps: { position: 'right', size: 520, overlayProps: { backgroundOpacity: 0.2 } } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end' } }),
    Modal: Modal.extend({ defaultProps: { overlayProps: { backgroundOpacity: 0.3 }, centered: true } }),
    MultiSelect: MultiSelect.extend({ defaultProps: compact }),
    NumberInput: NumberInput.extend({ defaultProps: compact }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: compact }),
    Select: Select.extend({ defaultProps: { ...compact, allowDeselect: false } }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: 'sm' } }),
    Switch: Switch.extend({ defaultProps: compact }),
    Textarea: Textarea.extend({ defaultProps: compact }),
    TextInput: TextInput.extend({ defaultProps: compact }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, fz: 12, multiline: true, maw: 320 } }),
  },
})

const surfaces = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-faint)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent-ink)',
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces })

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'v2r-color-scheme' })

import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { Panel } from '../../components/panel.js'

export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Panel title="Appearance">
      <SegmentedControl
        aria-label="Colour scheme"
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'auto', label: 'Like the system' },
        ]}
      />
    </Panel>
  )
}

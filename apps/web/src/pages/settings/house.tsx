/** Where data lies, what decodes video, and what holds it in. */
import type { SettingsView } from '../../api-types.js'
import { Facts } from '../../components/facts.js'
import { Panel } from '../../components/panel.js'
import { count } from '../../format.js'

const sandboxWords: Record<SettingsView['decoder']['sandbox'], string> = {
  bubblewrap: 'bubblewrap: no network, no files but the video',
  'process-limits': 'a child process with limits and no environment',
  none: 'none',
}

export function House({ settings }: { settings: SettingsView }) {
  const { decoder } = settings
  return (
    <>
      <Panel title="Server">
        <Facts
          facts={[
            ['Address', `${settings.host}:${settings.port}`],
            ['Database', settings.database],
            [
              'Data folder',
              <span key="folder" className="mono">
                {settings.dataDir}
              </span>,
            ],
          ]}
        />
      </Panel>
      <Panel title="Video decoder">
        <Facts
          facts={[
            ['Decoder', `${decoder.name} ${decoder.version}`],
            ['Held in by', sandboxWords[decoder.sandbox]],
          ]}
        />
        {decoder.notes.length > 0 ? (
          <ul>
            {decoder.notes.map((note) => (
              <li key={note} className="soft">
                {note}
              </li>
            ))}
          </ul>
        ) : null}
      </Panel>
      <Panel title="Limits on untrusted video">
        <Facts facts={settings.limits.map((limit) => [words(limit.name), count(limit.value)])} />
      </Panel>
    </>
  )
}

/** maxInputBytes → Max input bytes. */
function words(name: string): string {
  const spaced = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

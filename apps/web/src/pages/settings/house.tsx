/** Where data lies, what decodes video and compares pictures, and what holds it in. */
import type { SettingsView } from '../../api-types.js'
import { Facts } from '../../components/facts.js'
import { FailureNote } from '../../components/failure-note.js'
import { Panel } from '../../components/panel.js'
import { bytes, count, span } from '../../format.js'

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
      <Panel title="CLIP" note="step 3 of the documentary sampling, §4.1">
        <Facts facts={embedderFacts(settings.embedder)} />
        {settings.embedder.failure ? <FailureNote error={settings.embedder.failure} tone="warn" /> : null}
      </Panel>
      <Panel title="Limits on untrusted video">
        <Facts facts={settings.limits.map(({ name, value }) => [words(name), readable(name, value)])} />
      </Panel>
    </>
  )
}

const embedderStates: Record<SettingsView['embedder']['state'], string> = {
  off: 'turned off: near duplicates are not merged, and every sample says so',
  'not used yet': 'opened when the first documentary is sampled; its model may be downloaded then',
  opening: 'being opened',
  ready: 'ready',
  unavailable: 'not to be had just now: samples are marked',
}

function embedderFacts({ state, model, info }: SettingsView['embedder']): [string, string][] {
  return [
    ['State', embedderStates[state]],
    ...(model === null ? [] : [['Model', model] as [string, string]]),
    ...(info === null
      ? []
      : ([
          ['Precision', info.quantisation],
          ['Features', count(info.dimensions)],
          ['Hash', info.hash.slice(0, 12)],
        ] as [string, string][])),
  ]
}

/** The unit is in the name. */
function readable(name: string, value: number): string {
  if (name.endsWith('Bytes')) return bytes(value)
  return name.endsWith('Seconds') ? span(value) : count(value)
}

/** pixelsPerFrame → Pixels per frame. */
function words(name: string): string {
  const spaced = name
    .replace(/(Bytes|Seconds)$/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

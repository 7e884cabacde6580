/** What the environment says. Whether a key is set is shown; the key is not. */
import type { SettingsView } from '../../api-types.js'
import { Panel } from '../../components/panel.js'
import classes from './environment.module.css'

export function Environment({ settings }: { settings: SettingsView }) {
  return (
    <Panel title="Environment" note="read once at start" isFlush>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Variable</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {settings.environment.map((variable) => (
            <tr key={variable.name} data-default={variable.source === 'default' || undefined}>
              <th scope="row">{variable.name}</th>
              <td>
                {variable.value} {variable.source === 'default' ? <span className="faint">default</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

/** Which model plays which role. Judges and generators may be several. */
import { MultiSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SettingsView } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { Rehearsal } from '../../components/rehearsal.js'
import { trpc } from '../../trpc.js'
import classes from './roles.module.css'

type Role = SettingsView['roles'][number]['role']

const words: Record<Role, { label: string; note: string }> = {
  annotator: { label: 'Annotator', note: 'describes frames and writes summaries (§3.2)' },
  generator: { label: 'Teacher', note: 'writes dialogues (§3.3)' },
  selector: { label: 'Selector', note: 'decides which dialogues stay (§3.3)' },
  responder: { label: 'Responder', note: 'speaks as the person in the video (§4.2)' },
  judge: { label: 'Judges', note: 'grade answers (§5.1)' },
}
const several: Role[] = ['generator', 'judge', 'responder']

export function Roles({ settings }: { settings: SettingsView }) {
  const queryClient = useQueryClient()
  const models = useQuery(trpc.models.list.queryOptions())
  const setRole = useMutation(
    trpc.system.setRole.mutationOptions({ onSettled: () => queryClient.invalidateQueries(), onError: notifyFailure }),
  )
  const data = (models.data ?? []).map((model) => ({ value: model.id, label: model.name }))
  return (
    <Panel title="Models per role">
      <div className={classes.roles}>
        {settings.roles.map(({ role, models: playing }) => (
          <div key={role} className={classes.role}>
            <div>
              <div className={classes.label} id={`role-${role}`}>
                {words[role].label} {playing.some((model) => model.isRehearsal) ? <Rehearsal isShort /> : null}
              </div>
              <div className={classes.note}>{words[role].note}</div>
            </div>
            <MultiSelect
              aria-labelledby={`role-${role}`}
              data={data}
              value={playing.map((model) => model.id)}
              disabled={setRole.isPending}
              onChange={(modelIds) => {
                const chosen = several.includes(role) ? modelIds : modelIds.slice(-1)
                if (chosen.length > 0) setRole.mutate({ role, modelIds: chosen })
              }}
            />
          </div>
        ))}
      </div>
    </Panel>
  )
}

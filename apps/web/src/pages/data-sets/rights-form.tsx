/** Says of every video of a version what nobody has said yet; what was said stays. */
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { plural } from '../../format.js'
import { trpc } from '../../trpc.js'
import classes from './version.module.css'

interface Rights {
  licence: string
  consent: 'given' | 'refused' | ''
  safety: 'passed' | 'flagged' | ''
}

export function RightsForm({ versionId }: { versionId: string }) {
  const queryClient = useQueryClient()
  const form = useForm<Rights>({ initialValues: { licence: '', consent: '', safety: '' } })
  const save = useMutation(
    trpc.dataSets.setRights.mutationOptions({
      onSuccess: async ({ videos }) => {
        await queryClient.invalidateQueries(trpc.dataSets.pathFilter())
        notifications.show({ message: `Said of ${plural(videos, 'video')}` })
      },
      onError: notifyFailure,
    }),
  )
  const { licence, consent, safety } = form.values
  const isNothing = licence.trim() === '' && consent === '' && safety === ''
  return (
    <Panel title="Say it of all" note="where nobody has said anything yet">
      <form
        className={classes.bar}
        onSubmit={form.onSubmit(() =>
          save.mutate({
            versionId,
            isOnlyMissing: true,
            ...(licence.trim() !== '' && { licence: licence.trim() }),
            ...(consent !== '' && { consent }),
            ...(safety !== '' && { safety }),
          }),
        )}
      >
        <TextInput label="Licence" placeholder="CC BY 4.0" {...form.getInputProps('licence')} />
        <Select
          label="Consent"
          placeholder="as it is"
          data={['given', 'refused']}
          clearable
          value={consent || null}
          onChange={(next) => form.setFieldValue('consent', (next ?? '') as Rights['consent'])}
        />
        <Select
          label="Safety"
          placeholder="as it is"
          data={['passed', 'flagged']}
          clearable
          value={safety || null}
          onChange={(next) => form.setFieldValue('safety', (next ?? '') as Rights['safety'])}
        />
        <Button type="submit" loading={save.isPending} disabled={isNothing}>
          Say it
        </Button>
      </form>
    </Panel>
  )
}

/** Freezes the dialogues that are kept now. The same dialogues, seed and share give the version that exists already. */
import { Button, Modal, NumberInput, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { dataSetsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import classes from './new-version.module.css'

export function NewVersion() {
  const projectId = useProjectId()
  const { isNew = false } = dataSetsRoute.useSearch()
  const navigate = dataSetsRoute.useNavigate()
  const queryClient = useQueryClient()
  const close = () => void navigate({ search: (previous) => ({ ...previous, isNew: undefined }), replace: true })
  const form = useForm({
    initialValues: { name: '', seed: 0, heldoutPercent: 5, isReviewedOnly: false },
    validate: { name: (value) => (value.trim() ? null : 'Give it a name') },
  })
  const create = useMutation(
    trpc.dataSets.createVersion.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.exports.pathFilter())
        close()
      },
      onError: notifyFailure,
    }),
  )
  return (
    <Modal opened={isNew} onClose={close} title="New version">
      <form
        className={classes.form}
        onSubmit={form.onSubmit(({ name, seed, heldoutPercent, isReviewedOnly }) =>
          create.mutate({ projectId, name: name.trim(), seed, heldout: heldoutPercent / 100, isReviewedOnly }),
        )}
      >
        <TextInput
          label="Data set"
          description="A known name makes its next version"
          placeholder="role-video"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <div className={classes.pair}>
          <NumberInput label="Held out, %" min={0} max={90} {...form.getInputProps('heldoutPercent')} />
          <NumberInput label="Seed" min={0} max={2_147_483_647} allowDecimal={false} {...form.getInputProps('seed')} />
        </div>
        <Switch
          label="Only what a person has accepted or edited"
          {...form.getInputProps('isReviewedOnly', { type: 'checkbox' })}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make the version
          </Button>
        </div>
      </form>
    </Modal>
  )
}

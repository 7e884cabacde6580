/**
 * Freezes the dialogues that are kept now, by a job. The same dialogues and split give the version that exists already.
 */
import { Button, Modal, NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { dataSetsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import classes from './new-version.module.css'

type GroupBy = 'video' | 'creator' | 'cluster'

export function NewVersion() {
  const projectId = useProjectId()
  const { isNew = false } = dataSetsRoute.useSearch()
  const navigate = dataSetsRoute.useNavigate()
  const queryClient = useQueryClient()
  const close = () => void navigate({ search: (previous) => ({ ...previous, isNew: undefined }), replace: true })
  const form = useForm({
    initialValues: {
      name: '',
      seed: 0,
      size: 'share',
      heldoutPercent: 5,
      train: 57_000,
      heldout: 3_000,
      groupBy: 'cluster' as GroupBy,
      isReviewedOnly: false,
    },
    validate: { name: (value) => (value.trim() ? null : 'Give it a name') },
  })
  const create = useMutation(
    trpc.dataSets.createVersion.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.jobs.pathFilter())
        close()
      },
      onError: notifyFailure,
    }),
  )
  return (
    <Modal opened={isNew} onClose={close} title="New version">
      <form
        className={classes.form}
        onSubmit={form.onSubmit(({ name, seed, size, heldoutPercent, train, heldout, groupBy, isReviewedOnly }) =>
          create.mutate({
            projectId,
            name: name.trim(),
            seed,
            groupBy,
            isReviewedOnly,
            ...(size === 'share' ? { heldout: heldoutPercent / 100 } : { counts: { train, heldout } }),
          }),
        )}
      >
        <TextInput
          label="Data set"
          description="A known name makes its next version"
          placeholder="role-video"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <SegmentedControl
          aria-label="How large the sides are"
          data={[
            { value: 'share', label: 'A share of dialogues' },
            { value: 'counts', label: 'Counts of videos' },
          ]}
          {...form.getInputProps('size')}
        />
        {form.values.size === 'share' ? (
          <NumberInput label="Held out, %" min={0} max={90} {...form.getInputProps('heldoutPercent')} />
        ) : (
          <div className={classes.pair}>
            <NumberInput label="To train on" min={0} allowDecimal={false} {...form.getInputProps('train')} />
            <NumberInput label="Held out" min={0} allowDecimal={false} {...form.getInputProps('heldout')} />
          </div>
        )}
        <Select
          label="Never on both sides"
          allowDeselect={false}
          data={[
            { value: 'cluster', label: 'a creator, a source, or near-duplicates' },
            { value: 'creator', label: 'a creator' },
            { value: 'video', label: 'a video' },
          ]}
          {...form.getInputProps('groupBy')}
        />
        <NumberInput label="Seed" min={0} max={2_147_483_647} allowDecimal={false} {...form.getInputProps('seed')} />
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

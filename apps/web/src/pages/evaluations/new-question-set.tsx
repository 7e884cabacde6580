/** Questions taken from the dialogues that were kept: so many from each video. */
import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useProjectId } from '../../shell/project.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { plural } from '../../format.js'
import { evaluationsRoute } from '../../routes.js'
import { trpc } from '../../trpc.js'
import classes from './new-evaluation.module.css'

export function NewQuestionSet() {
  const projectId = useProjectId()
  const { isNewSet = false } = evaluationsRoute.useSearch()
  const navigate = evaluationsRoute.useNavigate()
  const queryClient = useQueryClient()
  const close = () => void navigate({ search: (previous) => ({ ...previous, isNewSet: undefined }), replace: true })
  const form = useForm({
    initialValues: { name: '', perVideo: 3 },
    validate: { name: (value) => (value.trim() ? null : 'Give it a name') },
  })
  const create = useMutation(
    trpc.questions.fromDialogues.mutationOptions({
      onSuccess: async (set) => {
        notifications.show({
          title: 'Question set made',
          message: `${plural(set.questions, 'question')}, version ${set.version}`,
        })
        await queryClient.invalidateQueries(trpc.questions.pathFilter())
        await navigate({ search: { tab: 'questions', questionSet: set.id } })
      },
      onError: notifyFailure,
    }),
  )
  return (
    <Modal opened={isNewSet} onClose={close} title="Questions from dialogues">
      <form
        className={classes.form}
        onSubmit={form.onSubmit((values) =>
          create.mutate({ projectId, name: values.name.trim(), perVideo: values.perVideo }),
        )}
      >
        <p className="soft">
          The questions of kept dialogues, with their answers as references. Every video takes part.
        </p>
        <TextInput label="Name" placeholder="First look" data-autofocus {...form.getInputProps('name')} />
        <NumberInput
          label="From each video"
          min={1}
          max={100}
          allowDecimal={false}
          {...form.getInputProps('perVideo')}
        />
        <div className={classes.actions}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make the set
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Registers the model that came of a run, so that it is asked with the labels and the layout it was trained on. */
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TrainingRunView } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { trpc } from '../../trpc.js'
import classes from './version.module.css'

type Layout = 'openai' | 'vllm' | 'lmdeploy' | 'ms-swift'

export function RunModel({ run }: { run: TrainingRunView }) {
  const queryClient = useQueryClient()
  const layouts: Layout[] =
    run.trainer === 'ms-swift'
      ? ['ms-swift']
      : run.trainer === 'other'
        ? ['vllm', 'lmdeploy', 'openai', 'ms-swift']
        : ['vllm', 'lmdeploy', 'openai']
  const form = useForm({
    initialValues: { model: '', layout: layouts[0]! },
    validate: { model: (value) => (value.trim() ? null : 'As the endpoint calls it') },
  })
  const register = useMutation(
    trpc.training.registerModel.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(),
      onError: notifyFailure,
    }),
  )
  return (
    <form
      className={classes.bar}
      onSubmit={form.onSubmit(({ model, layout }) =>
        register.mutate({ runId: run.id, name: run.name, model: model.trim(), layout }),
      )}
    >
      <TextInput label="Model that came of it" placeholder="name at your endpoint" {...form.getInputProps('model')} />
      <Select label="Layout" allowDeselect={false} data={layouts} {...form.getInputProps('layout')} />
      <Button type="submit" variant="default" loading={register.isPending}>
        Register the model
      </Button>
    </form>
  )
}

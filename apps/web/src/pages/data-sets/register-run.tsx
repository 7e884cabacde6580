/** A new training run: which trainer, and what the paper says of its own (R42): base model, cards, attention. */
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TrainingRunView } from '../../api-types.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { Panel } from '../../components/panel.js'
import { trpc } from '../../trpc.js'
import classes from './version.module.css'

interface Values {
  name: string
  trainer: TrainingRunView['trainer']
  base: string
  cards: string
  attention: string
}

export function RegisterRun({ versionId }: { versionId: string }) {
  const queryClient = useQueryClient()
  const form = useForm<Values>({
    initialValues: { name: '', trainer: 'internvl', base: '', cards: '', attention: '' },
    validate: { name: (value) => (value.trim() ? null : 'Give it a name') },
  })
  const register = useMutation(
    trpc.training.register.mutationOptions({
      onSuccess: async () => {
        form.reset()
        await queryClient.invalidateQueries(trpc.training.pathFilter())
      },
      onError: notifyFailure,
    }),
  )
  return (
    <Panel title="New run">
      <form
        className={classes.bar}
        onSubmit={form.onSubmit(({ name, trainer, ...facts }) =>
          register.mutate({
            versionId,
            name: name.trim(),
            trainer,
            facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value.trim() !== '')),
          }),
        )}
      >
        <TextInput label="Name" placeholder="8B, LoRA" {...form.getInputProps('name')} />
        <Select
          label="Trainer"
          allowDeselect={false}
          data={[
            { value: 'internvl', label: 'InternVL' },
            { value: 'ms-swift', label: 'ms-swift' },
            { value: 'llama-factory', label: 'LLaMA-Factory' },
            { value: 'other', label: 'another' },
          ]}
          {...form.getInputProps('trainer')}
        />
        <TextInput label="Base model" placeholder="InternVL2.5-8B" {...form.getInputProps('base')} />
        <TextInput label="Cards" placeholder="2 × A6000" {...form.getInputProps('cards')} />
        <TextInput label="Attention" placeholder="FlashAttention 2.7.4" {...form.getInputProps('attention')} />
        <Button type="submit" loading={register.isPending}>
          Register
        </Button>
      </form>
    </Panel>
  )
}

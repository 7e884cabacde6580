/** A new character, or one that is changed: name, videos, words, greeting, who answers. */
import { Button, Modal, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CharacterDetail } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { RowsSkeleton } from '../../components/skeletons.js'
import { percent } from '../../format.js'
import { useProjectId } from '../../shell/project.js'
import { trpc } from '../../trpc.js'
import classes from './characters.module.css'

interface Props {
  /** Of the character to change; a new one where absent. */
  id: string | undefined
  onClose: () => void
}

export function CharacterForm({ id, onClose }: Props) {
  const known = useQuery(trpc.characters.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }))
  return (
    <Modal opened onClose={onClose} title={id === undefined ? 'New character' : 'Change the character'} size="lg">
      {known.error ? (
        <FailureNote error={known.error} onRetry={() => void known.refetch()} />
      ) : id !== undefined && known.isPending ? (
        <RowsSkeleton rows={5} />
      ) : (
        <Fields character={known.data} onClose={onClose} />
      )}
    </Modal>
  )
}

function Fields({ character, onClose }: { character: CharacterDetail | undefined; onClose: () => void }) {
  const projectId = useProjectId()
  const queryClient = useQueryClient()
  const videos = useQuery(trpc.videos.list.queryOptions({ projectId, limit: 200 }))
  const models = useQuery(trpc.models.list.queryOptions())
  const form = useForm({
    initialValues: {
      name: character?.name ?? '',
      videoIds: character?.videos.map((video) => video.id) ?? [],
      persona: character?.persona ?? '',
      greeting: character?.greeting ?? '',
      responderModelId: character?.responder?.id ?? null,
      examplesFromDialogues: 3,
    },
    validate: {
      name: (value) => (value.trim() ? null : 'Give it a name'),
      videoIds: (value) => (value.length > 0 ? null : 'Choose at least one video'),
    },
  })
  const done = {
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.characters.pathFilter())
      onClose()
    },
    onError: notifyFailure,
  }
  const create = useMutation(trpc.characters.create.mutationOptions(done))
  const change = useMutation(trpc.characters.change.mutationOptions(done))
  const choices = new Map((videos.data?.items ?? []).map((video) => [video.id, video.name]))
  for (const video of character?.videos ?? []) choices.set(video.id, video.name)
  return (
    <form
      className={classes.form}
      onSubmit={form.onSubmit(({ examplesFromDialogues, ...values }) =>
        character === undefined
          ? create.mutate({ ...values, examplesFromDialogues })
          : change.mutate({ ...values, id: character.id }),
      )}
    >
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <MultiSelect
        label="Videos"
        description="Of one person; the model sees them one after another."
        searchable
        maxValues={20}
        data={[...choices].map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('videoIds')}
      />
      <Textarea
        label="About the person"
        description="Material for the prompt, beside the summaries of the videos."
        autosize
        minRows={2}
        maxRows={10}
        {...form.getInputProps('persona')}
      />
      <Textarea label="First words" autosize minRows={1} maxRows={6} {...form.getInputProps('greeting')} />
      <Select
        label="Answered by"
        placeholder="the responder of the settings"
        clearable
        data={(models.data ?? []).map((model) => ({ value: model.id, label: model.name }))}
        {...form.getInputProps('responderModelId')}
      />
      {character === undefined ? (
        <NumberInput
          label="Examples from its kept dialogues"
          min={0}
          max={20}
          allowDecimal={false}
          {...form.getInputProps('examplesFromDialogues')}
        />
      ) : (
        <Style style={character.style} />
      )}
      <div className={classes.formActions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending || change.isPending}>
          {character === undefined ? 'Make it' : 'Save'}
        </Button>
      </div>
    </form>
  )
}

/** How the person speaks, by the kept dialogues of its videos. */
function Style({ style }: { style: CharacterDetail['style'] }) {
  if (style === null)
    return <p className="faint">Its videos have no kept dialogues, so its manner cannot be told yet.</p>
  return (
    <p className="faint">
      In {style.responses} kept answers: {Math.round(style.medianCharacters)} characters in the middle,{' '}
      {style.meanWords.toFixed(1)} words on average, lists in {percent(style.withList)}, stock phrases of an AI in{' '}
      {percent(style.withAiPhrase)}.
    </p>
  )
}

/** Another choice of frames: strategy, settings, and how many fit. It becomes a sample of its own beside the others. */
import { Button, Checkbox, Drawer, NumberInput, SegmentedControl, Select, Switch, Textarea } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FrameFit, VideoDetail } from '../../api-types.js'
import { FailureNote } from '../../components/failure-note.js'
import { isActive } from '../../components/job-words.js'
import { notifyFailure } from '../../components/notify-failure.js'
import { ProgressLine } from '../../components/progress-line.js'
import { count } from '../../format.js'
import { trpc } from '../../trpc.js'
import { strategyNames, type StrategyName } from './sample-name.js'
import classes from './choose-again.module.css'

interface Props {
  video: VideoDetail
  isOpen: boolean
  onClose: () => void
  onMade: (sampleId: string) => void
}

export function ChooseAgain({ video, isOpen, onClose, onMade }: Props) {
  return (
    <Drawer opened={isOpen} onClose={onClose} title="Choose frames again" size={440}>
      <Asking
        video={video}
        onMade={(sampleId) => {
          onMade(sampleId)
          onClose()
        }}
      />
    </Drawer>
  )
}

interface Values {
  strategy: StrategyName
  question: string
  differenceThreshold: number | ''
  groups: number | ''
  similarityThreshold: number | ''
  cap: 'paper' | 'fit' | 'number'
  maxFrames: number | ''
  preset: FrameFit['preset']
  contextTokens: number | ''
  textTokens: number | ''
  maxGapSeconds: number | ''
  continuity: boolean
  skipBlack: boolean
  skipBlurred: boolean
  skipFlashes: boolean
}

const initialValues: Values = {
  strategy: 'paper',
  question: '',
  differenceThreshold: '',
  groups: '',
  similarityThreshold: '',
  cap: 'paper',
  maxFrames: 64,
  preset: 'internvl2.5-8b',
  contextTokens: '',
  textTokens: 2048,
  maxGapSeconds: '',
  continuity: false,
  skipBlack: false,
  skipBlurred: false,
  skipFlashes: false,
}

const explained: Record<StrategyName, string> = {
  paper: '§4.1: by the kind of the video. Everything below is beyond the paper.',
  uniform: 'The same number of frames as the cap, equally far apart.',
  shots: 'Cuts the film into as many stretches of one look as frames may be taken, and shows each.',
  diverse: 'Takes, one after another, the frame least like those taken.',
  question: 'Takes the frames that fit a question, and covers the rest.',
}

function Asking({ video, onMade }: { video: VideoDetail; onMade: (sampleId: string) => void }) {
  const queryClient = useQueryClient()
  const [jobId, setJobId] = useState<string>()
  const form = useForm<Values>({
    initialValues,
    validate: {
      question: (value, { strategy }) => (strategy === 'question' && value.trim() === '' ? 'Write the question' : null),
    },
  })
  const ask = useMutation(
    trpc.sampling.ask.mutationOptions({
      onSuccess: (asked) => {
        if (asked.sampleId) onMade(asked.sampleId)
        else setJobId(asked.jobId ?? undefined)
      },
      onError: notifyFailure,
    }),
  )
  const job = useQuery({
    ...trpc.jobs.get.queryOptions({ id: jobId ?? '' }),
    enabled: jobId !== undefined,
    refetchInterval: ({ state }) => (state.data && isActive(state.data.state) ? 1000 : false),
  })
  const made = job.data?.result?.sampleId
  useEffect(() => {
    if (typeof made !== 'string') return
    void queryClient.invalidateQueries(trpc.sampling.pathFilter())
    onMade(made)
  }, [made, onMade, queryClient])
  const isBusy = job.data !== undefined && isActive(job.data.state)
  const { values } = form
  return (
    <form className={classes.form} onSubmit={form.onSubmit((asked) => ask.mutate(toInput(video.id, asked)))}>
      <Select
        label="Strategy"
        description={
          video.kind === 'live'
            ? 'A live keeps every frame, whatever the strategy; only the cap counts.'
            : explained[values.strategy]
        }
        data={Object.entries(strategyNames).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('strategy')}
      />
      {values.strategy === 'question' ? (
        <Textarea label="Question" autosize minRows={2} maxLength={2000} {...form.getInputProps('question')} />
      ) : null}
      {values.strategy === 'paper' && video.kind === 'documentary' ? (
        <fieldset className={classes.row}>
          <legend>Steps 1 to 3 (empty: our defaults)</legend>
          <NumberInput
            label="T, difference"
            placeholder="5"
            min={0}
            max={255}
            {...form.getInputProps('differenceThreshold')}
          />
          <NumberInput
            label="G, groups"
            placeholder="128"
            min={1}
            max={1024}
            allowDecimal={false}
            {...form.getInputProps('groups')}
          />
          <NumberInput
            label="τ, similarity"
            placeholder="0.93"
            min={-1}
            max={1}
            step={0.01}
            {...form.getInputProps('similarityThreshold')}
          />
        </fieldset>
      ) : null}
      <Cap video={video} form={form} />
      <NumberInput
        label="Longest stretch without a frame"
        description="Frames are added where it would be longer; where the cap is reached, those nearest to another make way."
        placeholder="no limit"
        suffix=" s"
        min={0.1}
        {...form.getInputProps('maxGapSeconds')}
      />
      <fieldset className={classes.gates}>
        <legend>Replace by a good frame near by</legend>
        <Checkbox label="black frames" {...form.getInputProps('skipBlack', { type: 'checkbox' })} />
        <Checkbox label="blurred ones" {...form.getInputProps('skipBlurred', { type: 'checkbox' })} />
        <Checkbox label="flashes" {...form.getInputProps('skipFlashes', { type: 'checkbox' })} />
      </fieldset>
      <Switch
        label="No jump in the number of frames at 5 s and at 10 min"
        {...form.getInputProps('continuity', { type: 'checkbox' })}
      />
      {job.data?.error ? <FailureNote error={job.data.error} /> : null}
      {isBusy && job.data ? <ProgressLine job={job.data} /> : null}
      <Button type="submit" loading={ask.isPending || isBusy}>
        Choose frames
      </Button>
    </form>
  )
}

function Cap({
  video,
  form,
}: {
  video: VideoDetail
  form: Pick<UseFormReturnType<Values>, 'values' | 'getInputProps'>
}) {
  const { cap, preset, contextTokens, textTokens } = form.values
  const fits = useQuery({
    ...trpc.sampling.fits.queryOptions({
      videoId: video.id,
      textTokens: Number(textTokens) || 0,
      ...(contextTokens === '' ? {} : { contextTokens: { [preset]: contextTokens } }),
    }),
    enabled: cap === 'fit',
  })
  const fit = fits.data?.find((one) => one.preset === preset)
  return (
    <fieldset className={classes.stack}>
      <legend>At most</legend>
      <SegmentedControl
        fullWidth
        aria-label="How many frames at most"
        data={[
          { value: 'paper', label: '128, as the paper' },
          { value: 'fit', label: 'what fits' },
          { value: 'number', label: 'a number' },
        ]}
        {...form.getInputProps('cap')}
      />
      {cap === 'number' ? (
        <NumberInput
          aria-label="Frames at most"
          min={1}
          max={1024}
          allowDecimal={false}
          suffix=" frames"
          {...form.getInputProps('maxFrames')}
        />
      ) : null}
      {cap === 'fit' ? (
        <>
          <Select
            aria-label="Model"
            data={(fits.data ?? []).map(({ preset: value, name }) => ({ value, label: name }))}
            {...form.getInputProps('preset')}
          />
          <div className={classes.row}>
            <NumberInput
              label="Context"
              placeholder={fit ? String(fit.contextTokens) : ''}
              min={1}
              allowDecimal={false}
              {...form.getInputProps('contextTokens')}
            />
            <NumberInput label="Kept for text" min={0} allowDecimal={false} {...form.getInputProps('textTokens')} />
          </div>
          {fit ? (
            <p className={fit.warning ? (classes.short ?? '') : 'soft'}>
              {fit.warning ?? `All 128 fit: ${count(fit.tokens)} tokens.`} The rule: {fit.rule}.
            </p>
          ) : null}
        </>
      ) : null}
    </fieldset>
  )
}

const given = (value: number | ''): number | undefined => (value === '' ? undefined : value)

function toInput(videoId: string, values: Values) {
  const { strategy, cap, preset, continuity, skipBlack, skipBlurred, skipFlashes } = values
  return {
    videoId,
    settings: {
      ...(strategy === 'paper' ? {} : { strategy }),
      ...(strategy === 'question' ? { question: values.question.trim() } : {}),
      ...(strategy === 'paper'
        ? {
            differenceThreshold: given(values.differenceThreshold),
            groups: given(values.groups),
            similarityThreshold: given(values.similarityThreshold),
          }
        : {}),
      maxGapSeconds: given(values.maxGapSeconds),
      ...(cap === 'number' ? { maxFrames: given(values.maxFrames) } : {}),
      ...Object.fromEntries(
        Object.entries({ continuity, skipBlack, skipBlurred, skipFlashes }).filter(([, isOn]) => isOn),
      ),
    },
    ...(cap === 'fit'
      ? { fit: { preset, textTokens: given(values.textTokens) ?? 0, contextTokens: given(values.contextTokens) } }
      : {}),
  }
}

/** When frames are shown, in files that say it in every way there is. Both decoders against a full decode. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasFfmpeg } from '../backends.test-support.js'
import {
  bothDecoders,
  ffmpeg,
  countPackets,
  differencesFromFullDecode,
  moving,
  shownPts,
  x264,
} from './full-decode.test-support.js'

describe.skipIf(!hasFfmpeg)(`timelines${hasFfmpeg ? '' : ' (not run: ffmpeg is not installed)'}`, () => {
  const { decoders, draw, folder } = bothDecoders()

  const uneven = 'settb=1/1000,setpts=if(lt(N\\,10)\\,N*0.04\\,0.4+(N-10)*0.17)/TB'
  const passthrough = ['-fps_mode', 'passthrough', '-enc_time_base', '1/1000']
  const openGop = ['-c:v', 'libx264', '-preset', 'ultrafast', '-x264-params']

  test.each([
    ['a variable frame rate', 'uneven.mp4', [...moving, '-vf', uneven, ...x264, ...passthrough]],
    ['a variable frame rate in Matroska', 'uneven.mkv', [...moving, '-vf', uneven, ...x264, ...passthrough]],
    ['B frames in MP4, whose edit list hides their delay', 'b.mp4', [...moving, ...x264]],
    ['B frames without a delay in the picture order', 'plain.mkv', [...moving, ...x264, '-bf', '0']],
    ['a start long after zero', 'late.mkv', [...moving, ...x264, '-output_ts_offset', '7']],
    ['a fragmented MP4', 'pieces.mp4', [...moving, ...x264, '-movflags', 'frag_keyframe+empty_moov+default_base_moof']],
    ['a transport stream', 'stream.ts', [...moving, ...x264]],
    ['a program stream', 'program.mpg', [...moving, '-r', '25', '-c:v', 'mpeg2video', '-bf', '2', '-g', '12']],
    ['AVI without pts, with B frames', 'packed.avi', [...moving, '-c:v', 'mpeg4', '-bf', '2', '-g', '12']],
    ['AVI without pts, H.264', 'h264.avi', [...moving, ...x264, '-bf', '0']],
    [
      'open groups of pictures',
      'open.mp4',
      [...moving, ...openGop, 'open-gop=1:bframes=3:b-pyramid=normal:b-adapt=0:keyint=8:min-keyint=8:scenecut=0'],
    ],
    [
      'open groups of pictures, HEVC',
      'open-hevc.mp4',
      [
        ...moving,
        '-c:v',
        'libx265',
        '-preset',
        'ultrafast',
        '-x265-params',
        'log-level=none:open-gop=1:keyint=8:bframes=3',
      ],
    ],
    ['Flash video', 'flash.flv', [...moving, ...x264]],
  ])('%s', async (_, name, words) => {
    const path = await draw(name, ...words)
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
  })

  test('an edit list that begins in the middle of a group: what it throws away is never shown', async () => {
    const whole = await draw('b.mp4', ...moving, ...x264)
    const path = await draw('edited.mp4', '-ss', '0.7', '-i', whole, '-c', 'copy')
    expect(countPackets(path)).toBeGreaterThan(shownPts(path).length)
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
  })

  test.each([
    ['VP9', 'libvpx-vp9', ['-bsf:v', 'vp9_superframe_split', '-fflags', '-autobsf']],
    ['VP8', 'libvpx', []],
  ])('frames of %s that are never shown do not count', async (_, encoder, unpacking) => {
    // Only the second pass knows where a frame from the future pays.
    const source = ['-f', 'lavfi', '-i', 'testsrc2=s=96x64:r=12:d=4', '-pix_fmt', 'yuv420p', '-c:v', encoder]
    const options = '-deadline good -cpu-used 1 -b:v 60k -auto-alt-ref 1 -lag-in-frames 25'.split(' ')
    const log = join(folder, encoder)
    ffmpeg(...source, ...options, '-pass', '1', '-passlogfile', log, '-f', 'null', '-')
    const drawn = await draw(`whole-${encoder}.webm`, ...source, ...options, '-pass', '2', '-passlogfile', log)
    const path = await draw(`${encoder}.webm`, '-i', drawn, '-c', 'copy', ...unpacking)
    expect(countPackets(path)).toBeGreaterThan(shownPts(path).length)
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
  })

  test('sound is noticed, also where it starts before the pictures, and moves nothing', async () => {
    const sound = ['-f', 'lavfi', '-i', 'sine=d=2']
    const path = await draw('sound.mp4', ...moving.slice(0, 4), ...sound, '-pix_fmt', 'yuv420p', ...x264, '-c:a', 'aac')
    expect(await differencesFromFullDecode(decoders, path)).toEqual([])
    for (const decoder of decoders) {
      expect((await decoder.probe(path)).hasAudio).toBe(true)
      expect((await decoder.probe(await draw('b.mp4', ...moving, ...x264))).hasAudio).toBe(false)
    }
  })
})

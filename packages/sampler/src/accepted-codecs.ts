/** What may be decoded at all. Rare and old decoders are where the memory errors live, so they are not on the list. */

/** Kinds of video, by the names of their codecs. */
export const videoCodecs: readonly string[] =
  'h264 hevc vp8 vp9 av1 mpeg4 mpeg2video mpeg1video mjpeg h263 flv1 theora vc1 wmv3 msmpeg4v3 prores'.split(' ')

/** Decoders, by their own names. Sound and subtitles are never decoded for us, but looked at when a file is opened. */
export const decoderNames: readonly string[] = [
  ...'h264 hevc vp8 vp9 libvpx libvpx-vp9 av1 libdav1d libaom-av1 mpeg4 mpeg2video mpeg1video mjpeg h263 flv theora vc1 wmv3 msmpeg4 prores'.split(
    ' ',
  ),
  ...'aac mp3 mp3float mp2 mp2float mp1 mp1float opus libopus vorbis ac3 eac3 flac alac amrnb amrwb wmav1 wmav2'.split(
    ' ',
  ),
  ...'pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_f32le pcm_u8 pcm_alaw pcm_mulaw adpcm_ms adpcm_ima_wav'.split(
    ' ',
  ),
  ...'mov_text srt subrip webvtt ass ssa text'.split(' '),
]

"""What Python users would write: OpenCV and PyAV, in one process or two, on the jobs of the sampler's benchmark.

    peers.py LIBRARY WAY PROCESSES VIDEO WANTED OUT

LIBRARY is opencv or pyav; WAY is `seek` (to each frame) or `read` (all in order). WANTED is a JSON file: for each frame
its position, its pts in the stream's units and in seconds. With `jpeg` in OUT's name each frame becomes a JPEG there, no
wider than 1280; otherwise all become grey planes of 160x90. Prints which frames it got, by pts in seconds.

`peers.py check LIBRARY` tells whether the library is there.
"""
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor

WIDEST = 1280


def save(picture, position, out):
    import cv2
    if 'jpeg' in out:
        height, width = picture.shape[:2]
        if width > WIDEST:
            picture = cv2.resize(picture, (WIDEST, round(height * WIDEST / width)), interpolation=cv2.INTER_AREA)
        cv2.imwrite(f'{out}/{position:06}.jpg', picture, [cv2.IMWRITE_JPEG_QUALITY, 92])
        return
    plane = cv2.cvtColor(cv2.resize(picture, (160, 90), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    with open(f'{out}/{position:06}.grey', 'wb') as file:
        file.write(plane.tobytes())


def opencv(way, video, wanted, out, threads):
    os.environ['OPENCV_FFMPEG_CAPTURE_OPTIONS'] = f'threads;{threads or os.cpu_count()}'
    import cv2
    capture = cv2.VideoCapture(video, cv2.CAP_FFMPEG)
    got, at = [], -1
    if way == 'read' and wanted and wanted[0][0] > 0:
        capture.set(cv2.CAP_PROP_POS_FRAMES, wanted[0][0])
        at = wanted[0][0] - 1
    for position, _, _ in wanted:
        if way == 'seek':
            capture.set(cv2.CAP_PROP_POS_FRAMES, position)
            capture.grab()
        while way == 'read' and at < position:
            capture.grab()
            at += 1
        time = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        there, picture = capture.retrieve()
        if there:
            save(picture, position, out)
            got.append(time)
    return got


def pyav(way, video, wanted, out, threads):
    import av
    got = []

    def give(frame, position):
        got.append(float(frame.time))
        save(frame.to_ndarray(format='bgr24'), position, out)

    with av.open(video) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = threads
        stream.codec_context.thread_type = 'AUTO'
        if way == 'seek':
            for position, pts, _ in wanted:
                container.seek(pts, stream=stream)
                for frame in container.decode(stream):
                    if frame.pts is not None and frame.pts >= pts:
                        give(frame, position)
                        break
            return got
        left = list(wanted)
        if left and left[0][0] > 0:
            container.seek(left[0][1], stream=stream)
        for frame in container.decode(stream):
            if left and frame.pts is not None and frame.pts >= left[0][1]:
                give(frame, left.pop(0)[0])
            if not left:
                break
    return got


def part(work):
    library, *rest = work
    return {'opencv': opencv, 'pyav': pyav}[library](*rest)


def main():
    if sys.argv[1] == 'check':
        __import__({'opencv': 'cv2', 'pyav': 'av'}[sys.argv[2]])
        __import__('cv2')
        return
    library, way, processes, video, wanted_file, out = sys.argv[1:]
    with open(wanted_file) as file:
        wanted = json.load(file)
    count = int(processes)
    if count == 1:
        print(json.dumps(part((library, way, video, wanted, out, 0))))
        return
    share = -(-len(wanted) // count)
    parts = [(library, way, video, wanted[at : at + share], out, 1) for at in range(0, len(wanted), share)]
    with ProcessPoolExecutor(count) as pool:
        print(json.dumps([time for times in pool.map(part, parts) for time in times]))


main()

#!/bin/bash
# Looks at what make.sh made with programs that share nothing with the portal: ffprobe for the recordings, and Python's
# webvtt-py (PyPI) for captions and chapters; PYTHON names a Python that has it.
set -euo pipefail
cd "$(dirname "$0")"
for file in *.webm; do
    size=$(stat -c %s "$file")
    facts=$(ffprobe -v error -show_entries stream=codec_name:format=format_name,duration -of compact "$file" | tr '\n' ' ')
    echo "$file $size $facts"
    [[ $size -le 1500000 && $facts == *vp9* && $facts == *opus* ]]
    seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$file")
    awk -v s="$seconds" 'BEGIN { exit !(s >= 60 && s <= 120) }'
    # Every frame can be decoded.
    ffmpeg -nostdin -v error -i "$file" -f null - 2>&1 | { ! grep .; }
    "${PYTHON:-python3}" - "${file%.webm}" "$seconds" <<'PYTHON'
import sys, webvtt
name, seconds = sys.argv[1], float(sys.argv[2])
for kind in ("captions", "chapters"):
    cues = webvtt.read(f"{name}.{kind}.vtt").captions
    assert cues and all(a.start_in_seconds < a.end_in_seconds for a in cues), kind
    assert all(a.end_in_seconds <= b.start_in_seconds for a, b in zip(cues, cues[1:])), kind
    assert cues[-1].end_in_seconds <= seconds + 1, kind
    assert kind != "captions" or all(len(cue.lines) <= 2 for cue in cues), kind
    print(f"{name}.{kind}.vtt {len(cues)} cues")
PYTHON
done

# Reads captions with Python's webvtt-py, which shares nothing with the portal's reader, and prints the cues as JSON.

import json
import sys

import webvtt

print(json.dumps([[cue.start, cue.end, cue.text] for cue in webvtt.read(sys.argv[1]).captions]))

# Reads an exported list with Python's csv module, which shares nothing with what wrote it, and prints the rows as JSON.
# Argument: the file.

import csv
import json
import sys

with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    print(json.dumps(list(csv.DictReader(file, strict=True))))

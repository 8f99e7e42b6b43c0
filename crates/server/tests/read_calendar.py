# Reads a calendar file with Python's icalendar, which shares nothing with what wrote it, and prints what a calendar would
# take from it as JSON. Arguments: the file, and the zone of the clock on the wall.

import json
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar

calendar = Calendar.from_ical(Path(sys.argv[1]).read_bytes())
events = list(calendar.walk("VEVENT"))
assert len(events) == 1, "one event"
event = events[0]
attendees = event.get("ATTENDEE", [])
start, end = event.decoded("DTSTART"), event.decoded("DTEND")
print(json.dumps({
    "method": str(calendar["METHOD"]),
    "uid": str(event["UID"]),
    "sequence": int(event["SEQUENCE"]),
    "status": str(event["STATUS"]),
    "summary": str(event["SUMMARY"]),
    "description": str(event["DESCRIPTION"]),
    "organizer": str(event["ORGANIZER"]) if "ORGANIZER" in event else None,
    "organizer_name": event["ORGANIZER"].params.get("CN") if "ORGANIZER" in event else None,
    "attendees": [str(a) for a in (attendees if isinstance(attendees, list) else [attendees])],
    "start_there": start.astimezone(ZoneInfo(sys.argv[2])).isoformat(),
    "minutes": int((end - start).total_seconds() // 60),
    "errors": [str(error) for error in getattr(event, "errors", [])] + [str(error) for error in getattr(calendar, "errors", [])],
}))

#!/bin/bash
# Makes the recordings of the demonstration out of texts/*.txt: a synthetic voice reads them (espeak-ng), slides are drawn
# (ffmpeg, DejaVu), and captions, chapters and a PDF of the slides are written from the same text. Captions have the times of
# the speech as it was rendered, sentence by sentence. The results are committed: neither building nor serving needs this.
#
#   apt-get install espeak-ng ffmpeg fonts-dejavu-core && crates/server/media/make.sh && crates/server/media/check.sh
#
# With names of texts after it, it makes those only. A text has "title:" and "voice: NAME WORDS-PER-MINUTE PITCH" on top; "# " begins a slide, "- " stands on it, and every
# other line is one spoken sentence.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
font=/usr/share/fonts/truetype/dejavu/DejaVuSans
ff=(ffmpeg -nostdin -hide_banner -loglevel error -y)
# Samples a second of everything that is heard, and what is heard between sentences and around slides.
rate=48000
pause=0.45
between=0.9

stamp() { awk -v n="$1" -v r=$rate 'BEGIN { ms = int(n * 1000 / r + 0.5); printf "%02d:%02d:%02d.%03d", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000 }'; }
samples() { ffprobe -v error -show_entries stream=duration_ts -of csv=p=0 "$1"; }
silence() { "${ff[@]}" -f lavfi -i "anullsrc=r=$rate:cl=mono" -t "$1" -c:a pcm_s16le "$2"; }

# slide FILE TITLE-OF-ALL HEADING POINT…
slide() {
    local file=$1 whole=$2 heading=$3 n=0 filter
    shift 3
    printf '%s' "$whole" > "$work/whole"
    printf '%s' "$heading" > "$work/heading"
    filter="drawbox=x=0:y=0:w=iw:h=12:color=0x1f6f8b:t=fill"
    filter+=",drawtext=fontfile=$font.ttf:textfile=$work/whole:fontsize=24:fontcolor=0x9fc4d0:x=60:y=50"
    filter+=",drawtext=fontfile=$font-Bold.ttf:textfile=$work/heading:fontsize=48:fontcolor=white:x=60:y=110"
    for point in "$@"; do
        printf '•  %s' "$point" > "$work/point$n"
        filter+=",drawtext=fontfile=$font.ttf:textfile=$work/point$n:fontsize=34:fontcolor=0xe8eef0:x=70:y=$((220 + n * 70))"
        n=$((n + 1))
    done
    printf 'Demonstration: everything here is invented' > "$work/mark"
    filter+=",drawtext=fontfile=$font.ttf:textfile=$work/mark:fontsize=20:fontcolor=0x9fc4d0:x=60:y=h-46"
    "${ff[@]}" -f lavfi -i "color=c=0x12303b:s=960x540" -vf "$filter" -frames:v 1 "$file"
}

# One PDF page a slide, with the fonts that every reader has. Reads "P|whole|heading|point|point…" lines.
pdf() {
    LC_ALL=C awk -F'|' '
    function esc(t) { gsub(/\\/, "\\\\", t); gsub(/\(/, "\\(", t); gsub(/\)/, "\\)", t); return t }
    function put(t) { out = out t "\n" }
    function object(t) { count++; at[count] = length(out); put(count " 0 obj\n" t "\nendobj") }
    function words(font, size, grey, x, y, t) { return sprintf("BT /%s %d Tf %s g %d %d Td (%s) Tj ET\n", font, size, grey, x, y, esc(t)) }
    { n++; pages[n] = $0 }
    END {
        put("%PDF-1.4")
        kids = ""
        for (i = 1; i <= n; i++) kids = kids (3 + 2 * i) " 0 R "
        object("<< /Type /Catalog /Pages 2 0 R >>")
        object("<< /Type /Pages /Count " n " /Kids [ " kids "] >>")
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
        for (i = 1; i <= n; i++) {
            fields = split(pages[i], f, "|")
            s = words("F1", 18, "0.4", 60, 470, f[1]) words("F2", 36, "0", 60, 410, f[2])
            for (p = 3; p <= fields; p++) s = s words("F1", 26, "0.1", 70, 330 - (p - 3) * 52, "- " f[p])
            s = s words("F1", 14, "0.4", 60, 36, "Demonstration: everything here is invented. Slide " i " of " n)
            object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents " (count + 2) " 0 R >>")
            object("<< /Length " length(s) " >>\nstream\n" s "endstream")
        }
        start = length(out)
        put("xref\n0 " (count + 1) "\n0000000000 65535 f ")
        for (i = 1; i <= count; i++) put(sprintf("%010d 00000 n ", at[i]))
        put("trailer\n<< /Size " (count + 1) " /Root 1 0 R >>\nstartxref\n" start "\n%%EOF")
        printf "%s", out
    }'
}

make() {
    local name=$1 text=texts/$1.txt whole voice speed pitch
    whole=$(sed -n 's/^title: //p' "$text")
    read -r voice speed pitch < <(sed -n 's/^voice: //p' "$text")
    rm -rf "$work/$name"; mkdir "$work/$name"
    silence $pause "$work/pause.wav"; silence $between "$work/between.wav"
    local at=0 number=0 sentences=0 begun=0 heading="" points=() spoken=()
    local captions=$name.captions.vtt chapters=$name.chapters.vtt sounds="$work/$name/sounds" shown="$work/$name/shown"
    printf 'WEBVTT\n\nNOTE Demonstration: written by make.sh out of %s\n' "$text" > "$captions"
    cp "$captions" "$chapters"
    : > "$sounds"; : > "$shown"; : > "$work/$name/pages"
    sound() { echo "file '$1'" >> "$sounds"; at=$((at + $(samples "$1"))); }
    finish() {
        [ -n "$heading" ] || return 0
        slide "$work/$name/$number.png" "$whole" "$heading" "${points[@]}"
        (IFS='|'; echo "$whole|$heading|${points[*]}") >> "$work/$name/pages"
        sound "$work/between.wav"
        for sentence in "${spoken[@]}"; do
            sentences=$((sentences + 1))
            espeak-ng -v "$voice" -s "$speed" -p "$pitch" -w "$work/$name/raw.wav" "$sentence"
            "${ff[@]}" -i "$work/$name/raw.wav" -af "silenceremove=start_periods=1:start_threshold=-60dB,areverse,silenceremove=start_periods=1:start_threshold=-60dB,areverse,volume=0.8" -ar $rate -ac 1 -c:a pcm_s16le -bitexact "$work/$name/$sentences.wav"
            printf '\n%s --> ' "$(stamp $at)" >> "$captions"
            sound "$work/$name/$sentences.wav"
            { stamp $at; echo; fold -s -w 64 <<< "$sentence" | sed 's/ *$//'; } >> "$captions"
            sound "$work/pause.wav"
        done
        printf '\n%s --> %s\n%s\n' "$(stamp $begun)" "$(stamp $at)" "$heading" >> "$chapters"
        { echo "file '$work/$name/$number.png'"; awk -v n=$((at - begun)) -v r=$rate 'BEGIN { printf "duration %.6f\n", n / r }'; } >> "$shown"
        begun=$at; number=$((number + 1)); points=(); spoken=()
    }
    while IFS= read -r line; do
        case $line in
            "title: "* | "voice: "* | "") ;;
            "# "*) finish; heading=${line#"# "} ;;
            "- "*) points+=("${line#"- "}") ;;
            *) spoken+=("$line") ;;
        esac
    done < "$text"
    finish
    # The last picture is named twice: without that its duration is not kept.
    tail -n 2 "$shown" | head -n 1 >> "$shown"
    pdf < "$work/$name/pages" > "$name.pdf"
    cp "$work/$name/0.png" "$work/poster.png"
    "${ff[@]}" -i "$work/poster.png" -filter_complex "scale=640:-1,split[a][b];[a]palettegen=max_colors=32[c];[b][c]paletteuse=dither=none" -bitexact -map_metadata -1 "$name.png"
    "${ff[@]}" -f concat -safe 0 -i "$shown" -f concat -safe 0 -i "$sounds" \
        -map 0:v -map 1:a -vf fps=10,format=yuv420p -t "$(awk -v n=$at -v r=$rate 'BEGIN { printf "%.3f", n / r }')" \
        -c:v libvpx-vp9 -crf 34 -b:v 0 -g 50 -deadline good -cpu-used 2 -row-mt 1 \
        -c:a libopus -b:a 40k -ac 1 -application voip -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
        -metadata title="$whole (demonstration)" -cues_to_front 1 "$name.webm"
    echo "$name: $(awk -v n=$at -v r=$rate 'BEGIN { printf "%.1f", n / r }') s, $(stat -c %s "$name.webm") bytes"
}

[ $# -gt 0 ] || set -- $(cd texts && ls | sed 's/\.txt$//')
for name in "$@"; do make "$name"; done

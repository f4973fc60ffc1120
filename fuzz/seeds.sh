#!/usr/bin/env bash
# Fills fuzz/corpus with what the targets start from: the fixtures of tests/, each where it belongs.
set -euo pipefail
cd "$(dirname "$0")/.."
corpus=fuzz/corpus
put() { # TARGET FILE...
    mkdir -p "$corpus/$1"
    cp "${@:2}" "$corpus/$1/"
}
formats=tests/formats
put text $formats/*.txt $formats/*.md
put subtitles $formats/*.vtt $formats/*.srt $formats/*.sbv
put json $formats/*.json
put markup $formats/*.html $formats/*.ttml $formats/*.xml
put captions $formats/*.ass $formats/*.lrc $formats/*.cha
put docx $formats/*.html $formats/*.xml
put detect $(find $formats -type f ! -name '*.turns')
put summary $(find tests/summaries -type f ! -name '*.json') $formats/*.html
for target in text subtitles json markup captions docx detect summary; do put "$target" tests/fuzz_found/*; done

# A Word document's text, and the same talk in UTF-16, which no fixture has.
printf '<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Notes</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>0:01</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ann</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>It is fine &amp;amp; good, is it not?</w:t><w:br/></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>' >"$corpus/docx/table.xml"
for order in LE BE; do iconv -f UTF-8 -t UTF-16$order $formats/name-colon.txt >"$corpus/detect/wide-$order"; done

# An audit takes a talk and a summary with a form feed between.
mkdir -p "$corpus/audit"
for talk in tests/mutations/podcast.txt tests/mutations/committee.txt; do
    for summary in $(find tests/summaries -type f ! -name '*.json'); do
        { head -c 1500 "$talk"; printf '\f'; head -c 800 "$summary"; } >"$corpus/audit/$(basename "$talk")-$(basename "$summary")"
    done
    { head -c 3000 "$talk"; printf '\f'; cut -f5 tests/mutations/claims.tsv | tr '{|}' '  ' | head -c 2000; } >"$corpus/audit/$(basename "$talk")"
done

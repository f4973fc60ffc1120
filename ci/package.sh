#!/usr/bin/env bash
# Packs a program with its manual pages, completions and licences: saidso-TARGET.tar.gz and its sum, in the current folder.
#   ci/package.sh TARGET PROGRAM PAGES
# PAGES is what `ci/pages.sh` wrote.
set -euo pipefail
target="${1:?TARGET}" program="${2:?PROGRAM}" pages="${3:?PAGES}"
here="$(cd "$(dirname "$0")/.." && pwd)"
name="saidso-$target"
rm -rf "$name"
mkdir "$name"
cp "$program" "$name/"
cp "$here/README.md" "$here/CHANGELOG.md" "$here"/LICENSE-* "$name/"
cp -R "$pages/man" "$pages/completions" "$name/"
tar -czf "$name.tar.gz" "$name"
if command -v sha256sum > /dev/null; then sha256sum "$name.tar.gz"; else shasum -a 256 "$name.tar.gz"; fi > "$name.tar.gz.sha256"
rm -rf "$name"

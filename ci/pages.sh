#!/usr/bin/env bash
# Writes manual pages and completions, made by the program itself:  ci/pages.sh PROGRAM FOLDER
set -euo pipefail
program="${1:?PROGRAM}" folder="${2:?FOLDER}"
mkdir -p "$folder/man" "$folder/completions"
"$program" man --output "$folder/man"
"$program" completions bash > "$folder/completions/saidso.bash"
"$program" completions zsh > "$folder/completions/_saidso"
"$program" completions fish > "$folder/completions/saidso.fish"
"$program" completions powershell > "$folder/completions/_saidso.ps1"
"$program" completions elvish > "$folder/completions/saidso.elv"

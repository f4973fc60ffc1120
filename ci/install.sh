#!/usr/bin/env bash
# Installs a released saidso: downloads the archive for this machine, checks its sum, unpacks the program.
#
#   SAIDSO_REPOSITORY  where the project lives, such as https://HOST/OWNER/saidso
#   SAIDSO_VERSION     a release such as v0.1.0, or latest
#   SAIDSO_BIN         the folder to put the program into
#   SAIDSO_SOURCE      a checkout to build from with cargo where there is no such archive; may be empty
set -euo pipefail

repository="${SAIDSO_REPOSITORY:?name the repository of saidso, such as https://HOST/OWNER/saidso}"
version="${SAIDSO_VERSION:-latest}"
bin="${SAIDSO_BIN:?name a folder to install to}"
source="${SAIDSO_SOURCE:-}"

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) target=x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
    Darwin-x86_64) target=x86_64-apple-darwin ;;
    Darwin-arm64) target=aarch64-apple-darwin ;;
    MINGW*-x86_64 | MSYS*-x86_64 | CYGWIN*-x86_64) target=x86_64-pc-windows-msvc ;;
    *) target=none ;;
esac

case "$version" in
    latest) releases="$repository/releases/latest/download" ;;
    *) releases="$repository/releases/download/$version" ;;
esac

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
name="saidso-$target.tar.gz"

fetch() { curl --fail --silent --show-error --location --retry 3 --output "$work/$1" "$releases/$1"; }

if [ "$target" != none ] && fetch "$name"; then
    # From here on nothing is built instead: an archive that cannot be trusted must stop the run.
    fetch "$name.sha256" || { echo "saidso: $releases/$name has no sum beside it; not installed" >&2; exit 1; }
    if command -v sha256sum > /dev/null; then sum="$(sha256sum "$work/$name")"; else sum="$(shasum -a 256 "$work/$name")"; fi
    if [ "${sum%% *}" != "$(cut -d ' ' -f 1 "$work/$name.sha256")" ]; then
        echo "saidso: $name is not what its sum says; not installed" >&2
        exit 1
    fi
    tar -xzf "$work/$name" -C "$work"
    mkdir -p "$bin"
    cp "$work/saidso-$target/saidso"* "$bin/"
elif [ -n "$source" ] && command -v cargo > /dev/null; then
    echo "saidso: no released program for this machine; building it" >&2
    cargo install --locked --quiet --path "$source" --root "$work"
    mkdir -p "$bin"
    cp "$work/bin/saidso"* "$bin/"
else
    echo "saidso: no release $version for $(uname -s) $(uname -m) at $repository" >&2
    exit 1
fi
"$bin/saidso" --version

#!/usr/bin/env bash
# Builds the tool, the yardsticks and the peers, measures them beside each other, and writes benchmarks/RESULTS.md and the figures of docs/scale.md.
# usage: benchmarks/compare.sh [--quick] [--rounds N] [--rows NAME,NAME] [--output FILE]
# --quick prints only: three rounds, smaller data, and nothing that takes long to make. A slow figure is no error; what cannot be run is one.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
cd "$repository"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
made=artifacts/compare release=(-c Release -p:RunAnalyzers=false -v quiet)
quick= rows= output= options=("$@")
while [ $# -gt 0 ]; do
  case "$1" in
    --quick) quick=yes ;;
    --rows) rows=${2:-}; shift ;;
    --output) output=${2:-}; shift ;;
    --rounds) shift ;;
    *) echo "'$1' is no option: --quick, --rounds N, --rows NAME,NAME, --output FILE" >&2; exit 2 ;;
  esac
  [ $# -eq 0 ] || shift
done
# Whether one of these rows is run that need what is long to make: a quick run takes those alone that are named.
wants() {
  [ -n "$rows" ] || { [ -z "$quick" ]; return; }
  for row; do [[ ",$rows," != *",$row,"* ]] || return 0; done
  return 1
}
# Whether a file is newer than all sources that it is made from.
fresh() { [ -e "$1" ] && [ -z "$(find "${@:2}" -type f -newer "$1" -print -quit)" ]; }
mkdir -p "$made"

echo "-- Building." >&2
fresh artifacts/native/csec src Directory.*.props || dotnet publish src/ContainerSecurity.Tool -r linux-x64 -o artifacts/native "${release[@]}" >&2
yardstick=benchmarks/ContainerSecurity.Yardstick
fresh "$made/yardstick/yardstick" $yardstick Directory.*.props || dotnet publish $yardstick -r linux-x64 -o "$made/yardstick" "${release[@]}" >&2
dotnet build benchmarks/ContainerSecurity.Compare "${release[@]}" >&2
if wants start; then
  dotnet publish $yardstick -o "$made/empty" "${release[@]}" >&2
  version=0.0.0-compare.$(date +%s)
  rm -rf "$made/packages" "$made/tool"
  dotnet pack src/ContainerSecurity.Tool -p:PackageVersion="$version" -o "$made/packages" "${release[@]}" >&2
  dotnet tool install ContainerSecurity.Tool --tool-path "$made/tool" --source "$PWD/$made/packages" --version "$version" >&2
fi
if wants analyzer; then
  dotnet build src/ContainerSecurity.Analyzers "${release[@]}" >&2
  mkdir -p "$made/analyzer"
  cp artifacts/bin/ContainerSecurity.Analyzers/release/ContainerSecurity*.dll "$made/analyzer"
fi
if wants cel secrets dockerfiles; then
  mkdir -p "$made/peers"
  cp benchmarks/peers/* "$made/peers"
  { command -v node && (cd "$made/peers" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock); } >&2 ||
    { echo "The packages of npm could not be installed; their pairs are not run." >&2; rm -rf "$made/peers"; }
fi

echo "-- Measuring." >&2
[ -n "$quick$rows$output" ] || options+=(--output benchmarks/RESULTS.md --scale docs/scale.md)
exec artifacts/bin/ContainerSecurity.Compare/release/compare measure "$repository" "${options[@]}"

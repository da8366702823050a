#!/usr/bin/env bash
# Changes one line of the product at a time, in a copy of the tree, and asks whether the tests that hold this line fail.
#
#   tests/mutations/run.sh              all switches
#   tests/mutations/run.sh redirect     the switches whose name holds the word
#
# A switch of switches.txt is a name and five lines: the file, the text, what is put in its place, the test project, the filter.
# The text has to stand in its file exactly once, so that a switch which no longer fits is told and not passed over.
# Ends with the number of switches that survived or do not fit.
set -uo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
root="$(cd "$(dirname "$0")/../.." && pwd)"
wanted="${1:-}"
copy="$(mktemp -d "${TMPDIR:-/tmp}/mutations.XXXXXX")"
trap 'rm -rf "$copy"' EXIT
killed=0 failed=0

(cd "$root" && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  [ ! -e "$file" ] || printf '%s\0' "$file"
done | tar --null --files-from=- -cf -) | tar -xf - -C "$copy"
cd "$copy" || exit 255

build_project() { dotnet build "tests/$1" -p:RunAnalyzers=false -v quiet >"$copy/output.txt" 2>&1; }
test_project() { dotnet test "tests/$1" --no-build -v quiet --filter "$2" >"$copy/output.txt" 2>&1; }

# Puts a text in the place of another, which stands in the file once.
replace() {
  local file=$1 text whole
  whole="$(cat "$file"; printf x)" && whole="${whole%x}"
  text="${whole/"$2"/}"
  [ "${#text}" -eq $((${#whole} - ${#2})) ] && [[ "$text" != *"$2"* ]] || return 1
  printf '%s' "${whole/"$2"/"$3"}" >"$file"
}

try() {
  local name=$1 file=$2 from=$3 to=$4 project=$5 filter=$6
  cp "$file" "$copy/original" || { echo "NO FILE  $name: $file"; return 1; }
  if ! replace "$file" "$from" "$to"; then
    echo "NO FIT   $name: '$from' does not stand once in $file"
    return 1
  fi
  local verdict=0
  if ! build_project "$project"; then
    echo "NO BUILD $name: $(grep -m 1 'error' "$copy/output.txt")"
    verdict=1
  elif test_project "$project" "$filter"; then
    echo "SURVIVED $name"
    verdict=1
  elif ! grep -q 'Failed: *[1-9]' "$copy/output.txt"; then
    echo "NO TEST  $name: $(tail -n 1 "$copy/output.txt")"
    verdict=1
  else
    echo "killed   $name"
  fi
  cp "$copy/original" "$file"
  touch "$file"
  return $verdict
}

declare -A filters=()
rows=()
while IFS= read -r name; do
  case "$name" in '' | '#'*) continue ;; esac
  for part in file from to project filter; do
    IFS= read -r "${part?}" || { echo "The last switch is not whole."; exit 255; }
  done
  [[ "$name" == *"$wanted"* ]] || continue
  rows+=("$name" "$file" "$from" "$to" "$project" "$filter")
  filters[$project]="${filters[$project]:-}${filters[$project]:+|}$filter"
done <"$root/tests/mutations/switches.txt"

# The tests pass before anything is changed: a test that fails anyhow holds nothing.
for project in "${!filters[@]}"; do
  { build_project "$project" && test_project "$project" "${filters[$project]}"; } || { echo "The tests of $project fail before anything is changed."; tail -n 20 "$copy/output.txt"; exit 255; }
done
for ((i = 0; i < ${#rows[@]}; i += 6)); do
  if try "${rows[@]:i:6}"; then killed=$((killed + 1)); else failed=$((failed + 1)); fi
done
echo "$killed killed, $failed survived or do not fit"
exit $((failed > 250 ? 250 : failed))

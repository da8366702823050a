#!/usr/bin/env bash
# Asks whether the tests of each wall would notice its fall.
#
#   tests/mutations/run.sh              all switches
#   tests/mutations/run.sh redirect     the switches whose name holds the word
#
# A switch of switches.txt is a name and five lines: the file, the text, what is put in its place, the test project, the filter.
# What is put in its place holds the word MUTATED, which is true while the switch is on. All switches are built once, into a copy of the
# tree; the tests of each then run with that one on, and have to fail. Before, all of them run with none on, and have to pass.
# The text has to stand in its file exactly once, so that a switch which no longer fits is told and not passed over. A run of tests that
# does not end within its time, or whose process breaks down, has noticed too.
# Ends with the number of switches that survived or do not fit.
set -uo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
root="$(cd "$(dirname "$0")/../.." && pwd)"
wanted="${1:-}"
copy="$(mktemp -d "${TMPDIR:-/tmp}/mutations.XXXXXX")"
trap 'rm -rf "$copy"' EXIT
patience=60
failed=0

(cd "$root" && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  [ ! -e "$file" ] || printf '%s\0' "$file"
done | tar --null --files-from=- -cf -) | tar -xf - -C "$copy"
cd "$copy" || exit 255
for project in src/*/*.csproj; do
  cat >"$(dirname "$project")/TestSwitch.cs" <<'CODE'
internal static class TestSwitch
{
    private static readonly string On = System.Environment.GetEnvironmentVariable("MUTATION") ?? "";

    public static bool Is(string number) => On == number;
}
CODE
done

# Puts a text in the place of another, which stands in the file once.
replace() {
  local file=$1 text whole
  whole="$(cat "$file"; printf x)" && whole="${whole%x}"
  text="${whole/"$2"/}"
  [ "${#text}" -eq $((${#whole} - ${#2})) ] && [[ "$text" != *"$2"* ]] || return 1
  printf '%s' "${whole/"$2"/"$3"}" >"$file"
}

names=() projects=() tests=()
declare -A filters=()
while IFS= read -r name; do
  case "$name" in '' | '#'*) continue ;; esac
  for part in file from to project filter; do
    IFS= read -r "${part?}" || { echo "The last switch is not whole."; exit 255; }
  done
  [[ "$name" == *"$wanted"* ]] || continue
  number=${#names[@]}
  if [[ "$to" != *MUTATED* ]]; then
    echo "NO SWITCH $name: '$to' does not hold MUTATED"; failed=$((failed + 1))
  elif ! replace "$file" "$from" "${to//MUTATED/"global::TestSwitch.Is(\"$number\")"}"; then
    echo "NO FIT    $name: '$from' does not stand once in $file"; failed=$((failed + 1))
  else
    names+=("$name") projects+=("$project") tests+=("$filter")
    [[ "|${filters[$project]:-}|" == *"|$filter|"* ]] || filters[$project]="${filters[$project]:-}${filters[$project]:+|}$filter"
  fi
done <"$root/tests/mutations/switches.txt"

# Runs the tests of a filter within a time; further words are settings of the run.
run_tests() {
  local patience=$1 project=$2 filter=$3 output=$4
  shift 4
  timeout -k 5 "$patience" dotnet test "artifacts/bin/$project/debug/$project.dll" --logger "console;verbosity=minimal" --filter "$filter" "$@" >"$output" 2>&1
}

for project in "${!filters[@]}"; do
  dotnet build "tests/$project" -p:RunAnalyzers=false -v quiet >"$copy/output.txt" 2>&1 || {
    echo "tests/$project does not build with its switches:"; grep 'error' "$copy/output.txt" | sort -u | head -n 20; exit 255
  }
done
for project in "${!filters[@]}"; do
  run_tests 600 "$project" "${filters[$project]}" "$copy/output.txt" || {
    echo "The tests of $project fail with no switch on:"; grep -E "^ +Failed " "$copy/output.txt" | head -n 20; exit 255
  }
done

# One switch; its verdict is its line's first word.
try() {
  local output="$copy/output.$1.txt" code=0
  # The first test that fails has noticed.
  MUTATION=$1 run_tests $patience "${projects[$1]}" "${tests[$1]}" "$output" -- NUnit.StopOnError=true || code=$?
  if [ $code -eq 0 ]; then
    if grep -q 'Passed: *[1-9]' "$output"; then echo "SURVIVED  ${names[$1]}"; else echo "NO TEST   ${names[$1]}: $(tail -n 1 "$output")"; fi
  elif grep -q 'Failed: *[1-9]' "$output"; then echo "killed    ${names[$1]}"
  elif [ $code -ge 124 ] || grep -qE 'host process crashed|aborted|Stack overflow|Out of memory' "$output"; then echo "killed    ${names[$1]} (the tests did not end)"
  else echo "NO TEST   ${names[$1]}: $(tail -n 1 "$output")"
  fi
}

workers=$(nproc)
for ((worker = 0; worker < workers; worker++)); do
  (for ((i = worker; i < ${#names[@]}; i += workers)); do try "$i" | tee "$copy/verdict.$i"; done) &
done
wait
killed=$(cat "$copy"/verdict.* 2>/dev/null | grep -c '^killed')
failed=$((failed + ${#names[@]} - killed))
echo "$killed killed, $failed survived or do not fit [${SECONDS}s]"
exit $((failed > 250 ? 250 : failed))

#!/usr/bin/env bash
# Sets up what only the tests need, builds for both databases and runs every test project on SQLite.
# The last line is "N passed, N failed"; the exit code is 0 only when all of it worked and something was tested.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# Build servers outlive the build and would look like servers a test forgot.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
readonly RESULTS="$PWD/artifacts/testresultater"
readonly SUITE_SECONDS=1200

steps=()      # "seconds<TAB>what", for the summary of slow parts
broken=0      # a build or a whole suite went wrong, beyond single failing tests
passed=0
failed=0
group=0       # process group of the running suite; 0 when none runs

stop_group() {
  if (( group > 0 )) && kill -0 -- "-$group" 2>/dev/null; then
    kill -TERM -- "-$group" 2>/dev/null || true
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      kill -0 -- "-$group" 2>/dev/null || break
      sleep 0.2
    done
    kill -KILL -- "-$group" 2>/dev/null || true
  fi
  group=0
}
trap stop_group EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# timed <what> <command...>: runs it, notes how long it took, and passes its exit code on.
timed() {
  local what=$1 start=$SECONDS code=0
  shift
  printf '\n== %s\n' "$what"
  "$@" || code=$?
  steps+=("$((SECONDS - start))"$'\t'"$what")
  return "$code"
}

has_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null
}

install_missing() {
  local packages=()
  [[ -x /usr/bin/chromium ]] || packages+=(chromium)
  has_postgres || packages+=(postgresql)
  # The calendar is held against its list of public holidays.
  [[ -d /usr/lib/python3/dist-packages/holidays ]] || packages+=(python3-holidays)
  if (( ${#packages[@]} == 0 )); then
    echo "nothing to install"
    return
  fi
  local as_root=()
  (( EUID == 0 )) || as_root=(sudo -n)
  echo "installing ${packages[*]}"
  "${as_root[@]}" apt-get update -qq </dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null >/dev/null
}

build() {
  dotnet build SagsFlow.sln -v quiet --nologo "-p:Database=$1" </dev/null
}

# The number an attribute of a .trx file's <Counters> has; 0 where a crash left the file without it.
counter() {
  local number
  number=$(sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" 2>/dev/null | head -n 1)
  echo "${number:-0}"
}

has_tests() {
  grep -rqE --include='*.cs' '^\s*\[(Fact|Theory)\b' "$(dirname "$1")"
}

# Runs a test project in a process group of its own, so that what its tests started can be found and stopped.
run_suite() {
  local project=$1 name trx code=0
  name=$(basename "$project" .csproj)
  trx="$RESULTS/$name.trx"
  set -m
  timeout --kill-after=10 "$SUITE_SECONDS" dotnet test "$project" --no-build --nologo -v quiet \
    --results-directory "$RESULTS" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" </dev/null &
  group=$!
  set +m
  wait "$group" || code=$?
  if kill -0 -- "-$group" 2>/dev/null; then
    echo "$name left processes running; stopping them:"
    pgrep -a -g "$group" || true
  fi
  stop_group

  local suite_passed suite_failed
  suite_passed=$(counter "$trx" passed)
  suite_failed=$(( $(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted) ))
  passed=$(( passed + suite_passed ))
  failed=$(( failed + suite_failed ))
  if (( code != 0 && suite_failed == 0 )); then
    echo "$name did not run to its end (exit code $code)"
    broken=1
  elif (( suite_passed + suite_failed == 0 )) && has_tests "$project"; then
    echo "$name has tests, and none of them ran"
    broken=1
  fi
}

print_slowest() {
  printf '\n== Seconds for each part (%s in all)\n' "$SECONDS"
  printf '%s\n' "${steps[@]}" | sort -rn
  compgen -G "$RESULTS/*.trx" >/dev/null || return 0
  printf '\n== Slowest tests\n'
  grep -ho '<UnitTestResult [^>]*>' "$RESULTS"/*.trx \
    | sed -n 's/.* testName="\([^"]*\)".* duration="\([0-9:.]*\)".*/\2  \1/p' | sort -r | sed -n '1,10p'
}

rm -rf "$RESULTS"
mkdir -p "$RESULTS"
timed "What only the tests need" install_missing || broken=1
timed "Build for PostgreSQL" build PostgreSql || broken=1
if timed "Build for SQLite" build Sqlite; then
  for project in tests/*.Tests/*.csproj; do
    timed "$(basename "$project" .csproj)" run_suite "$project"
  done
else
  broken=1
fi
print_slowest

if (( broken )); then
  printf '\nNot all of it could be built and run; see above.\n'
fi
printf '\n%d passed, %d failed\n' "$passed" "$failed"
(( broken == 0 && failed == 0 && passed > 0 ))

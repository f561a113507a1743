#!/usr/bin/env bash
# Builds Larder and passes all its tests: unit tests, guards, the official TCK, the demo in small.
#
#   ./test.sh                       on the JDK in use, and again on each JDK in LARDER_ALSO_ON
#   LARDER_ALSO_ON=/path/to/jdk25 ./test.sh
#   ./test.sh --newer-jdks          ... and on every newer JDK installed beside the one in use
#   ./test.sh --mutation            instead: mutation testing of the core (PIT), class after class, an hour; --mutation Hold Holds: these
#   ./test.sh --fuzz                instead: looks for bytes that break something (Jazzer), a minute a target; --fuzz 5: five minutes
#
# Further arguments go to Maven. Needs JDK 17 or later and Maven 3.8.7 or later, nothing else.
set -euo pipefail
cd "$(dirname "$0")"

if [ "${1:-}" = --mutation ]; then
  shift
  exec tools/mutation.sh "$@"
fi

if [ "${1:-}" = --fuzz ]; then
  # A minute a target and round, each round on top of what the one before has found worth keeping (.cifuzz-corpus).
  for ((round = 1; round <= ${2:-1}; round++)); do
    for target in ConfigurationFuzzTest SerializedBytesFuzzTest; do
      echo "== round $round of $target"
      # Jazzer runs but one target a JVM in this mode.
      JAZZER_FUZZ=1 mvn -B -ntp -pl tools/fuzz-tests -am test -Dtest="$target" -Dsurefire.failIfNoSpecifiedTests=false
    done
  done
  exit
fi

also_on=${LARDER_ALSO_ON:-}
if [ "${1:-}" = --newer-jdks ]; then
  shift
  java_home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  for jdk in "$java_home"/../*/; do
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release" 2>/dev/null || true)
    if [ -x "$jdk/bin/java" ] && [ "${version:-0}" -gt 17 ]; then
      also_on="$also_on $(cd "$jdk" && pwd)"
    fi
  done
fi

mvn -B -ntp verify "$@"

for jdk in $also_on; do
  echo "== the same byte code once more, on $(sed -n 's/^IMPLEMENTOR_VERSION="\(.*\)"/\1/p' "$jdk/release")"
  mvn -B -ntp verify -Djvm="$jdk/bin/java" -Dspotless.check.skip -Dmaven.javadoc.skip -Djacoco.skip "$@"
done

#!/usr/bin/env bash
# Is what users import still what it was? Compares with the last release, the newest tag v*, or with any state that is named:
#
#   tools/release/api.sh            the last release; without one there is nothing to keep, and this says so
#   tools/release/api.sh v1.2.0     that release, or any other commit
#
# The jars to compare with are built from their own sources, so none need be published. Reports: */target/japicmp/*.html.
# Further arguments go to Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ $# -gt 0 ] && [[ "$1" != -* ]]; then
  state=$1
  shift
else
  state=$(git tag --list 'v*' --sort=-version:refname | head -n 1)
  if [ -z "$state" ]; then
    echo "== API: no release yet (no tag v*), so there is nothing to compare with"
    exit
  fi
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
without=(-Dmaven.test.skip -Dmaven.javadoc.skip -Dmaven.source.skip -Djacoco.skip -Dspotless.check.skip)
published() { printf 'provider'; printf ',%s' extensions/*; }

echo "== API: building $state, to compare with"
mkdir "$work/copy" "$work/jars"
git archive "$state" | tar -x -C "$work/copy"
(
  cd "$work/copy"
  mvn -B -ntp -q package -pl "$(published)" -am "${without[@]}" "$@"
  for jar in provider/target/larder*.jar extensions/*/target/larder*.jar; do
    name=$(basename "$jar")
    [[ $name == *-tests.jar ]] || cp "$jar" "$work/jars/$(sed -E 's/-[0-9].*/.jar/' <<< "$name")"
  done
)

echo "== API: comparing"
mvn -B -ntp -q package -pl "$(published)" -am "${without[@]}" -Dlarder.api-baseline="$work/jars" "$@"
echo "== API: whatever was compiled against $state still links"

#!/usr/bin/env bash
# What a release promises (docs/versioning.md), checked without making one:
#
#   - whoever builds the same sources gets the same bytes: one build here, on top of what earlier ones have left, another in another folder,
#     time zone and locale
#   - each jar has its list of contents (CycloneDX), its sources and its documentation
#   - no dependency has a licence that is not on the list, and the check would notice
#   - the API is still that of the last release (tools/release/api.sh), and that check would notice
#   - the site can be built without a warning, and its links lead somewhere
#
#   tools/release/check.sh            three minutes
#   tools/release/check.sh --built    the build here is that of ./test.sh -Prelease, just now: two minutes
#
# Further arguments go to Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."
built=
if [ "${1:-}" = --built ]; then
  built=yes
  shift
fi
arguments=("$@")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

modules="bom,provider$(printf ',%s' extensions/*)"
# Tests are passed elsewhere, and do not change what is packed.
maven=(mvn -B -ntp -q -Prelease package -pl "$modules" -am -Dmaven.test.skip -Djacoco.skip -Dspotless.check.skip)

# $1: where it was built; $2: a folder for what it made
collect() {
  mkdir "$2"
  (cd "$1" && find provider/target extensions/*/target -maxdepth 1 -name 'larder*.jar' ! -name '*-tests.jar' -exec cp {} "$2" \;)
}

if [ -z "$built" ]; then
  echo "== a build"
  "${maven[@]}" "$@"
fi
collect . "$work/first"

echo "== another build"
mkdir "$work/copy"
# What is known to git, as it is in the work tree: nothing that an earlier build has left.
git ls-files -z | tar -c --null -T - | tar -x -C "$work/copy"
(
  cd "$work/copy"
  # The umask stays: jars keep the permissions of files, so it is a part of what has to be the same.
  export TZ=Pacific/Auckland LC_ALL=C
  "${maven[@]}" "$@"
)
collect "$work/copy" "$work/second"
java tools/release/CompareJars.java "$work/first" "$work/second"

echo "== contents, sources, documentation"
for module in provider extensions/*; do
  for file in bom.json 'larder*-sources.jar' 'larder*-javadoc.jar'; do
    # Unquoted: the name is a pattern.
    if ! ls "$work/copy/$module"/target/$file > /dev/null 2>&1; then
      echo "$module has no $file" >&2
      exit 1
    fi
  done
done
grep -q 'pkg:maven/com.typesafe/config@' "$work/copy/provider/target/bom.json"

echo "== licences: would the check notice?"
if mvn -B -ntp -q -Prelease license:add-third-party@licences -pl provider -Dlarder.licences=none "$@" > "$work/licences.log" 2>&1; then
  echo "A dependency with a licence that is not on the list went through." >&2
  exit 1
fi
grep -q 'forbidden licenses' "$work/licences.log"

tools/release/api.sh "$@"

echo "== API: would the check notice?"
# $1: the folder of jars to compare the provider of this build with
compare() {
  # Up to package, not the goal alone: that would look for this build's own jar among those that are installed, and on a fresh machine none is.
  mvn -B -ntp -q package -pl provider -am -Dmaven.test.skip -Dmaven.javadoc.skip -Dmaven.source.skip -Djacoco.skip -Dspotless.check.skip \
    -Dlarder.api-baseline="$1" "${arguments[@]}" > "$work/api.log" 2>&1
}
mkdir "$work/same" "$work/more"
cp "$work"/first/larder-[0-9]*[0-9T].jar "$work/same/larder.jar"
cp "$work/same/larder.jar" "$work/more"
mkdir -p "$work/gone/dev/larder"
echo 'package dev.larder; public final class Gone {}' > "$work/gone/dev/larder/Gone.java"
javac --release 17 "$work/gone/dev/larder/Gone.java"
jar --update --file "$work/more/larder.jar" -C "$work/gone" dev/larder/Gone.class
if ! compare "$work/same"; then
  echo "An API that is the same was refused." >&2
  cat "$work/api.log" >&2
  exit 1
fi
if compare "$work/more" || ! grep -q 'dev.larder.Gone:CLASS_REMOVED' "$work/api.log"; then
  echo "An API that has one class less went through." >&2
  cat "$work/api.log" >&2
  exit 1
fi

echo "== site"
mvn -B -ntp site "$@" | tee "$work/site.log" | grep -E 'WARNING|ERROR|links' || true
if [ ! -s target/site/index.html ] || grep -qE 'WARNING|ERROR|BUILD FAILURE' "$work/site.log"; then
  echo "mvn site failed, or warned." >&2
  exit 1
fi

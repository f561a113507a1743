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
if mvn -B -ntp -q -o -Prelease license:add-third-party@licences -pl provider -Dlarder.licences=none > "$work/licences.log" 2>&1; then
  echo "A dependency with a licence that is not on the list went through." >&2
  exit 1
fi
grep -q 'forbidden licenses' "$work/licences.log"

tools/release/api.sh "$@"

echo "== site"
mvn -B -ntp -N site "$@" | tee "$work/site.log" | grep -E 'WARNING|ERROR|links' || true
if [ ! -s target/site/index.html ] || grep -qE 'WARNING|ERROR|BUILD FAILURE' "$work/site.log"; then
  echo "mvn -N site failed, or warned." >&2
  exit 1
fi

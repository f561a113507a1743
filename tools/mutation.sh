#!/usr/bin/env bash
# Would the core's tests notice if the core were changed? PIT changes one class after the other and runs the tests of dev.larder.internal.core.
#
#   tools/mutation.sh                all classes of the core: about an hour on one core
#   tools/mutation.sh Hold Holds     these
#
# Class after class, so that what is done is done: results go to provider/target/mutation, a class that is there is not run again, and the
# sum is printed at the end. Remove the directory, or a file in it, to start anew.
set -euo pipefail
cd "$(dirname "$0")/.."
core=provider/src/main/java/dev/larder/internal/core
results=provider/target/mutation
mkdir -p "$results"

classes=$*
if [ -z "$classes" ]; then
  classes=$(cd "$core" && ls ./*.java | sed 's|^\./||; s|\.java$||' | grep -v package-info)
fi

mvn -B -ntp -q -Pmutation -pl provider test-compile
for class in $classes; do
  if [ ! -f "$results/$class.xml" ]; then
    echo "== $class"
    rm -f provider/target/pit-reports/mutations.xml
    # An interface or a record without code has nothing to change; PIT calls that a failure.
    mvn -B -ntp -q -Pmutation -pl provider org.pitest:pitest-maven:mutationCoverage -DfailWhenNoMutations=false \
      "-Dmutation.classes=dev.larder.internal.core.$class,dev.larder.internal.core.$class\$*" > "$results/$class.log" 2>&1 \
      || { tail -20 "$results/$class.log"; exit 1; }
    if [ -f provider/target/pit-reports/mutations.xml ]; then
      cp provider/target/pit-reports/mutations.xml "$results/$class.xml"
    fi
  fi
done

echo "class                 changes  noticed"
count() { grep -oh "$1" "${@:2}" | wc -l; }
for file in "$results"/*.xml; do
  printf '%-22s %6d   %6d\n' "$(basename "$file" .xml)" "$(count '<mutation ' "$file")" "$(count "detected='true'" "$file")"
done
all=$(count '<mutation ' "$results"/*.xml)
noticed=$(count "detected='true'" "$results"/*.xml)
echo "all                    $all   $noticed: $((100 * noticed / all)) %, of which $(count "status='TIMED_OUT'" "$results"/*.xml) by running for ever"

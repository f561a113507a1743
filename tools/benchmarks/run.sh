#!/usr/bin/env bash
# Measures Larder beside its peers: builds what is there, runs, prints, writes results/<selection>.md.
#
#   ./run.sh policies           get, put, remove, get with a function by each eviction policy
#   ./run.sh short              seven rows, all subjects, three interleaved rounds: some minutes
#   ./run.sh all                everything, the footprint too: hours
#   ./run.sh row get put-evict  these rows
#   ./run.sh footprint          bytes and objects per entry, and the time of a full collection
#   ./run.sh clock-reads        how often an operation looks at the clock
#   ./run.sh annotations        what @CacheResult costs over cache.get, in Guice and in CDI: two minutes
#   ./run.sh advice [JVMS TURNS]  what the advisor costs a get: six minutes; half a minute with 2 2
#   ./run.sh tiers [ROUNDS [WORD...]]  what a tier costs: hits above it, reads from it, starts; chapters that have one of the words
#   ./run.sh rows               which rows there are
#
# Options, after the selection: --rounds 5  --warmup 2x1000ms  --measure 3x1000ms  --subjects LARDER,CACHE2K  --name FILE
# SKIP_BUILD=1 runs what was built before. WITH_FORY=1 has larder-fory on the class path: how Larder copies by value then.
set -euo pipefail
cd "$(dirname "$0")"

if [ -z "${SKIP_BUILD:-}" ]; then
  (cd ../.. && mvn -B -ntp -q package -pl tools/benchmarks -am -DskipTests -Dmaven.javadoc.skip)
fi
fory=
if [ -n "${WITH_FORY:-}" ]; then
  fory=':target/fory/*'
fi
run() {
  # Another JMH on this machine is noise, which the report tells of; no reason to refuse.
  java -Djmh.ignoreLock=true -Dlarder.results=results -cp "target/classes:target/lib/*$fory" "$@"
}

if [ "${1:-}" = footprint ]; then
  shift
  run dev.larder.benchmarks.footprint.Footprint "$@"
elif [ "${1:-}" = advice ]; then
  shift
  run dev.larder.benchmarks.advice.AdviceCost results/advice.md "$@"
elif [ "${1:-}" = clock-reads ]; then
  run dev.larder.benchmarks.counts.ClockReads
elif [ "${1:-}" = annotations ]; then
  run dev.larder.benchmarks.annotations.InterceptedHit
elif [ "${1:-}" = tiers ]; then
  shift
  run dev.larder.benchmarks.tiers.TiersReport "$@"
else
  run dev.larder.benchmarks.Main "$@"
  if [ "${1:-}" = all ]; then
    run dev.larder.benchmarks.footprint.Footprint
    run dev.larder.benchmarks.counts.ClockReads
  fi
fi

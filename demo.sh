#!/usr/bin/env bash
# The main job: Hibernate over the FoodMart data, without and with Larder as second-level cache. ./demo.sh --help tells the options.
#
# To compare another JCache provider: LARDER_DEMO_CP=its.jar ./demo.sh --provider ITS_PROVIDER_CLASS
set -euo pipefail
root=$(cd "$(dirname "$0")" && pwd)

echo "Building (the first time, Maven downloads what the demo needs) ..." >&2
mvn -q -B -ntp -f "$root/pom.xml" -pl demo -am package -DskipTests -Djacoco.skip

# G1, because the table's bytes are measured after a full collection, and other collectors measure less exactly.
exec java -XX:+UseG1GC -Xmx2g -cp "$root/demo/target/larder-demo.jar${LARDER_DEMO_CP:+:$LARDER_DEMO_CP}" dev.larder.demo.Demo "$@"

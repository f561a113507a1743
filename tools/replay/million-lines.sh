#!/usr/bin/env bash
# The time that larder-replay takes over a million lines of an nginx log: table and page, all policies, eight sizes. Prints it, and
# nothing else of note. The log is made up: 200,000 pages, the n-th asked for about 1/n as often as the first; 3 % are no GETs.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v seed=42 'BEGIN {
  srand(seed)
  for (i = 0; i < 1000000; i++) {
    page = int(exp(rand() * log(200000)))
    method = rand() < 0.03 ? "POST" : "GET"
    printf "10.%d.%d.7 - - [10/Oct/2026:%02d:%02d:%02d +0000] \"%s /shop/item/%d?lang=en HTTP/1.1\" 200 %d \"https://example.org/\" \"Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\"\n", \
      rand() * 256, rand() * 256, i / 41667, i / 695 % 60, i / 12 % 60, method, page, 500 + page % 9000
  }
}' > "$work/access.log"
echo "$(wc -l < "$work/access.log") lines, $(wc -c < "$work/access.log") bytes" >&2

time "$here/larder-replay" "$work/access.log" --html "$work/page.html" "$@"

#!/usr/bin/env bash
# Writes the Homebrew formula of a released archive: formula.sh ARCHIVE HOMEPAGE URL > kith-mac-agent.rb
set -euo pipefail

if [ $# -ne 3 ]; then
  echo "Usage: $0 ARCHIVE HOMEPAGE URL" >&2
  exit 2
fi
archive=$1
[ -f "$archive" ] || {
  echo "formula: there is no archive $archive; make it with mvn -pl mac-agent -am package" >&2
  exit 1
}
version=$(basename "$archive")
version=${version#mac-agent-}
version=${version%-archive.zip}
if command -v sha256sum >/dev/null 2>&1; then
  digest=$(sha256sum "$archive" | cut -d ' ' -f 1)
else
  digest=$(shasum -a 256 "$archive" | cut -d ' ' -f 1)
fi
sed -e "s|@HOMEPAGE@|$2|" -e "s|@URL@|$3|" -e "s|@VERSION@|$version|" -e "s|@SHA256@|$digest|" "$(dirname "$0")/kith-mac-agent.rb.in"

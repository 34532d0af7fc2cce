#!/usr/bin/env bash
# Makes an app of the mac-agent with a Java of its own: app-image.sh ARCHIVE DIRECTORY
#
# macOS grants Full Disk Access to a program by its signature. An app that is signed with the same identity keeps its grant over
# upgrades; a Java that other programs share does not, and would share its grant with them.
#
# On a Mac, KITH_SIGNING_IDENTITY names a "Developer ID Application" certificate of the keychain; without it the app is unsigned,
# and good for this machine only. Elsewhere it makes the same image for trying it out.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "Usage: $0 ARCHIVE DIRECTORY" >&2
  exit 2
fi
archive=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
mkdir -p "$2"
directory=$(cd "$2" && pwd)
tools=${JAVA_HOME:+$JAVA_HOME/bin/}

for tool in jlink jpackage jar; do
  command -v "$tools$tool" >/dev/null 2>&1 || {
    echo "app-image: $tool is missing; set JAVA_HOME to a JDK 17 or newer" >&2
    exit 1
  }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && "${tools}jar" xf "$archive")
content=$(echo "$work"/mac-agent-*)
version=$(basename "$content")
version=${version#mac-agent-}
number=${version%%-*}
case "$number" in
  # Apple wants three numbers at most, and the first of them above 0.
  0.*) number=1.${number#0.} ;;
esac

case "$(uname -s)-$(uname -m)" in
  Darwin-arm64) native=Mac/aarch64 ;;
  Darwin-*) native=Mac/x86_64 ;;
  Linux-aarch64) native=Linux/aarch64 ;;
  *) native=Linux/x86_64 ;;
esac
# A library that a program unpacks at run time is nobody's: signed with the app, it is the app's.
cp "$content/lib/native/org/sqlite/native/$native"/* "$content/lib/"
rm -r "$content/lib/native"

"${tools}jlink" --strip-java-debug-attributes --no-header-files --no-man-pages --compress=2 --output "$work/runtime" --add-modules \
  java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.unsupported

# $APPDIR is for the launcher to fill in.
# shellcheck disable=SC2016
options=(--type app-image --name mac-agent --dest "$directory" --input "$content" --runtime-image "$work/runtime"
  --main-jar mac-agent.jar --app-version "$number" --vendor Kith
  --java-options "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx96m"
  --java-options '-Dorg.sqlite.lib.path=$APPDIR/lib')
if [ "$(uname -s)" = Darwin ]; then
  options+=(--mac-package-identifier dev.kith.mac-agent)
  if [ -n "${KITH_SIGNING_IDENTITY:-}" ]; then
    options+=(--mac-sign --mac-signing-key-user-name "$KITH_SIGNING_IDENTITY")
  else
    echo "app-image: KITH_SIGNING_IDENTITY is not set: the app is not signed" >&2
  fi
fi
"${tools}jpackage" "${options[@]}"
echo "$directory"

#!/usr/bin/env bash
# Links a Java runtime for the services, for an image whose base has no Java: runtime.sh JAVA_HOME DIRECTORY
#
# It runs on any system whose C library is at least as new as the one that the JDK in JAVA_HOME was built with: Debian
# 12's JDK runs on Ubuntu 22.04, and Eclipse Temurin's on older systems too.
set -euo pipefail
jdk=$1
out=$2
modules=java.se,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs
[[ -x "$jdk/bin/jlink" && -d "$jdk/jmods" ]] || { echo "runtime.sh: $jdk is not a JDK with jlink and jmods" >&2; exit 1; }
rm -rf "$out"
"$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --output "$out"

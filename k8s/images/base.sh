#!/usr/bin/env bash
# Builds a base for the images from Debian's packages, for places without access to a registry:
#
#   k8s/images/base.sh base.tar
#   mvn -Pimage -DskipTests package -pl generator-service,trainer-service,proto/cli -am -Djib.from.image=tar://$PWD/base.tar
#
# It is a docker-archive (Jib reads no OCI archive) of Debian's suite SUITE (bookworm) with PACKAGES. It contains a Java
# runtime, bash and coreutils for the start scripts, and certificates of public authorities. It needs mmdebstrap, and
# root or user namespaces. The same packages give the same bytes.
set -euo pipefail

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; }
case "${1:-}" in
  "" | -h | --help) usage; exit "$([[ $# -gt 0 ]] && echo 0 || echo 2)" ;;
esac
out=$1
suite=${SUITE:-bookworm}
packages=${PACKAGES:-openjdk-17-jre-headless,libgomp1,ca-certificates}
architecture=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1767225600}

command -v mmdebstrap >/dev/null || { echo "base.sh: mmdebstrap is not installed (Debian: apt install mmdebstrap)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2016 # $1 is the new root, when mmdebstrap runs the hook.
# Removes what only people read, and what differs between runs.
mmdebstrap --variant=minbase --include="$packages" \
  --customize-hook='cd "$1" && find usr/share/doc -type f ! -name copyright -delete &&
    rm -rf usr/share/man/* usr/share/locale/* usr/share/info/* var/cache/* var/log/* etc/machine-id etc/resolv.conf etc/hostname' \
  "$suite" "$work/layer.tar"

digest=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
cat >"$work/config.json" <<JSON
{"architecture":"$architecture","os":"linux","created":"$created","config":{"Env":["PATH=/usr/sbin:/usr/bin:/sbin:/bin"]},"rootfs":{"type":"layers","diff_ids":["sha256:$digest"]},"history":[{"created":"$created","created_by":"mmdebstrap $suite $packages"}]}
JSON
cat >"$work/manifest.json" <<JSON
[{"Config":"config.json","RepoTags":["digitgan-base:$suite"],"Layers":["layer.tar"]}]
JSON
tar --create --file "$out" --directory "$work" --owner=0 --group=0 --numeric-owner --mode=0644 \
  --mtime="@$SOURCE_DATE_EPOCH" manifest.json config.json layer.tar
echo "$out: Debian $suite with $packages, $(($(stat -c %s "$out") >> 20)) MiB"

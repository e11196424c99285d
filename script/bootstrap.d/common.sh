# Read by bootstrap, bundle and conformance: versions, words, how long a step took, and what the machine has.

UV_VERSION=0.13.9
NODE_VERSION=24.19.0 # brought along where the machine has no npm
kind=runtime # or dev: also what tests need

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }
fingerprint() { cat "$@" | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c1-64; }
now() { # in tenths of a second; the bash of macOS knows whole ones only
  local moment=${EPOCHREALTIME:-$(date +%s).000000}
  printf '%s' "$((${moment/[.,]/} / 100000))"
}
step() { # a name, then the command; says how long it took
  local name=$1 began took
  began=$(now)
  shift
  "$@"
  took=$(($(now) - began))
  say "$(printf '%-16s %d.%d s' "$name" $((took / 10)) $((took % 10)))"
}

find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

lock_of() { [ "$1" = dev ] && echo requirements-dev.lock || echo requirements.lock; }
pip_wheel() { # pip as every Python brings it along, run from its file
  "$1" -c 'import ensurepip, glob, os, sys; sys.stdout.write(max(glob.glob(os.path.dirname(ensurepip.__file__) + "/_bundled/pip-*.whl") + glob.glob("/usr/share/python-wheels/pip-*.whl"), default=""))'
}
. script/bootstrap.d/system_packages.sh

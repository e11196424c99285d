# Read by common.sh: which system packages are missing, and how they come here.

missing=()
debian_has() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }
redis_there() { # comes as a Python package, or is here
  command -v redis-server >/dev/null || command -v redis-check-rdb >/dev/null || {
    local found
    found=$(find_python) && "$found" -c 'import platform, sys
sys.exit(not (sys.version_info < (3, 13) and sys.platform == "linux" and platform.machine() == "x86_64"))'
  }
}
RUNTIME=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)
all_needed() { # for a machine that has nothing
  missing=(python3 python3-venv "${RUNTIME[@]}" redis-tools)
  [ $kind = dev ] && missing+=(qpdf poppler-utils chromium clamav-daemon)
  return 0
}
debian_needs() {
  local package found
  if found=$(find_python); then
    "$found" -c 'import venv, ensurepip' 2>/dev/null ||
      missing+=("$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
  else
    missing+=(python3 python3-venv)
  fi
  redis_there || missing+=(redis-tools)
  for package in "${RUNTIME[@]}"; do
    debian_has "$package" || missing+=("$package")
  done
  [ $kind = dev ] || return 0
  command -v qpdf >/dev/null || missing+=(qpdf)
  command -v pdfinfo >/dev/null || missing+=(poppler-utils)
  command -v clamd >/dev/null || [ -x /usr/sbin/clamd ] || missing+=(clamav-daemon)
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
}
brew_needs() {
  local formula cask
  find_python >/dev/null || missing+=(python)
  redis_there || missing+=(redis)
  for formula in pango $([ $kind = dev ] && echo qpdf poppler clamav); do
    brew list --versions "$formula" >/dev/null 2>&1 || missing+=("$formula")
  done
  for cask in font-noto-sans font-noto-sans-arabic $([ $kind = dev ] && echo chromium); do
    brew list --cask --versions "$cask" >/dev/null 2>&1 || missing+=("$cask")
  done
}

as_root=()
become_root() { # false when nobody here may install
  [ "$(id -u)" -eq 0 ] && return
  command -v sudo >/dev/null || return 1
  as_root=(sudo)
  sudo -n true 2>/dev/null && return
  [ -t 0 ] && say "Installing system packages: sudo asks for your password." && sudo -v
}
apt_install() { # names of packages
  local ask="an administrator has to run once: apt-get update && apt-get install --yes --no-install-recommends $*"
  become_root || stop "Handschlag needs system packages; $ask"
  local run=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get)
  if [ -d bundle ]; then
    apt_from_bundle "${run[@]}"
    return
  fi
  local install=(install --yes --no-install-recommends -qq "$@")
  say "Installing $* …"
  # The lists that are there do for most; when they are old or missing, they are fetched.
  "${run[@]}" "${install[@]}" >/dev/null 2>&1 </dev/null && return
  "${run[@]}" update -qq </dev/null && "${run[@]}" "${install[@]}" >/dev/null </dev/null ||
    stop "The system packages could not be installed; $ask"
}
apt_from_bundle() { # the command that runs apt-get; only what is not there yet, in whatever version it is
  local file files=()
  for file in bundle/debs/*.deb; do
    debian_has "$(dpkg-deb -f "$file" Package)" || files+=("$PWD/$file")
  done
  "$@" install --yes --no-install-recommends -qq "${files[@]}" >/dev/null </dev/null ||
    stop "The system packages of the bundle do not fit this machine: make it on one with the same Debian or Ubuntu."
}
system_packages() {
  if command -v apt-get >/dev/null; then
    debian_needs
    [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
  elif command -v brew >/dev/null; then
    brew_needs
    [ ${#missing[@]} -eq 0 ] || brew install --quiet "${missing[@]}"
  else
    say "This machine has neither apt-get nor brew: please see to pango, harfbuzz and the Noto fonts yourself."
  fi
}

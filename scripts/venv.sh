#!/bin/sh
# venv.sh VENV [PYTHON]: make the virtual environment with the first Python that is new enough.
set -eu
venv=$1
asked=${2-}
hint="install Python 3.12 or newer (python.org, 'apt install python3.12 python3.12-venv', 'brew install python@3.12' or 'pyenv install 3.12'), or name one: make PYTHON=/path/to/python3.12"

new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

if [ -n "$asked" ]; then
  candidates=$asked
else
  candidates="python3.12 python3.13 python3.14 python3 python"
fi

for python in $candidates; do
  if new_enough "$python"; then
    # A virtual environment of an older or removed Python cannot be mended in place.
    if [ -e "$venv" ] && ! new_enough "$venv/bin/python"; then
      rm -rf "$venv"
    fi
    if [ -n "$asked" ] || [ ! -x "$venv/bin/python" ]; then
      "$python" -m venv "$venv" >/dev/null 2>&1 || {
        echo "parleygraph: $python cannot make a virtual environment in $venv: install its venv module ('apt install python3-venv' on Debian and Ubuntu) and see that the folder is writable" >&2
        exit 1
      }
    fi
    exit 0
  fi
done

if [ -n "$asked" ]; then
  found=$("$asked" -c 'import sys; print("Python %d.%d" % sys.version_info[:2])' 2>/dev/null) || found="no Python"
  echo "parleygraph needs Python 3.12 or newer and PYTHON=$asked is $found: $hint" >&2
else
  found=$(python3 -c 'import sys; print("Python %d.%d" % sys.version_info[:2])' 2>/dev/null) || found="none"
  echo "parleygraph needs Python 3.12 or newer and found $found: $hint" >&2
fi
exit 1

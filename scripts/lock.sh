#!/bin/sh
# lock.sh PYTHON: pin and hash what pyproject.toml asks for, without registry addresses.
set -eu
python=$1

compile() {
  "$python" -m uv pip compile pyproject.toml --quiet --universal --python-version 3.12 \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade "$@"
}

compile --output-file requirements.txt
compile --extra dev --constraints requirements.txt --output-file requirements-dev.txt

# `pip install --no-build-isolation` builds the package with the locked setuptools.
grep -q '^setuptools==' requirements.txt || {
  echo "lock.sh: requirements.txt pins no setuptools: the package cannot be built from it" >&2
  exit 1
}
if grep -nE '(https?|file)://' requirements.txt requirements-dev.txt; then
  echo "lock.sh: the lines above hold an address: a lock must name packages only" >&2
  exit 1
fi

#!/bin/sh
# train_venv.sh VENV PYTHON SHARED: see that there is something to train on and with, then make VENV.
set -eu
venv=$1 python=$2 shared=$3
requirements=tools/train_reader/requirements.txt
# The large encoder, of which no code is used, and so nothing that its packages ask for.
large=tools/train_reader/requirements-large.txt

for part in train/texts train/gold eval/score.py; do
  [ -e "$shared/$part" ] || {
    echo "parleygraph: make train learns from annotated texts and found no $shared/$part: name the folder that holds them, make train SHARED=/path/to/folder (docs/training.md says what is in it)" >&2
    exit 1
  }
done

"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1 || {
  found=$("$python" -c 'import sys; print("Python %d.%d" % sys.version_info[:2])' 2>/dev/null) || found="no Python"
  echo "parleygraph: make train needs Python 3.11, which its pinned torch is made for, and $python is $found: install it ('apt install python3.11 python3.11-venv' or 'pyenv install 3.11'), or name one: make train TRAIN_PYTHON=/path/to/python3.11" >&2
  exit 1
}

stamp=$venv/.installed
if [ ! -e "$stamp" ] || [ "$requirements" -nt "$stamp" ] || [ "$large" -nt "$stamp" ]; then
  "$python" -m venv "$venv"
  echo "Installing torch and what the training needs into $venv (once) ..."
  "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --quiet -r "$requirements"
  "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --quiet --no-deps -r "$large"
  touch "$stamp"
fi

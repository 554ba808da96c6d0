#!/bin/sh
# train.sh PYTHON TRAIN_PYTHON SHARED: fit the reader three times, fit the weights of decisions, install both.
#
# Each time a large network first, which teaches the small one. TRAIN_DEVICE says where, as torch names it.
# TRAIN_TEACHER is the folder of a reader that teaches instead, for want of hours or of an accelerator; or holds
# without-0/reader, without-1/reader and all/reader, so that no teacher saw what its pupil is measured on.
# Without one fold of documents and without another for the weights and for figures, with all for what ships.
# READER_VERSION names the reader in each statement's stage; a reader with other weights needs another name.
set -eu
python=$1 train=$2 shared=$3
version=${READER_VERSION:-learned/reader-5}
teacher=${TRAIN_TEACHER:-}
out=build/train
device=${TRAIN_DEVICE:-cpu}
installed=extractors/data/reader

# More threads would change the order of sums, and with it the last digits.
export OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 TOKENIZERS_PARALLELISM=false
export HF_HUB_OFFLINE=1 HF_HUB_DISABLE_PROGRESS_BARS=1 TRANSFORMERS_VERBOSITY=error

teach() {
  if [ -n "$teacher" ]; then
    reader=$teacher
    [ ! -d "$teacher/$name/reader" ] || reader=$teacher/$name/reader
    "$python" $tools/teach_again.py "$out/prepared.json" "$reader" "$here/taught.npz"
    return
  fi
  "$train" $tools/fit.py "$out/prepared.json" "$here/large.pt" --large "$out/large" --device "$device" "$@" &&
    "$train" $tools/teach.py "$out/prepared.json" "$out/large" "$here/large.pt" "$here/taught.npz" \
      --device "$device"
}

fit() {
  name=$1
  shift
  here=$out/$name tools=tools/train_reader
  teach "$@" &&
    "$train" $tools/fit.py "$out/prepared.json" "$here/weights.pt" --taught "$here/taught.npz" \
      --device "$device" "$@" &&
    "$train" -W ignore $tools/export.py "$out/prepared.json" "$here/weights.pt" "$here/reader" "$version"
}

"$python" tools/train_reader/prepare.py "$shared" "$out/prepared.json"
[ -n "$teacher" ] || "$train" tools/train_reader/unpack_large.py "$out/large"
echo "Fitting three readers side by side; how it goes stands in $out/*/fit.log ..."
jobs=
for name in without-0 without-1 all; do
  mkdir -p "$out/$name"
  case $name in
    all) set -- ;;
    *) set -- --without "${name#without-}" ;;
  esac
  fit "$name" "$@" >"$out/$name/fit.log" 2>&1 &
  jobs="$jobs $!:$name"
done
for job in $jobs; do
  wait "${job%%:*}" || { tail -n 5 "$out/${job#*:}/fit.log" >&2 && exit 1; }
done

echo "Fitting the weights of actors and decisions ..."
for fold in 0 1; do
  "$python" tools/train_salience.py "$shared" --without $fold --out "$out/without-$fold/salience.json"
done
"$python" tools/train_salience.py "$shared"
"$python" tools/fit_weights.py "$shared" "$out/without-0" "$out/without-1" >"$out/weights.log"
cat "$out/weights.log"
for file in encoder.onnx heads.npz vocab.txt settings.json; do
  cp "$out/all/reader/$file" "$installed/$file"
done
echo "Installed $version into $installed; its figures belong into $installed/README.md"

#!/usr/bin/env bash
# Trains the model of this package: ./train.sh MINUTES [BATCH OUT EVERY MINUTES]
#
# Needs Linux on x86-64, a C++ compiler, CMake, OpenSSL and PyTorch (its libtorch, with CUDA or without); no .NET.
#   PYTHON        python that has torch (default python3)
#   TORCH         folder with libtorch's include/ and lib/, instead of asking PYTHON
#   OUT           folder for what is brought out: weights.1-of-N …, metrics.csv (default ./out)
#   RUN           folder of the run with its full checkpoint; a run found there goes on (default ./run)
#   SYNTH         synthetic lines to draw first and learn from, too, where the package has texts (default none); drawn once
#   FROM_WEIGHTS  weights to start from: best.bin, weights.bin, or a folder of pieces brought out earlier
set -euo pipefail
SECONDS=0
started_in=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() { echo "train.sh: $*" >&2; exit 1; }
absolute() { case $1 in /*) echo "$1" ;; *) echo "$started_in/$1" ;; esac; }

[[ ${1-} =~ ^[1-9][0-9]*$ && ${2-5} =~ ^[1-9][0-9]*$ && $# -le 2 ]] || { echo "usage: train.sh MINUTES [MINUTES BETWEEN BRINGING OUT, default 5]" >&2; exit 2; }
minutes=$1 every=${2-5}
out=$(absolute "${OUT:-out}") run=$(absolute "${RUN:-run}")
from=(); [ -z "${FROM_WEIGHTS-}" ] || from=(--from-weights "$(absolute "$FROM_WEIGHTS")")

[ "$(uname -sm)" = "Linux x86_64" ] || fail "this package is for Linux on x86-64; this is $(uname -sm)."
for tool in cmake c++; do command -v "$tool" >/dev/null || fail "$tool is missing."; done

{ PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true; } | grep -qE 'libssl\.so\.(3|1\.1)' || echo "train.sh: no OpenSSL (libssl.so.3) in sight; the trainer needs it for its checksums." >&2

abi=1
if [ -z "${TORCH-}" ]; then
    python=${PYTHON:-python3}
    command -v "$python" >/dev/null || fail "$python is missing; set PYTHON, or TORCH to a libtorch."
    about=$("$python" -c 'import os, torch; print(os.path.realpath(os.path.dirname(torch.__file__)), int(torch._C._GLIBCXX_USE_CXX11_ABI), torch.__version__, torch.cuda.is_available())') ||
        fail "$python has no torch; set PYTHON to one that has, or TORCH to a libtorch."
    read -r TORCH abi version cuda <<<"$about"
    echo "PyTorch $version in $TORCH, CUDA: $cuda"
fi

# Beside the sources, so that a second start compiles nothing.
cmake -S native/torch -B build -DTORCH="$TORCH" -DTORCH_CXX11_ABI="$abi" >build.log 2>&1 &&
    cmake --build build --parallel >>build.log 2>&1 || { tail -n 40 build.log >&2; fail "the bridge to libtorch did not compile; see build.log."; }
echo "compiled in $SECONDS s"

# The texts are normalised already, so no ICU is needed here.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
if [ -n "${SYNTH-}" ] && [ ! -e data/synth ]; then
    [ -d texts ] || fail "SYNTH: this package has no texts; make it with eng/pack-trainer --text FILE."
    ./ductus-trainer synth recipe.json texts/* --data data/* --output data/synth --lines "$SYNTH"
fi

# PyTorch's wheels keep CUDA's libraries in packages beside torch.
libraries=$TORCH/lib
for folder in "$TORCH"/../nvidia/*/lib; do [ ! -d "$folder" ] || libraries=$libraries:$folder; done
export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export DUCTUS_NATIVE=$PWD/build
# Two training threads on a busy machine run 3 to 6 times slower when they spin; memory that is kept costs no page faults.
export OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=268435456

# The last validation and bringing out come after the training: a twentieth of the time is kept for them, a minute at most.
left=$((minutes * 60 - SECONDS)); reserve=$((left / 20 < 60 ? left / 20 : 60)); left=$((left - reserve))
[ "$left" -gt 0 ] || fail "the $minutes minutes were over before training could start."
mkdir -p "$run"
# exec, so that a signal meant for the training reaches it: it then writes its checkpoint and brings out before it ends.
exec ./ductus-trainer train recipe.json --data data/* --run "$run" --out "$out" --seconds "$left" --every $((every * 60)) ${from[@]+"${from[@]}"} \
    > >(trap '' INT TERM; exec tee -a "$run/train.log") 2>&1

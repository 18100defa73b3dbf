# Sourced by the benchmark scripts, which need Linux: time commands, write samples. The scripts print samples to standard output,
# everything for people to standard error.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$root/artifacts/bin/Ductus.Benchmarks/release/Ductus.Benchmarks
export LC_ALL=C.UTF-8

# env "${training[@]}" COMMAND… : as ./ductus starts training. Only there: reading would hold more memory than it does.
source "$root/eng/training-environment"
training=("${training_environment[@]}")

# The launcher finds .NET by itself; programs that are started without it are told.
with_dotnet() { DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")} "$@"; }

say() { echo "benchmarks: $*" >&2; }
fail() { say "$@"; exit 1; }

build_program() {
    dotnet build "$root/benchmarks/Ductus.Benchmarks" -c Release --nologo -v quiet >&2 || fail "the build failed, see above."
}

# One row: MEASURE SUBJECT VALUE UNIT LOAD
sample() { printf '%s\t%s\t%s\t%s\t%s\n' "$@"; }

# time_of COMMAND… : leaves seconds in $seconds, the load average before it in $load; what the command printed in $work/{out,err}.
time_of() {
    local started ended
    read -r load _ </proc/loadavg
    started=${EPOCHREALTIME/./}
    "$@" >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; fail "failed: $*"; }
    ended=${EPOCHREALTIME/./}
    printf -v seconds '%d.%06d' $(((ended - started) / 1000000)) $(((ended - started) % 1000000))
}

#!/usr/bin/env bash
# The one command of the project: builds, runs and tests it. `./fx help` lists what it does.
set -euo pipefail

called_from=$PWD
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
cd -- "$root"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

usage() {
    cat <<'END'
./fx run [ARGS]       build and start on http://localhost:8080 with the demo market; ARGS go to the host
    --live              the real providers instead of the demo market
    --urls URL          another address
    --role ROLE         all (default), ingest, serve, refresh, one-frame
./fx verify FILE [--jwks FILE|URL] [--log URL] [--replay]   a receipt: its signature, its digits, its place in the log, by replay
./fx replay --from T --to T [--pairs P] [--Pricing:KEY=VALUE]   decides the journal again, by the same rules or others; what differs
./fx history load-ecb [--file F | --url U]   the ECB's rates since 1999 into History:ConnectionString's database
./fx test [FILTER]    every test this machine can run; FILTER is a part of the tests' full names
./fx bench [FILTER]   benchmarks
./fx simulate [CASES] [SEED]   markets of 3 to 9 sources, some lying; ten million from seed 1 unless it says otherwise. `cost [ROUNDS]`: what a decision costs
./fx load [SCENARIO]  load test: tick, push, rate, page; only when named: start, nodes, fuzz, harass, redis-freeze, cluster-*
    start               process start to first moving price, 7 times; --clones 1: by ./fx run in a fresh clone of what is committed, too
    rate --url URL      of a stack that runs; where it asks for a key: FX_KEY=KEY in the environment, or --key KEY
./fx e2e [FILTER]     end-to-end tests
    --url URL           those alone that any stack must pass, against one that runs; FX_KEY or --key KEY where it asks for one
./fx up [PROFILE]     the containers of docker-compose.yml: cluster (default) or forex-proxy, built, started and waited for
./fx down             ends them
./fx build            build everything
./fx help             this
END
}

say() { printf '%s\n' "$*" >&2; }

die() {
    say "fx: $*"
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

need_dotnet() {
    have dotnet || die "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
}

# ---- building ------------------------------------------------------------------------------------------------------

# build PROJECT [STAMP]: one build at a time in this checkout, and none when nothing has changed since the file STAMP was made.
# Output goes to a file, never to a pipe that build servers would keep open.
# FX_BUILT=yes: what there is has just been built, as the tests say that run these commands.
build() {
    local log stamp=${2-}
    [[ ${FX_BUILT-} != yes ]] || return 0
    need_dotnet
    mkdir -p artifacts
    log=artifacts/build.log
    (
        flock 9
        [[ -z $stamp ]] || ! unchanged_since "$stamp" || exit 0
        if is_first "$1"; then
            say "Building the host and its page for the first time: half a minute on two cores."
        else
            say "Building $1 …"
        fi
        [[ -z $stamp ]] || names >"$stamp.new"
        if ! compile "$1" >"$log" 2>&1 9>&-; then
            # Each error comes once for each project that builds it.
            grep -E '(error|warning) [A-Z]+[0-9]+|error :' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
            exit 1
        fi
        [[ -z $stamp ]] || mv "$stamp.new" "$stamp"
    ) 9>artifacts/build.lock || die "the build failed; all it said is in $log"
}

# is_first PROJECT: whether it is the host and has never been built here.
is_first() { [[ $1 == silo/* && ! -f $(dll FxOrleans.Silo) ]]; }

# compile PROJECT: one compiler for all projects, whatever the environment says, which ends when they are built.
compile() {
    local status=0
    compile_all "$1" || status=$?
    dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 </dev/null &
    return "$status"
}

# compile_all PROJECT: a first start has the page built beside the host, and leaves the analyzers and the page's type check to the next build.
compile_all() {
    local page status=0 options=(-c Release -nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=true)
    if ! is_first "$1"; then
        dotnet build "$1" "${options[@]}"
        return
    fi
    dotnet msbuild src/FxOrleans.Web/FxOrleans.Web.targets -t:BuildWeb -nologo -v:quiet -clp:NoSummary &
    page=$!
    # A compiler that lives for a minute gains nothing from being profiled.
    DOTNET_TieredPGO=0 dotnet build "$1" "${options[@]}" -p:WebBuild=false -p:RunAnalyzers=false || status=$?
    wait "$page" || status=$?
    return "$status"
}

# What the host is built from; arguments narrow it down.
sources() {
    find src silo Directory.* global.json \( -name node_modules -o -name wwwroot \) -prune -o -type f "$@" -print
}

# The names tell of what was deleted, the times of all else.
names() { sources | LC_ALL=C sort | cksum; }

unchanged_since() {
    [[ -f $1 && $(names) == "$(<"$1")" && -z $(sources -newer "$1") ]]
}

# dll PROJECT-NAME: where the build puts it.
dll() { echo "$root/artifacts/bin/$1/release/$1.dll"; }

cmd_build() {
    build FxOrleans.sln
}

# ---- running -------------------------------------------------------------------------------------------------------

# Only when something in it is newer than its last build, so that a second start is quick and never touches a running one.
build_host() {
    have node || say "Node.js is not installed: the page will be missing, everything else works."
    build silo/FxOrleans.Silo.csproj artifacts/host.built
}

cmd_run() {
    local demo=true urls=(--urls http://localhost:8080) args=()
    while (($#)); do
        case $1 in
            --live) demo=false ;;
            --role)
                (($# > 1)) || die "--role needs a value: all, ingest, serve, refresh or one-frame."
                args+=("--Role=$2")
                shift
                ;;
            --role=*) args+=("--Role=${1#*=}") ;;
            --urls | --urls=*)
                urls=()
                args+=("$1")
                ;;
            *) args+=("$1") ;;
        esac
        shift
    done
    [[ -z ${ASPNETCORE_URLS-} ]] || urls=()

    build_host
    # Where appsettings.json and wwwroot are. What the caller gave comes last and wins.
    cd silo
    exec dotnet "$(dll FxOrleans.Silo)" "${urls[@]}" "--Demo:Enabled=$demo" "${args[@]}"
}

# What follows the command goes to the host; a file is looked for where the caller is.
cmd_history() {
    local args=() file
    while (($#)); do
        case $1 in
            --file | --file=*)
                if [[ $1 == --file ]]; then
                    (($# > 1)) || die "--file needs a value."
                    shift
                fi
                file=${1#--file=}
                [[ $file == /* ]] || file=$called_from/$file
                args+=("--file=$file")
                ;;
            *) args+=("$1") ;;
        esac
        shift
    done
    build_host
    cd silo
    exec dotnet "$(dll FxOrleans.Silo)" history "${args[@]}"
}

cmd_replay() {
    build_host
    cd silo
    exec dotnet "$(dll FxOrleans.Silo)" replay "$@"
}

# What follows the command goes to the host; files are looked for where the caller is.
cmd_verify() {
    local args=()
    while (($#)); do
        case $1 in
            --jwks)
                (($# > 1)) || die "--jwks needs a value."
                args+=("--jwks=$(here "$2")")
                shift
                ;;
            --log)
                (($# > 1)) || die "--log needs a value."
                args+=("--log=$2")
                shift
                ;;
            --jwks=*) args+=("--jwks=$(here "${1#--jwks=}")") ;;
            -*) args+=("$1") ;;
            *) args+=("$(here "$1")") ;;
        esac
        shift
    done
    build_host
    cd silo
    exec dotnet "$(dll FxOrleans.Silo)" verify "${args[@]}"
}

# here FILE: its path for a command that runs elsewhere; an address stays as it is.
here() {
    case $1 in
        /* | http://* | https://*) echo "$1" ;;
        *) echo "$called_from/$1" ;;
    esac
}

# ---- testing -------------------------------------------------------------------------------------------------------

# need_package COMMAND PACKAGE WHY: where it is missing and apt is there. Without it the tests that need it say so themselves.
need_package() {
    local sudo=()
    ! have "$1" || return 0
    if ((EUID != 0)); then
        sudo=(sudo)
        [[ -t 0 ]] || sudo+=(-n)
    fi
    if ! have apt-get || { ((EUID != 0)) && ! have sudo; }; then
        say "$1 is missing and cannot be installed from here: $3"
        return 0
    fi
    say "Installing $2: $3"
    mkdir -p artifacts
    {
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update \
            && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$2"
    } >artifacts/install.log 2>&1 || say "Installing $2 failed; what apt said is in artifacts/install.log"
}

need_browser() {
    have chromium-browser || have google-chrome || need_package chromium chromium "the page is tested and measured in it."
}

set_up_tests() {
    need_package redis-server redis-server "the Redis tests run against a real one."
    need_browser
    [[ -n $(compgen -G '/usr/lib/postgresql/*/bin/initdb') ]] || need_package initdb postgresql "the history's tests run against a real one."
    need_package curl curl "the README's requests are made with it."
    need_package make make "the Makefile is tested with it."
    need_package kubectl kubernetes-client "the manifests are put together and applied with it, to a stand-in for a cluster."
    install_test_data
}

# A real day's rates come as an npm package, once for each change of its lock file.
install_test_data() {
    local folder=test/FxOrleans.EndToEnd.Tests
    [[ $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ]] || return 0
    if ! have npm; then
        say "npm is missing: the tests on a real day's rates will fail. Install Node.js 20.19 or newer."
        return 0
    fi
    say "Installing @fawazahmed0/currency-api from npm: the tests of real input read a real day's rates."
    mkdir -p artifacts
    (cd "$folder" && npm ci --no-audit --no-fund) >artifacts/npm.log 2>&1 || say "npm ci failed in $folder; what it said is in artifacts/npm.log"
}

# run_tests ARGS: FxOrleans.TestRunner runs them, prints each failure and skip, and ends with `N passed, N failed, N skipped`.
run_tests() { dotnet "$(dll FxOrleans.TestRunner)" "$@"; }

cmd_test() {
    local filter=${1-} setup
    # Both wait for a network most of the time. A password for sudo is still asked for at the terminal.
    set_up_tests <&0 &
    setup=$!
    (build FxOrleans.sln) || {
        wait "$setup" || true
        exit 1
    }
    wait "$setup" || true
    run_tests "$filter" --results "artifacts/tests${filter:+-filtered}"
}

# ---- benchmarks, load, end to end ----------------------------------------------------------------------------------

# project_of NAME: the project that a command runs.
project_of() {
    local project=test/$1/$1.csproj
    [[ -f $project ]] || die "$project is not there."
    echo "$project"
}

# run_bounded LIMIT NAME ARGS: a program of ours, ended when it takes longer.
run_bounded() {
    local limit=$1 name=$2 status=0
    shift 2
    timeout --foreground -k 10 "$limit" dotnet "$(dll "$name")" "$@" || status=$?
    ((status != 124)) || say "fx: $name was ended after $limit."
    return "$status"
}

cmd_bench() {
    local project
    project=$(project_of FxOrleans.Benchmarks)
    build "$project"
    run_bounded 30m FxOrleans.Benchmarks "$@"
}

cmd_simulate() {
    local project
    project=$(project_of FxOrleans.Simulation)
    build "$project"
    run_bounded 2h FxOrleans.Simulation "$@"
}

cmd_load() {
    local project
    case ${1-} in '' | page | -*) need_browser ;; esac
    project=$(project_of FxOrleans.Load)
    build_host
    build "$project"
    run_bounded 15m FxOrleans.Load "$@"
}

cmd_e2e() {
    local project filter='' suite=
    while (($#)); do
        case $1 in
            --url | --key)
                (($# > 1)) || die "$1 needs a value."
                [[ $1 == --key ]] || suite=StackSuite
                export "FX_E2E_$(tr '[:lower:]' '[:upper:]' <<<"${1#--}")=$2"
                shift
                ;;
            *) filter=$1 ;;
        esac
        shift
    done
    project=$(project_of FxOrleans.EndToEnd.Tests)
    set_up_tests
    build_host
    build "$project"
    run_tests "${filter:-$suite}" --only FxOrleans.EndToEnd.Tests --results "artifacts/${suite:-tests-filtered}"
}

# ---- containers ----------------------------------------------------------------------------------------------------

need_engine() {
    have docker || die "docker is not installed: https://docs.docker.com/engine/install/"
    timeout 20 docker compose version >/dev/null 2>&1 || die "docker has no compose plugin: https://docs.docker.com/compose/install/"
    timeout 20 docker info >/dev/null 2>&1 || die "no Docker engine answers; \`docker info\` says why."
}

# The password of the containers' Redis: made once, kept with this checkout.
compose() {
    local kept=artifacts/compose.env
    if [[ ! -s $kept ]]; then
        mkdir -p artifacts
        (umask 077 && echo "REDIS_PASSWORD=${REDIS_PASSWORD-$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')}" >"$kept")
    fi
    docker compose --env-file "$kept" "$@"
}

cmd_up() {
    local profile=${1:-cluster} image=${ONE_FRAME_IMAGE-}
    [[ $profile == cluster || $profile == forex-proxy ]] || die "there is no profile '$profile'; it must be cluster or forex-proxy."
    [[ -z $image || $image == *@sha256:* ]] || die "ONE_FRAME_IMAGE is '$image'; it must have a digest, such as paidyinc/one-frame@sha256:…"
    need_engine
    compose --profile "$profile" build
    compose --profile "$profile" up --detach --wait --wait-timeout 300
}

cmd_down() {
    need_engine
    compose --profile cluster --profile forex-proxy down
}

command=${1-help}
(($# == 0)) || shift
case $command in
    run | verify | replay | history | test | bench | simulate | load | e2e | up | down | build) "cmd_$command" "$@" ;;
    help | --help | -h) usage ;;
    *)
        say "fx: there is no command '$command'."
        usage >&2
        exit 2
        ;;
esac

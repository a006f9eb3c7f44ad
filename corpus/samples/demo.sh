#!/bin/sh
# Receive the sample filings into the workspace ./var, triage them and print the ranked queue. Safe to run again.
set -eu

cd "$(dirname "$0")/../.."
KYOKUN_WORKSPACE="${KYOKUN_WORKSPACE:-./var}"
export KYOKUN_WORKSPACE
kyokun=.venv/bin/kyokun
filings=corpus/samples/filings

say() {
    printf '\n== %s\n   %s\n' "$1" "$2"
}

set --
for file in "$filings"/*; do
    case $file in
        *.expected.json | */annual-*) ;;
        *) set -- "$@" "$file" ;;
    esac
done

say "作業場所 $KYOKUN_WORKSPACE を用意し、過去の事故を読み込みます" \
    "preparing the workspace $KYOKUN_WORKSPACE and loading the accidents of the past"
"$kyokun" init

say "標本の届出 $# 件を受け付けます(前に受け付けたものは二重になりません)" \
    "receiving $# sample filings (those received before are not taken twice)"
"$kyokun" intake "$@"

say "届出ごとに、新しさと最も近い過去の事故を調べます" \
    "judging how new each filing is, and which past accidents are nearest"
"$kyokun" triage --all

say "検討の優先順位です" "the ranked queue"
"$kyokun" queue

say "続けて試すには" "to look further"
cat <<EOF
   export KYOKUN_WORKSPACE=$KYOKUN_WORKSPACE
   $kyokun queue --json                                  理由と最も近い事故 / reasons and nearest cases
   $kyokun search "位置登録の集中による輻輳"             似た事故を探す / similar accidents
   $kyokun search "expired certificate" --as public      英語でも、見える範囲で / in English, within scope
   $kyokun intake $filings/annual-fy2025.csv   年次の一覧 3,000 件 / the annual list, 3,000 rows
   $kyokun intake --refused                              受け付けなかったもの / what was not taken
EOF

# call_home STATE EXIT-CODE MESSAGE: tells the portal how the run ended. That it cannot be told changes nothing. The URL may
# hold a token, so it stands on no command line.
call_home() {
    body="{ \"state\": \"$1\", \"exitCode\": $2, \"message\": \"$(json "$3")\" }"
    set -- 'Content-Type: application/json'
    if command -v curl >/dev/null 2>&1; then
        printf 'url = "%s"\n' "$call_home_url" | curl --config - --silent --show-error --max-time 20 --header "$1" --data "$body" --output /dev/null
    elif command -v wget >/dev/null 2>&1; then
        printf '%s\n' "$call_home_url" | wget --input-file=- --quiet --timeout=20 --tries=1 --header="$1" --post-data="$body" --output-document=/dev/null
    else
        false
    fi || say "$call_home_shown could not be told"
}

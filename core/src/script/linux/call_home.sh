# call_home STATE EXIT-CODE MESSAGE: tells the portal how the run ended. That it cannot be told changes nothing.
call_home() {
    body="{ \"state\": \"$1\", \"exitCode\": $2, \"message\": \"$(json "$3")\" }"
    if command -v curl >/dev/null 2>&1; then
        curl --silent --show-error --max-time 20 --header 'Content-Type: application/json' --data "$body" --output /dev/null "$call_home_url"
    elif command -v wget >/dev/null 2>&1; then
        wget --quiet --timeout=20 --tries=1 --header='Content-Type: application/json' --post-data="$body" --output-document=/dev/null "$call_home_url"
    fi || say "$call_home_url could not be told"
}

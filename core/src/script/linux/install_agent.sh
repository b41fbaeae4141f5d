# Installs the agent.
install_agent() {
    mark_remains
    (cd "${place:-$work/unpacked}" && run_installer) </dev/null
    code=$?
    [ "$code" -ne 124 ] || fail 40 "the agent's own install command did not end within 15 minutes"
    [ "$code" -eq 0 ] || fail 40 "the agent's own install command ended with code $code; what it printed is in the log"
    agent_is_there || fail 40 "the agent's own install command said that all is well, but the agent is not there"
    printf '' >"$state/unfinished"
    rm -f "$state/installing"
}

# The mark names, until the end, what is not whole and was not there before.
mark_remains() {
    [ ! -e "$state/installing" ] || return 0
    if agent_is_there; then
        finish alreadyThere 0 'somebody installed the agent meanwhile; nothing to do'
    fi
    if ! { list_absent_paths >"$work/mark" && mv "$work/mark" "$state/installing"; }; then
        fail 50 "$state cannot be written: is the disk full?"
    fi
}

list_absent() {
    for path in "$@"; do
        [ -e "$path" ] || printf '%s\n' "$path" || return 1
    done
}

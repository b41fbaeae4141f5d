# Installs the agent. The mark says, until the end, that what is there is not whole.
install_agent() {
    : >"$state/installing" || fail 50 "$state cannot be written: is the disk full?"
    place_bundle
    (cd "$place" && run_installer) </dev/null
    code=$?
    [ "$code" -eq 0 ] || fail 40 "the agent's own install command ended with code $code; what it printed is in the log"
    agent_is_there || fail 40 "the agent's own install command said that all is well, but the agent is not there"
    : >"$state/unfinished"
    rm -f "$state/installing"
}

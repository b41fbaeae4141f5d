# Does nothing when the agent is there; takes up again what an earlier run began.
find_agent() {
    if [ -e "$state/installing" ]; then
        say 'an earlier run was stopped while it installed; what it left is removed'
        remove_remains || fail 70 "what it left cannot be removed: see $state/installing"
    fi
    if ! agent_is_there; then
        return
    fi
    if [ ! -e "$state/unfinished" ]; then
        finish alreadyThere 0 'the agent is there already; nothing to do'
    fi
    say 'the agent is installed; an earlier run did not get further'
    installed=yes
}

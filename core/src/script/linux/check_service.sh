# Sees that the agent's service is up; it is given half a minute.
check_service() {
    for pause in 1 2 4 8 15 0; do
        if command -v systemctl >/dev/null 2>&1 && [ -d /run/systemd/system ]; then
            ! systemctl is-active --quiet "$service_name" || return 0
        elif command -v service >/dev/null 2>&1; then
            ! service "$service_name" status >/dev/null 2>&1 || return 0
        else
            say "nothing here can say whether the service $service_name is up"
            return 0
        fi
        sleep "$pause"
    done
    fail 41 "the agent is installed, but its service $service_name did not come up"
}

log=/var/log/dynaboot.log
state=/var/lib/dynaboot
work=$state/work
lock=$state/lock
step=start started='' ended='' code=0 message='' locked=no installed=no

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# Says something on the console and in the log.
say() {
    printf 'dynaboot: %s\n' "$*" >&3
    printf '%s %s\n' "$(now)" "$*"
}

# A text as it may stand between the quotes of JSON.
json() { printf '%s' "$1" | tr '\n\t' '  ' | tr -d '\000-\037\177' | sed 's/\\/\\\\/g; s/"/\\"/g'; }

# status STATE EXIT-CODE FINISHED MESSAGE: replaces the status file in one move.
status() {
    printf '{ "state": "%s", "step": "%s", "exitCode": %s, "message": "%s", "started": "%s", "finished": %s, "policy": "%s", "version": "%s" }\n' \
        "$1" "$(json "$step")" "$2" "$(json "$4")" "$started" "$3" "$(json "$policy")" "$version" >"$state/status.new" &&
        chmod 644 "$state/status.new" && mv -f "$state/status.new" "$state/status.json"
}

# Announces a step.
begin_step() {
    step=$1
    say "$step"
    status running null null "$step"
}

# finish STATE EXIT-CODE MESSAGE: the end, which clean_up tells once it has made room for that.
finish() {
    ended=$1 code=$2 message=$3
    exit "$code"
}

# fail EXIT-CODE MESSAGE
fail() { finish failed "$1" "$2 (exit code $1, step: $step, log: $log)"; }

# However the run ends, nothing half-done is left, and the outcome is told. The trap calls it.
clean_up() {
    outcome=$?
    trap - EXIT
    trap '' HUP INT TERM
    # Without the lock nothing here is this run's own.
    [ "$locked" = yes ] || exit "$outcome"
    if [ -z "$ended" ]; then
        ended=failed code=70 message="stopped unexpectedly (exit code 70, step: $step, log: $log)"
    fi
    remove_remains || say "what the installation left cannot be removed: see $state/installing"
    rm -rf "$work"
    say "$message"
    status "$ended" "$code" "\"$(now)\"" "$message"
    call_home "$ended" "$code" "$message"
    rm -rf "$lock"
    exit "$code"
}

# bounded SECONDS COMMAND...: it is ended after so long, where something here can do that, and does not hold the console.
bounded() {
    seconds=$1
    shift
    if command -v timeout >/dev/null 2>&1; then
        timeout "$seconds" "$@" 3>&-
    else
        "$@" 3>&-
    fi
}

# What an unfinished installation left: the paths in its mark, none of which was there before.
remove_remains() {
    [ -e "$state/installing" ] || return 0
    while IFS= read -r path; do
        rm -rf -- "$path"
        [ ! -e "$path" ] || return 1
    done <"$state/installing"
    rm -f "$state/installing"
}

# When a process was started: a process id alone may have been given out again.
start_of() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

# Keeps two runs apart. A lock whose owner is gone, or from before a reboot, is taken over.
take_lock() {
    boot=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo unknown)
    for pause in 0 1 1 1 1; do
        if mkdir "$lock" 2>/dev/null; then
            locked=yes
            printf '%s %s %s\n' "$$" "$(start_of "$$")" "$boot" >"$lock/owner"
            return
        fi
        # Its maker is given a moment to sign it.
        sleep "$pause"
        owner='' owner_start='' owner_boot=''
        [ ! -r "$lock/owner" ] || read -r owner owner_start owner_boot <"$lock/owner"
        if [ "$owner_boot" = "$boot" ] && [ "$(start_of "$owner")" = "$owner_start" ]; then
            break
        fi
        if [ -n "$owner" ] || [ "$pause" -gt 0 ]; then
            # Another run may have been quicker: what is taken away must be what was seen.
            if mv "$lock" "$lock.$$" 2>/dev/null; then
                grep -q -s "^$owner $owner_start $owner_boot\$" "$lock.$$/owner" || [ ! -s "$lock.$$/owner" ] ||
                    mv "$lock.$$" "$lock" 2>/dev/null
                rm -rf "$lock.$$"
            fi
        fi
    done
    say "another run is at work and holds $lock (exit code 60)"
    exit 60
}

# Makes the run's own places, and sends what commands print to the log.
begin() {
    exec 3>&1
    if [ "$(id -u)" -ne 0 ]; then
        echo 'dynaboot: this script installs an agent, so it must be run as root (exit code 70)' >&3
        exit 70
    fi
    if ! { mkdir -p "$state" && chmod 755 "$state" && printf '' >>"$log" && chmod 600 "$log"; }; then
        echo "dynaboot: $state or $log cannot be written: is the disk full? (exit code 50)" >&3
        exit 50
    fi
    exec >>"$log" 2>&1
    trap clean_up EXIT
    trap 'exit 70' HUP INT TERM
    trap '' PIPE
    take_lock
    started=$(now)
    rm -rf "$work"
    mkdir -m 700 "$work" || fail 50 "$work cannot be made: is the disk full?"
}

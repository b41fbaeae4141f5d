# Lets the agent's user run the named commands by sudo. visudo says whether the file is one before it counts.
allow_commands() {
    command -v visudo >/dev/null 2>&1 || fail 30 'the image lacks sudo, which the named commands need: install it on the image'
    printf '%s' "$sudoers" >"$work/sudoers" && chmod 440 "$work/sudoers" || fail 50 "$work/sudoers cannot be written"
    visudo -c -f "$work/sudoers" || fail 70 'sudo does not take the named commands'
    cat "$work/sudoers" >/etc/sudoers.d/.dynaboot.new && chmod 440 /etc/sudoers.d/.dynaboot.new &&
        mv -f /etc/sudoers.d/.dynaboot.new /etc/sudoers.d/dynaboot || fail 50 '/etc/sudoers.d/dynaboot cannot be written'
}

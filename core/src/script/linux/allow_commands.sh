# Lets the agent's user run the named commands by sudo. visudo says whether the file is one before it counts.
allow_commands() {
    command -v visudo >/dev/null 2>&1 || fail 30 'the image lacks sudo, which the named commands need: install it on the image'
    # sudo reads no file with a dot in its name, so this one counts only once it has been checked and renamed.
    draft=/etc/sudoers.d/dynaboot.new
    if ! { printf '%s' "$sudoers" >"$draft" && chmod 440 "$draft"; }; then
        fail 50 "$draft cannot be written: is the disk full?"
    fi
    if ! visudo -c -f "$draft"; then
        rm -f "$draft"
        fail 70 'sudo does not take the named commands'
    fi
    mv -f "$draft" /etc/sudoers.d/dynaboot
}

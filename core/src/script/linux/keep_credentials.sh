# Puts the store's credentials where downloaders and the agent look for them, and never on a command line.
keep_credentials() {
    printf 'machine %s login %s password %s\n' "$store_host" "$store_user" "$store_password" >"$work/.netrc" ||
        fail 50 "$work cannot be written: is the disk full?"
    if ! grep -q -s "^machine $store_host " /root/.netrc; then
        # The file may lack its last line's end.
        if ! { [ ! -s /root/.netrc ] || echo >>/root/.netrc; } || ! { cat "$work/.netrc" >>/root/.netrc && chmod 600 /root/.netrc; }; then
            fail 50 '/root/.netrc cannot be written: is the disk full?'
        fi
    fi
}

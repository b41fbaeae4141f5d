# Puts the store's credentials first in root's netrc file, in one move. What it says of other hosts stays.
hand_over_credentials() {
    if ! { list_credentials >/root/.netrc.new && mv -f /root/.netrc.new /root/.netrc; }; then
        rm -f /root/.netrc.new
        fail 50 '/root/.netrc cannot be written: is the disk full?'
    fi
}

list_credentials() {
    cat "$work/.netrc" || return 1
    [ -e /root/.netrc ] || return 0
    # Its last line may lack its end.
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        "machine $store_host "*) ;;
        *) printf '%s\n' "$line" || return 1 ;;
        esac
    done </root/.netrc
}

# Puts the store's credentials first in root's netrc file, in one move. What it says of other hosts stays.
hand_over_credentials() {
    if ! {
        cat "$work/.netrc" &&
            { [ ! -e /root/.netrc ] || grep -v -F "machine $store_host login " /root/.netrc || [ "$?" -eq 1 ]; }
    } >/root/.netrc.new || ! mv -f /root/.netrc.new /root/.netrc; then
        rm -f /root/.netrc.new
        fail 50 '/root/.netrc cannot be written: is the disk full?'
    fi
}

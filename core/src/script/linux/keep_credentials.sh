# Puts the store's credentials where this run's downloader looks for them, and never on a command line.
keep_credentials() {
    printf 'machine %s login %s password %s\n' "$store_host" "$store_user" "$store_password" >"$work/.netrc" ||
        fail 50 "$work cannot be written: is the disk full?"
}

# Unpacks the bundle beside everything else, so that a broken one touches nothing.
unpack_bundle() {
    mkdir "$work/unpacked" || fail 50 "$work cannot be written: is the disk full?"
    if ! { gzip -t "$work/bundle.tar.gz" && tar -tzf "$work/bundle.tar.gz" >/dev/null; }; then
        fail 21 "what $bundle_url gives is no whole tar.gz archive"
    fi
    # The archive is whole, so what fails now is the disk; when that is full, not even the reason can be written.
    tar -xzf "$work/bundle.tar.gz" -o -C "$work/unpacked" || fail 50 'the bundle cannot be unpacked: is the disk full?'
}

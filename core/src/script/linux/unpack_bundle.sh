# Unpacks the bundle beside everything else, so that a broken one touches nothing.
unpack_bundle() {
    mkdir "$work/unpacked" || fail 50 "$work cannot be written: is the disk full?"
    if ! { gzip -t "$work/bundle.tar.gz" && tar -tzf "$work/bundle.tar.gz" >/dev/null; }; then
        fail 21 "what $bundle_url gives is no whole tar.gz archive"
    fi
    if ! tar -xzf "$work/bundle.tar.gz" -o -C "$work/unpacked" 2>"$work/problem"; then
        cat "$work/problem"
        ! grep -q -i 'no space left' "$work/problem" || fail 50 'no space is left to unpack the bundle'
        fail 21 "what $bundle_url gives cannot be unpacked: $(head -n 1 "$work/problem")"
    fi
}

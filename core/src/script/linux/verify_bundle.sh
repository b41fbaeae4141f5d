# Compares the bundle's SHA-256 with the given one.
verify_bundle() {
    if command -v sha256sum >/dev/null 2>&1; then
        found=$(sha256sum "$work/bundle.tar.gz" | cut -d ' ' -f 1)
    elif command -v openssl >/dev/null 2>&1; then
        found=$(openssl dgst -sha256 "$work/bundle.tar.gz" | sed 's/.*= *//')
    else
        fail 30 'the image has neither sha256sum nor openssl, so the bundle cannot be verified: install one of them on the image'
    fi
    [ "$found" = "$bundle_sha256" ] ||
        fail 20 "the bundle's SHA-256 is $found and should be $bundle_sha256: the bundle was changed or the wrong one was given"
}

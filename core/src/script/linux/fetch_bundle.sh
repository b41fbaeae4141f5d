# Downloads the bundle into the run's private directory.
fetch_bundle() {
    request_patiently GET "$bundle_url" "$work/bundle.tar.gz"
}

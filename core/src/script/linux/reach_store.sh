# Waits, within bounds, until the store answers.
reach_store() {
    request_patiently HEAD "$bundle_url" "$work/answer"
}

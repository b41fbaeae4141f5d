fetch_bundle() {
	#step
	download "$bundle_url" work/bundle
}

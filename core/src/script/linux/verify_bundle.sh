verify_bundle() {
	#step
	found=$(sha256sum work/bundle.tar.gz | cut -d ' ' -f 1)
	[ "$found" = "$bundle_sha256" ] ||
		fail 20 "the bundle's SHA-256 is $found and should be $bundle_sha256: one of the two is wrong"
}

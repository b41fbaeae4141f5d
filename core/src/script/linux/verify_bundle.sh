verify_bundle() {
	#step
	found=$(sha256sum <work/bundle)
	found=${found%% *}
	[ "$found" = "$sha256" ] ||
		fail 20 "the bundle's SHA-256 is $found and should be $sha256: one of the two is wrong"
}

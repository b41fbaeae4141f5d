place_bundle() {
	#step
	{ rm -rf "$place" && true >work/unpacked/.dynaboot && mv work/unpacked "$place"; } || fail_to_write "$place"
}

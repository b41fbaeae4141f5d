place_bundle() {
	#step
	{ rm -rf "$place" && true >unpacked/.dynaboot && mv unpacked "$place"; } || fail_to_write "$place"
}

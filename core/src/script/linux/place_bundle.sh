place_bundle() {
	#step
	{ ! grep -qF " $place" /proc/mounts && rm -rf "$place" && true >unpacked/.dynaboot && mv unpacked "$place"; } || fail_to_write "$place"
}

place_bundle() {
	#step
	{ ! grep -qF " $place" /proc/mounts && rm -rf "$place" && mv unpacked "$place"; } || fail_to_write "$place"
}

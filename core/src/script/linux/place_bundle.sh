place_bundle() {
	#step
	{ ! grep -q " ${place}[/ ]" /proc/mounts && rm -rf "$place" && mv unpacked "$place"; } || no_room "$place"
}

unpack_bundle() {
	#step
	mkdir work/unpacked && tar -xzf work/bundle -o -C work/unpacked && return
	## When the archive is whole, it is the disk that failed.
	tar -tzf work/bundle >/dev/null && fail_to_write "$state"
	fail 21 "what $bundle_url gives is no whole tar.gz archive"
}

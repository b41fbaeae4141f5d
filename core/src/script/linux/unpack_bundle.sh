unpack_bundle() {
	#step
	#if place
	[ ! -e "$place" ] || [ -e "$place/.dynaboot" ] || fail 70 "$place is there and not ours: move it away"
	#end
	#unless private
	umask 022
	#end
	if ! { mkdir work/unpacked && tar -xzf work/bundle -o -C work/unpacked; }; then
		## When the archive is whole, it is the disk that failed.
		! tar -tzf work/bundle >/dev/null || fail_to_write "$state"
		fail 21 "what ${bundle_url%%\?*} gives is no whole tar.gz archive"
	fi
	#unless private
	umask 077
	#end
	! agent_is_there || finish alreadyThere 'somebody installed the agent meanwhile'
	## What is not whole until the agent is there.
	put "$state/installing" "$remains"
}

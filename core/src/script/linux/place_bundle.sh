place_bundle() {
	#step
	[ ! -e "$place" ] || [ -e "$place/.dynaboot" ] || fail 70 "$place is there and not ours: move it away"
	rm -rf -- "$place"
	! agent_is_there || finish alreadyThere 'somebody installed the agent meanwhile'
	## What is not whole until the agent is there.
	put "$state/installing" "$remains"
	{ true >work/unpacked/.dynaboot && mv -- work/unpacked "$place"; } || fail_to_write "$place"
}

place_bundle() {
	#step
	if [ -e "$place" ]; then
		[ -e "$place/.dynaboot" ] || fail 70 "$place is there and not ours: move it away"
		rm -rf -- "$place"
	fi
	! agent_is_there || finish alreadyThere 'somebody installed the agent meanwhile'
	# Until the agent is there, this is what is not whole and was not there before.
	{ printf '%s\n' "$remains" >work/mark && mv work/mark installing; } || fail_to_write "$state"
	{ true >work/unpacked/.dynaboot && mv -- work/unpacked "$place"; } || fail_to_write "$place"
}

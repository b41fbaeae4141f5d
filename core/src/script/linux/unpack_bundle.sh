unpack_bundle() {
	#step
	#if place
	[ ! -e "$place" ] || [ -e "$place/.dynaboot" ] || fail 70 "$place is there and not ours: move it away"
	#end
	#if private
	umask 077
	#end
	mkdir unpacked || no_room "$state"
	if ! tar -xzf work/bundle -o -C unpacked || [ -z "$(ls -A unpacked)" ]; then
		! tail -n 9 "$log" | grep -qi 'no space\|short write\|quota' || no_room "$state"
		fail_with 21 "$asked is no whole tar.gz archive, or an empty one"
	fi
	## What everybody may change, or whoever runs it becomes, was no installer's wish.
	chmod -R go-w,a-st unpacked
	#if place
	: >unpacked/.dynaboot
	#end
	#if private
	umask 022
	#end
	leave_agent
	## What is not whole until the agent is there.
	#if certificate
	printf '%s\n' "$remains" >>installing || no_room "$state/installing"
	#end
	#unless certificate
	put "$state/installing" "$remains"
	#end
	sync
}

find_agent() {
	#step
	## Its installer restarted the machine, and had done its work.
	[ ! -e restarted ] || [ ! -e installing ] || ! has_agent || keep_agent
	undo || fail 70 "$left"
	#if resumes
	if has_agent && [ -e unfinished ]; then
		say 'an earlier run got as far as the agent'
		return
	fi
	rm -f unfinished
	#end
	leave_agent
}

## Another's agent stays, and the run has nothing to do.
leave_agent() {
	[ -n "${kept-}" ] || ! has_agent || {
		was=$(cat installed || echo unknown)
		[ "$was" = "$bundle" ] || was="$was, asked for: $bundle"
		ended=alreadyThere code=0 text="the agent is there already, bundle: $was"
		exit
	}
}

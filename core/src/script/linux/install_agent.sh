install_agent() {
	#step
	#unless place
	! agent_is_there || finish alreadyThere 'somebody installed the agent meanwhile'
	# Until the agent is there, this is what is not whole and was not there before.
	{ printf '%s\n' "$remains" >work/mark && mv work/mark installing; } || fail_to_write "$state"
	#end
	(cd "${place-work/unpacked}" && run_installer) </dev/null ||
		fail 40 "the agent's install command ended with code $? (124: not within 15 minutes)"
	agent_is_there || fail 40 "the agent's install command ended well, but the agent is not there"
	#if resumes
	true >unfinished
	#end
	rm installing
}

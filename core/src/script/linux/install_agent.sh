install_agent() {
	#step
	#unless place
	! agent_is_there || finish alreadyThere 'somebody installed the agent meanwhile'
	## What is not whole until the agent is there.
	put "$state/installing" "$remains"
	#end
	(cd "${place-work/unpacked}" && run_installer) </dev/null ||
		fail 40 "the agent's install command ended with code $? (124: not within 15 minutes)"
	agent_is_there || fail 40 "the agent's install command ended well, but the agent is not there"
	#if resumes
	true >unfinished
	#end
	rm installing
}

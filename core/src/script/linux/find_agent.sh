find_agent() {
	#step
	remove_remains || fail 70 "$left"
	#if resumes
	if ! agent_is_there; then
		rm -f unfinished
	elif [ -e unfinished ]; then
		say 'an earlier run got as far as the agent'
	else
		finish alreadyThere 'the agent is there already'
	fi
	#end
	#unless resumes
	! agent_is_there || finish alreadyThere 'the agent is there already'
	#end
}
